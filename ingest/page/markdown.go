package page

import "strings"

// plain returns the first heading of a Markdown text and the rest without
// marks.
func plain(text string) (title, body string) {
	var out []string
	for l := range strings.Lines(strings.ReplaceAll(text, "\r\n", "\n")) {
		l = strings.TrimRight(l, "\n")
		if strings.HasPrefix(l, "```") || strings.HasPrefix(l, "![") {
			continue
		}
		heading := strings.HasPrefix(l, "#")
		l = unmark(strings.TrimSpace(strings.TrimLeft(l, "#>")))
		if heading && title == "" {
			title = l
			continue
		}
		out = append(out, l)
	}
	return title, strings.TrimSpace(strings.Join(out, "\n"))
}

// unmark drops emphasis and keeps the text of links.
func unmark(l string) string {
	for _, mark := range []string{"**", "__", "`"} {
		l = strings.ReplaceAll(l, mark, "")
	}
	var b strings.Builder
	for {
		open := strings.IndexByte(l, '[')
		middle := strings.Index(l[max(open, 0):], "](")
		if open < 0 || middle < 0 {
			break
		}
		middle += open
		end := strings.IndexByte(l[middle:], ')')
		if end < 0 {
			break
		}
		b.WriteString(l[:open])
		b.WriteString(l[open+1 : middle])
		l = l[middle+end+1:]
	}
	b.WriteString(l)
	return b.String()
}
