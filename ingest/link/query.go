package link

import (
	"slices"
	"strings"
)

// query drops the parameters that do not say what is read, and puts the others
// in the order of their names.
func (n *Normaliser) query(raw string) string {
	if raw == "" {
		return ""
	}
	var kept []string
	for pair := range strings.SplitSeq(raw, "&") {
		pair = escape(unescapedHTML(pair), inQuery)
		name, value, _ := strings.Cut(pair, "=")
		if value == "" {
			pair = name
		}
		if name != "" && !n.parameters.drops(strings.ToLower(name), strings.ToLower(value)) {
			kept = append(kept, pair)
		}
	}
	slices.SortStableFunc(kept, func(a, b string) int { return strings.Compare(nameOf(a), nameOf(b)) })
	return strings.Join(kept, "&")
}

func nameOf(pair string) string {
	name, _, _ := strings.Cut(pair, "=")
	return name
}

// unescapedHTML drops what is left of an &amp; that nobody turned back.
func unescapedHTML(pair string) string {
	for {
		rest, ok := strings.CutPrefix(pair, "amp;")
		if !ok {
			return pair
		}
		pair = rest
	}
}
