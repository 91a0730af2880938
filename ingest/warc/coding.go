package warc

import (
	"bytes"
	"fmt"
	"io"
	"net/http/httputil"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/coding"
)

// Unpacked returns the body of the page without the codings in which it came.
// It has at most so many bytes. The error wraps one of ingest's permanent errors.
func (p *Page) Unpacked(most int64) ([]byte, error) {
	body := p.Body
	if p.chunked {
		body = dechunk(body)
	}
	if len(p.codings) == 0 && isGzip(body) {
		return unpack(body, coding.Gzip, most) // some archives do not say so
	}
	for _, name := range p.codings {
		var err error
		if body, err = unpack(body, name, most); err != nil {
			return body, err
		}
	}
	return body, nil
}

// dechunk takes the chunks of a body apart. Many archives say chunked of a body
// that is not, and some break off: what can be had is taken.
func dechunk(body []byte) []byte {
	whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil && len(whole) == 0 {
		return body
	}
	return whole
}

// codingsOf lists content codings, the last first.
func codingsOf(header string) []string {
	var out []string
	for name := range strings.SplitSeq(strings.ToLower(header), ",") {
		name = strings.TrimPrefix(strings.TrimSpace(name), "x-")
		if name != "" && name != "identity" {
			out = append(out, name)
		}
	}
	slices.Reverse(out)
	return out
}

// unpack undoes one content coding. Archives say them of bodies, too, that they
// hold unpacked, and those are taken as they are.
func unpack(body []byte, name string, most int64) ([]byte, error) {
	in, err := coding.NewReader(bytes.NewReader(body), name)
	if err != nil {
		return inPlain(body, name, err)
	}
	defer in.Close()
	out, large, err := coding.ReadAtMost(in, most)
	switch {
	case large:
		return nil, fmt.Errorf("%w: more than %d bytes", ingest.ErrTooLarge, most)
	case err != nil && len(out) == 0:
		return inPlain(body, name, err)
	}
	return out, nil // what came before the damage, if there is any
}

// inPlain returns a body that cannot be unpacked where it is text.
func inPlain(body []byte, name string, err error) ([]byte, error) {
	if text := bytes.TrimSpace(body); len(text) == 0 || text[0] == '<' || !isPacked(body, name) {
		return body, nil
	}
	return body, fmt.Errorf("%w: unpacking page of content coding %q: %w", ingest.ErrMalformed, name, err)
}

func isGzip(body []byte) bool { return bytes.HasPrefix(body, []byte(coding.GzipMagic)) }

// isPacked reports whether a body may be of a coding by its first bytes.
func isPacked(body []byte, name string) bool {
	switch name {
	case coding.Gzip:
		return isGzip(body)
	case coding.Zstd:
		return bytes.HasPrefix(body, []byte(coding.ZstdMagic))
	}
	return true
}
