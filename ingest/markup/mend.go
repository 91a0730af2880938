package markup

import (
	"encoding/xml"
	"slices"
	"strings"
)

// Mend returns broken XML as far as it is sound: up to the end of the last
// element with one of the names, and with all that is open there closed. It
// reports false where there is none.
func Mend(text string, names ...string) (string, bool) {
	d := NewDecoder(strings.NewReader(text)).xml
	var open, around []string
	end := int64(0)
	for {
		token, err := d.RawToken()
		if err != nil {
			break
		}
		switch t := token.(type) {
		case xml.StartElement:
			open = append(open, written(t.Name))
		case xml.EndElement:
			open = closed(open, written(t.Name))
			if slices.Contains(names, t.Name.Local) {
				end, around = d.InputOffset(), slices.Clone(open)
			}
		}
		if len(open) > MaxDepth {
			break
		}
	}
	if end == 0 {
		return "", false
	}
	mended := text[:end]
	for _, name := range slices.Backward(around) {
		mended += "</" + name + ">"
	}
	return mended, true
}

// written returns a raw name as it stands in the text, with its prefix.
func written(n xml.Name) string {
	if n.Space == "" {
		return n.Local
	}
	return n.Space + ":" + n.Local
}

// closed returns what is open after the end of an element: also what stands
// within it is closed then. An end without a beginning changes nothing.
func closed(open []string, name string) []string {
	for i, n := range slices.Backward(open) {
		if n == name {
			return open[:i]
		}
	}
	return open
}
