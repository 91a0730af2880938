package page

import (
	"encoding/json"
	"strings"
)

// decodeJSON reads the JSON of a page, mended where it is broken in one of the
// ways in which templates break it.
func decodeJSON(s string) (any, bool) {
	var node any
	s = mendJSON(s)
	if json.Unmarshal([]byte(s), &node) == nil {
		return node, true
	}
	if json.Unmarshal([]byte(mendCommas(s)), &node) == nil {
		return node, true
	}
	return nil, false
}

// mendJSON takes away what templates leave around and within JSON: comment
// and CDATA marks, a trailing semicolon, bare line breaks.
func mendJSON(s string) string {
	s = strings.TrimSpace(s)
	for _, mark := range []string{"<!--", "//<![CDATA[", "/*<![CDATA[*/", "<![CDATA["} {
		s = strings.TrimSpace(strings.TrimPrefix(s, mark))
	}
	for _, mark := range []string{"-->", "/*]]>*/", "]]>", "//", ";"} {
		s = strings.TrimSpace(strings.TrimSuffix(s, mark))
	}
	return strings.Map(func(r rune) rune {
		if r < ' ' {
			return ' '
		}
		return r
	}, s)
}

// mendCommas drops the commas behind which nothing comes, puts in those that
// are missing between objects, gives a value to a key that has none, and
// doubles the backslashes that escape nothing.
func mendCommas(s string) string {
	var b strings.Builder
	b.Grow(len(s))
	quoted, last := false, byte(0) // last is the last byte outside of white space
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case quoted && c == '\\' && i+1 < len(s):
			if !strings.ContainsRune(`"\/bfnrtu`, rune(s[i+1])) {
				b.WriteByte('\\')
			}
			b.WriteByte(c)
			i++
			c = s[i]
		case c == '"':
			if !quoted && (last == '}' || last == ']' || last == '"') {
				b.WriteByte(',')
			}
			quoted = !quoted
		case quoted:
		case c == '{' && last == '}':
			b.WriteByte(',')
		case (c == ',' || c == '}' || c == ']') && last == ':':
			b.WriteString("null")
		}
		if !quoted && c == ',' && isEnd(s[i+1:]) {
			continue
		}
		b.WriteByte(c)
		if c != ' ' {
			last = c
		}
	}
	return b.String()
}

// isEnd reports whether an object, a list or everything ends here, or another
// comma comes.
func isEnd(rest string) bool {
	rest = strings.TrimLeft(rest, " ")
	return rest == "" || strings.ContainsRune("}],", rune(rest[0]))
}
