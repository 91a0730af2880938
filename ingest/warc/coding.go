package warc

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http/httputil"
	"slices"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
)

// Unpacked returns the body of the page without the codings in which it came.
// It has at most so many bytes. The error wraps one of ingest's permanent errors.
func (p *Page) Unpacked(most int64) ([]byte, error) {
	body := p.Body
	if p.chunked {
		body = dechunk(body)
	}
	if len(p.codings) == 0 && isGzip(body) {
		return unpack(body, "gzip", most) // some archives do not say so
	}
	for _, coding := range p.codings {
		var err error
		if body, err = unpack(body, coding, most); err != nil {
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
	for coding := range strings.SplitSeq(strings.ToLower(header), ",") {
		coding = strings.TrimPrefix(strings.TrimSpace(coding), "x-")
		if coding != "" && coding != "identity" {
			out = append(out, coding)
		}
	}
	slices.Reverse(out)
	return out
}

// unpack undoes one content coding. Archives say them of bodies, too, that they
// hold unpacked, and those are taken as they are.
func unpack(body []byte, coding string, most int64) ([]byte, error) {
	in, err := decoder(bytes.NewReader(body), coding)
	if err != nil {
		return inPlain(body, coding, err)
	}
	defer in.Close()
	out, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case int64(len(out)) > most:
		return nil, fmt.Errorf("%w: more than %d bytes", ingest.ErrTooLarge, most)
	case err != nil && len(out) == 0:
		return inPlain(body, coding, err)
	}
	return out, nil // what came before the damage, if there is any
}

// inPlain returns a body that cannot be unpacked where it is text.
func inPlain(body []byte, coding string, err error) ([]byte, error) {
	if text := bytes.TrimSpace(body); len(text) == 0 || text[0] == '<' || !isPacked(body, coding) {
		return body, nil
	}
	return body, fmt.Errorf("%w: unpacking page of content coding %q: %w", ingest.ErrMalformed, coding, err)
}

func isGzip(body []byte) bool { return bytes.HasPrefix(body, []byte(magic)) }

// isPacked reports whether a body may be of a coding by its first bytes.
func isPacked(body []byte, coding string) bool {
	switch coding {
	case "gzip":
		return isGzip(body)
	case "zstd":
		return bytes.HasPrefix(body, []byte("\x28\xb5\x2f\xfd"))
	}
	return true
}

// maxWindow is how far back a body of coding zstd may refer, in bytes: what
// RFC 9659 bounds it to.
const maxWindow = 8 << 20

var errUnknown = errors.New("gigawire does not read it")

func decoder(in io.Reader, coding string) (io.ReadCloser, error) {
	switch coding {
	case "gzip":
		return gzip.NewReader(in)
	case "deflate":
		return zlib.NewReader(in)
	case "br":
		return io.NopCloser(brotli.NewReader(in)), nil
	case "zstd":
		d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(maxWindow))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, errUnknown
}
