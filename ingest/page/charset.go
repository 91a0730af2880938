package page

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"github.com/gigawire/gigawire/ingest"
)

// What to do is said with the errors that would not say it.
var (
	errEmpty  = fmt.Errorf("%w: fetch or save it again", ingest.ErrEmpty)
	errNoText = fmt.Errorf("%w: name an article's own address, or save its text as .txt", ingest.ErrNoText)
)

// Decode returns a document as UTF-8. A byte-order mark decides its charset,
// else that the bytes are UTF-8 but for a few, else the content type's charset,
// else what a <meta> or XML declaration says, else it is windows-1252, as for
// browsers. What cannot be decoded becomes U+FFFD. The error wraps
// ingest.ErrEmpty, ErrBinary or ErrCharset.
func Decode(body []byte, contentType string) (string, error) {
	if len(bytes.TrimSpace(body)) == 0 {
		return "", errEmpty
	}
	if e := marked(body); e != nil {
		return decodeWith(e, body)
	}
	if isBinary(body) {
		return "", fmt.Errorf("%w but %s: convert it to text or HTML", ingest.ErrBinary, http.DetectContentType(body))
	}
	if utf8.Valid(body) {
		return strings.ReplaceAll(string(body), "\x00", ""), nil
	}
	if text := strings.ToValidUTF8(string(body), broken); mostlyUTF8(text) {
		return text, nil
	}
	return decodeLegacy(body, contentType)
}

// decodeLegacy decodes what is not UTF-8, whatever it is called. A charset that
// nobody knows counts only where there is none that one knows.
func decodeLegacy(body []byte, contentType string) (string, error) {
	unknown := ""
	for _, label := range []string{headerCharset(contentType), declaredCharset(body)} {
		e, name := charset.Lookup(label)
		switch {
		case label == "" || name == "utf-8":
		case e == nil:
			unknown = label
		default:
			return decodeWith(e, body)
		}
	}
	if unknown != "" {
		return "", fmt.Errorf("%w: %q: convert the document to UTF-8", ingest.ErrCharset, unknown)
	}
	return decodeWith(charmap.Windows1252, body)
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
	text := strings.TrimPrefix(strings.ToValidUTF8(string(out), broken), "\uFEFF")
	if strings.TrimSpace(text) == "" {
		return "", errEmpty
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

// broken stands for what cannot be decoded.
const broken = "\uFFFD"

// mostlyUTF8 reports whether a text has more characters beyond ASCII that are
// whole than that are broken, which text in another charset never has.
func mostlyUTF8(text string) bool {
	bad := strings.Count(text, broken)
	return utf8.RuneCountInString(text)-ascii(text)-bad > bad
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
