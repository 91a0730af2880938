package page

import (
	"bytes"
	"fmt"
	"mime"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/gigawire/gigawire/ingest"
)

// Decode returns a document as UTF-8. A byte-order mark decides its charset,
// else that the bytes are UTF-8, else the content type's charset, else a
// declaration in its first kilobytes, else windows-1252, as browsers do. What
// cannot be decoded becomes U+FFFD. The error wraps ingest.ErrEmpty, ErrBinary
// or ErrCharset.
func Decode(body []byte, contentType string) (string, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return "", ingest.ErrEmpty
	}
	if e := marked(body); e != nil {
		return decodeWith(e, body)
	}
	if isBinary(body) {
		return "", fmt.Errorf("%w but %s", ingest.ErrBinary, http.DetectContentType(body))
	}
	if utf8.Valid(body) {
		return strings.ReplaceAll(string(body), "\x00", ""), nil
	}
	label := declared(body, contentType)
	if label == "" {
		return guess(body)
	}
	e, name := charset.Lookup(label)
	if e == nil {
		return "", fmt.Errorf("%w: %q: convert the document to UTF-8", ingest.ErrCharset, label)
	}
	if name == "utf-8" {
		return strings.ToValidUTF8(string(body), "\uFFFD"), nil
	}
	return decodeWith(e, body)
}

// marked returns the encoding that a byte-order mark names, nil for none.
func marked(body []byte) encoding.Encoding {
	var label string
	switch {
	case bytes.HasPrefix(body, []byte("\xef\xbb\xbf")):
		label = "utf-8"
	case bytes.HasPrefix(body, []byte("\xff\xfe")):
		label = "utf-16le"
	case bytes.HasPrefix(body, []byte("\xfe\xff")):
		label = "utf-16be"
	default:
		return nil
	}
	e, _ := charset.Lookup(label)
	return e
}

func decodeWith(e encoding.Encoding, body []byte) (string, error) {
	out, err := e.NewDecoder().Bytes(body)
	if err != nil {
		return "", fmt.Errorf("%w: %w", ingest.ErrCharset, err)
	}
	text := strings.TrimPrefix(strings.ToValidUTF8(string(out), "\uFFFD"), "\uFEFF")
	if strings.TrimSpace(text) == "" {
		return "", ingest.ErrEmpty
	}
	return text, nil
}

// isBinary reports whether the document is known not to be text, or has many
// control characters.
func isBinary(body []byte) bool {
	kind := http.DetectContentType(body)
	if strings.HasPrefix(kind, "image/") || strings.HasPrefix(kind, "audio/") || strings.HasPrefix(kind, "video/") ||
		kind == "application/pdf" || kind == "application/zip" || kind == "application/x-gzip" {
		return true
	}
	head, controls := body[:min(len(body), 8<<10)], 0
	for _, c := range head {
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b {
			controls++
		}
	}
	return controls*50 > len(head)
}

// declared returns the charset that the content type or the document names.
func declared(body []byte, contentType string) string {
	if _, params, err := mime.ParseMediaType(contentType); err == nil && params["charset"] != "" {
		return params["charset"]
	}
	head := strings.ToLower(string(body[:min(len(body), 16<<10)]))
	for _, before := range []string{"charset=", "encoding="} {
		if _, after, ok := strings.Cut(head, before); ok {
			after = strings.TrimLeft(after, `"' `)
			return after[:min(strings.IndexFunc(after+">", func(r rune) bool {
				return strings.ContainsRune("\"'>;/? \n\r\t", r)
			}), len(after))]
		}
	}
	return ""
}

// guess takes what is mostly UTF-8 for UTF-8, the rest for windows-1252.
func guess(body []byte) (string, error) {
	text := strings.ToValidUTF8(string(body), "\uFFFD")
	broken := strings.Count(text, "\uFFFD")
	if whole := utf8.RuneCountInString(text) - ascii(text) - broken; whole > broken {
		return text, nil
	}
	return decodeWith(charmap.Windows1252, body)
}

func ascii(text string) int {
	n := 0
	for i := range len(text) {
		if text[i] < utf8.RuneSelf {
			n++
		}
	}
	return n
}
