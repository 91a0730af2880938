package fetch

import (
	"fmt"
	"io"
	"net/http"
	"strings"
	"sync"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/coding"
)

// codings are the content codings that are asked for.
const codings = "gzip, br, zstd"

// codingOf returns a body's content coding, empty for none.
func codingOf(h http.Header) string {
	switch said := strings.ToLower(strings.Join(h.Values("Content-Encoding"), ", ")); said {
	case "identity":
		return ""
	case "x-gzip": // RFC 9110, section 8.4.1.3
		return coding.Gzip
	default:
		return said
	}
}

// decoder decompresses what it was reset to.
type decoder interface {
	io.Reader
	Reset(io.Reader) error
}

// decoders has those that are free, by coding.
type decoders map[string]*sync.Pool

func newDecoders() decoders {
	return decoders{
		coding.Gzip:   {New: func() any { return new(gzip.Reader) }},
		coding.Brotli: {New: func() any { return brotli.NewReader(nil) }},
		coding.Zstd:   {New: func() any { return newZstd() }},
	}
}

func newZstd() decoder {
	d, err := coding.NewZstd(nil)
	if err != nil {
		panic(fmt.Sprintf("options of the zstd decoder: %v", err)) // which do not depend on anything
	}
	return d
}

// unpack returns the decompressed body of what comes over the wire. It must be
// released.
func (d decoders) unpack(name string, packed *source) (*unpacked, error) {
	u := &unpacked{from: packed, packed: packed}
	if name == "" {
		return u, nil
	}
	if u.pool = d[name]; u.pool == nil {
		return nil, fmt.Errorf("%w: it comes in the content coding %q, which was not asked for", ingest.ErrMalformed, name)
	}
	free := u.pool.Get().(decoder)
	u.from = free
	if err := free.Reset(packed); err != nil {
		u.release()
		return nil, err
	}
	return u, nil
}

// unpacked is a decompressed body.
type unpacked struct {
	from   io.Reader
	packed *source
	pool   *sync.Pool // where from came from, nil for nowhere
	read   int64      // bytes so far
}

// A body is a bomb if, beyond a size, it is so many times what came over the
// wire. Pages reach 30 times; what repeats itself, 100.
const (
	bombFrom  = 1 << 20
	bombRatio = 300
)

func (u *unpacked) Read(p []byte) (int, error) {
	n, err := u.from.Read(p)
	u.read += int64(n)
	if u.read > bombFrom && u.read > bombRatio*u.packed.read {
		return n, fmt.Errorf("%w: a body that unpacks to more than %d times its size", ingest.ErrTooLarge, bombRatio)
	}
	return n, err
}

// release gives the decoder back, without what it read from.
func (u *unpacked) release() {
	if u.pool == nil {
		return
	}
	_ = u.from.(decoder).Reset(strings.NewReader("")) // which is no gzip
	u.pool.Put(u.from)
}
