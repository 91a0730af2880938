// Package markup reads XML that strangers wrote: feeds and sitemaps. It
// declares no entities, goes to no great depth, and goes as far as what is
// broken allows.
package markup

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/gigawire/gigawire/ingest"
)

// MaxDepth is how deep elements may be nested. Feeds that carry whole pages
// as XHTML stay far below it.
const MaxDepth = 256

// What is refused, however well-formed it is.
var (
	errEntities = fmt.Errorf("%w: it declares entities of its own, which are not expanded", ingest.ErrMalformed)
	errDepth    = fmt.Errorf("%w: its elements are nested more than %d deep", ingest.ErrMalformed, MaxDepth)
)

// Decoder reads tokens. It is lenient with the mistakes that hand-made XML
// has, and knows no entities but XML's own five: others stay as they are
// written.
type Decoder struct {
	xml   *xml.Decoder
	depth int
}

// NewDecoder returns a decoder of UTF-8, whatever the document declares.
func NewDecoder(r io.Reader) *Decoder {
	d := &Decoder{xml: xml.NewDecoder(r)}
	d.xml.Strict = false
	d.xml.CharsetReader = func(_ string, in io.Reader) (io.Reader, error) { return in, nil }
	return d
}

// Token returns the next token, which holds until the next call, or io.EOF. An
// error that wraps ingest.ErrMalformed means that the document is refused.
func (d *Decoder) Token() (xml.Token, error) {
	token, err := d.xml.Token()
	if err != nil {
		return nil, err
	}
	switch t := token.(type) {
	case xml.StartElement:
		if d.depth++; d.depth > MaxDepth {
			return nil, errDepth
		}
	case xml.EndElement:
		d.depth--
	case xml.Directive:
		if bytes.Contains(bytes.ToUpper(t), []byte("<!ENTITY")) {
			return nil, errEntities
		}
	}
	return token, nil
}

// Check returns an error where XML is to be refused: it wraps
// ingest.ErrMalformed. What is merely broken is none.
func Check(text string) error {
	d := NewDecoder(strings.NewReader(text))
	var err error
	for err == nil {
		_, err = d.Token()
	}
	if errors.Is(err, ingest.ErrMalformed) {
		return err
	}
	return nil
}

// Clean drops the characters that XML 1.0 does not allow, section 2.2, and
// that some feeds have.
func Clean(text string) string {
	return strings.Map(func(r rune) rune {
		if Forbidden(r) {
			return -1
		}
		return r
	}, text)
}

// Forbidden reports whether XML 1.0 does not allow a character.
func Forbidden(r rune) bool {
	return r < ' ' && r != '\t' && r != '\n' && r != '\r' || r == 0xFFFE || r == 0xFFFF
}
