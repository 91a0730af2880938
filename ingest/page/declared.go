package page

import (
	"bytes"
	"strings"
)

// headerCharset returns the charset that a content type names, empty for none.
// It reads what is no proper content type, too, for servers send that.
func headerCharset(contentType string) string {
	return labelAfter([]byte(strings.ToLower(contentType)), "charset")
}

// declaredWithin is how much of a document is searched for a declaration, in
// bytes. Browsers look at 1,024, but many templates put scripts before it.
const declaredWithin = 256 << 10

// declaredCharset returns the charset that the document itself names, empty
// for none: in an XML declaration, or in a <meta>. A script's or link's own
// charset is not the document's.
func declaredCharset(body []byte) string {
	head := bytes.ToLower(body[:min(len(body), declaredWithin)])
	if bytes.HasPrefix(head, []byte("<?xml")) {
		declaration, _, _ := bytes.Cut(head, []byte("?>"))
		if label := labelAfter(declaration, "encoding"); label != "" {
			return label
		}
	}
	for {
		_, after, found := bytes.Cut(head, []byte("<meta"))
		if !found {
			return ""
		}
		tag, rest, _ := bytes.Cut(after, []byte(">"))
		if label := labelAfter(tag, "charset"); label != "" {
			return label
		}
		head = rest
	}
}

// labelAfter returns the value that a key has in a tag, empty for none. What
// declares itself in single bytes cannot be UTF-16, whatever it says.
func labelAfter(tag []byte, key string) string {
	_, after, _ := bytes.Cut(tag, []byte(key))
	value, found := strings.CutPrefix(strings.TrimSpace(string(after)), "=")
	if !found {
		return ""
	}
	value = strings.TrimLeft(value, "\"' \t\r\n")
	if end := strings.IndexAny(value, "\"'>;/? \t\r\n"); end >= 0 {
		value = value[:end]
	}
	if strings.HasPrefix(value, "utf-16") {
		return ""
	}
	return value
}
