package link

import (
	"path"
	"slices"
	"strings"
)

// shorten resolves dots and drops what does not say which page it is: session
// IDs, index files, AMP forms and a trailing slash. It takes a path as escape
// returns it.
func (n *Normaliser) shorten(p string) string {
	segments := strings.Split(strings.TrimPrefix(path.Clean("/"+p), "/"), "/")
	for i, s := range segments {
		segments[i] = withoutSession(s)
	}
	segments = slices.DeleteFunc(segments, isSession)
	if last := len(segments) - 1; last >= 0 && n.variants.indexes[strings.ToLower(segments[last])] {
		segments = segments[:last]
	}
	return "/" + strings.Join(n.variants.plain(segments), "/")
}

// withoutSession drops the session ID that a Java server puts behind a part of
// a path.
func withoutSession(segment string) string {
	if i := strings.Index(strings.ToLower(segment), ";jsessionid="); i >= 0 {
		return segment[:i]
	}
	return segment
}

// isSession reports whether a part of a path is a session of ASP.NET, such as
// (S(lit3py55t21z5v55vlm25s55)), or nothing.
func isSession(segment string) bool {
	id, ok := strings.CutPrefix(segment, "(")
	return segment == "" || ok && strings.HasSuffix(id, "))") && strings.Contains(id, "S(")
}

// plain returns the parts of a path without those of its AMP form.
func (v *variants) plain(segments []string) []string {
	for _, beginning := range v.paths {
		if len(segments) > len(beginning) && slices.Equal(segments[:len(beginning)], beginning) {
			segments = segments[len(beginning):]
		}
	}
	if last := len(segments) - 1; last > 0 && segments[last] == "1" && v.segments[segments[last-1]] {
		segments = segments[:last] // /story/amp/1
	}
	kept := slices.DeleteFunc(slices.Clone(segments), func(s string) bool { return v.segments[s] })
	if len(kept) == 0 {
		kept = segments[:min(1, len(segments))]
	}
	if last := len(kept) - 1; last >= 0 {
		kept[last] = v.withoutEnd(kept[last])
	}
	return kept
}

// withoutEnd drops the mark of an AMP form at the end of a file's name.
func (v *variants) withoutEnd(name string) string {
	base, extension := name, ""
	for _, e := range []string{".html", ".htm"} {
		if before, ok := strings.CutSuffix(name, e); ok {
			base, extension = before, e
		}
	}
	for _, end := range v.ends {
		if before, ok := strings.CutSuffix(base, end); ok && before != "" {
			return before + extension
		}
	}
	return name
}
