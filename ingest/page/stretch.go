package page

import (
	"bytes"
	"iter"
)

// Stretches yields the text of a page as it stands between the tags, in its
// bytes and order, for a hundredth of the time that a tree takes: without
// scripts, styles and comments, and without links that stand alone in their
// block, which lead to other pages. It yields some more than what the page
// shows of its article, and hardly ever less. The attributes of a <meta> that
// may hold a title are yielded, too. Where markup is broken it yields what may
// be text.
func Stretches(page []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		m := markup{rest: page}
		for len(m.rest) > 0 {
			at := bytes.IndexByte(m.rest, '<')
			if at < 0 {
				at = len(m.rest)
			}
			if at > 0 && !m.text(m.rest[:at], yield) {
				return
			}
			m.rest = m.rest[at:]
			n := m.length()
			m.block(m.rest[:n])
			m.rest = m.rest[n:]
		}
	}
}

// text yields a stretch, unless it is in a link that may stand alone; then it
// is held until that is known.
func (m *markup) text(stretch []byte, yield func([]byte) bool) bool {
	if m.linked && !m.prose && !bytes.HasSuffix(bytes.TrimSpace(stretch), []byte(".")) {
		m.held = append(m.held, stretch)
		return true
	}
	if m.prose = m.prose || len(bytes.TrimSpace(stretch)) > 1; !m.prose {
		return yield(stretch) // a mark between links
	}
	for _, held := range m.held {
		if !yield(held) {
			return false
		}
	}
	m.held = m.held[:0]
	return yield(stretch)
}

// block notes what a tag, or other markup, begins or ends.
func (m *markup) block(tag []byte) {
	switch name, ends := nameOf(tag); name {
	case "":
	case "a":
		m.linked = !ends
	case "b", "i", "em", "strong", "span", "font", "u", "small", "sup", "sub", "mark", "abbr", "time", "wbr", "img":
	default:
		m.prose, m.held = false, m.held[:0]
	}
}

// nameOf returns the name of a tag, or its beginning, in small letters, and
// whether the tag ends an element; "" where there is no tag.
func nameOf(tag []byte) (name string, ends bool) {
	ends = len(tag) > 1 && tag[1] == '/'
	if ends {
		tag = tag[1:]
	}
	var small [8]byte
	n := 0
	for ; n < len(small) && n+1 < len(tag) && 'a' <= tag[n+1]|0x20 && tag[n+1]|0x20 <= 'z'; n++ {
		small[n] = tag[n+1] | 0x20
	}
	return string(small[:n]), ends
}

// markup is the rest of a page that begins with "<".
type markup struct {
	rest []byte
	// absent are ends that it does not have, so that each is looked for in
	// vain only once.
	absent map[string]bool
	linked bool     // within a link
	prose  bool     // the block has text outside links
	held   [][]byte // what links hold in a block that has only those so far
}

// length returns how many bytes show nothing.
func (m *markup) length() int {
	switch {
	case len(m.rest) < 2:
		return len(m.rest)
	case bytes.HasPrefix(m.rest, []byte("<!--")):
		return max(1, m.through(2, "-->"))
	case m.isTag("<script"):
		return m.element("</script", "</SCRIPT")
	case m.isTag("<style"):
		return m.element("</style", "</STYLE")
	case !opensTag(m.rest[1]):
		return 1
	}
	tag := max(1, m.through(1, ">"))
	if m.isTag("<meta") && bytes.Contains(m.rest[:tag], []byte("title")) {
		return 1
	}
	return tag
}

// isTag reports whether it begins with a tag, in small letters or large.
func (m *markup) isTag(tag string) bool {
	return len(m.rest) > len(tag) && bytes.EqualFold(m.rest[:len(tag)], []byte(tag)) &&
		bytes.IndexByte([]byte("> \t\r\n\f/"), m.rest[len(tag)]) >= 0
}

func opensTag(c byte) bool {
	return 'a' <= c|0x20 && c|0x20 <= 'z' || c == '/' || c == '!' || c == '?'
}

// element returns the length of one whose end is written in one of two ways.
// One without an end is passed over up to the end of its tag.
func (m *markup) element(ends ...string) int {
	for _, end := range ends {
		if n := m.through(1, end); n > 0 {
			return n
		}
	}
	return max(1, m.through(1, ">"))
}

// through returns the length up to an end, which is looked for from some byte
// on, and that end; 0 where there is none.
func (m *markup) through(from int, end string) int {
	if m.absent[end] {
		return 0
	}
	if i := bytes.Index(m.rest[from:], []byte(end)); i >= 0 {
		return from + i + len(end)
	}
	if m.absent == nil {
		m.absent = map[string]bool{}
	}
	m.absent[end] = true
	return 0
}
