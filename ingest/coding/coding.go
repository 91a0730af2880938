// Package coding undoes the content codings in which bodies come over HTTP (RFC
// 9110, section 8.4), in bounded memory.
package coding

import (
	"errors"
	"io"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

// The content codings, as they stand in headers.
const (
	Gzip    = "gzip"
	Deflate = "deflate"
	Brotli  = "br"
	Zstd    = "zstd"
)

// What begins with gzip, deflated, and with a frame of zstd.
const (
	GzipMagic = "\x1f\x8b\x08"
	ZstdMagic = "\x28\xb5\x2f\xfd"
)

// ErrUnknown is the error of another coding.
var ErrUnknown = errors.New("gigawire does not read this content coding")

// NewReader returns what a body of a coding is unpacked to. What is broken at
// its beginning may be an error at once.
func NewReader(body io.Reader, coding string) (io.ReadCloser, error) {
	switch coding {
	case Gzip:
		return gzip.NewReader(body)
	case Deflate:
		return zlib.NewReader(body)
	case Brotli:
		return io.NopCloser(brotli.NewReader(body)), nil
	case Zstd:
		d, err := NewZstd(body)
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	}
	return nil, ErrUnknown
}

// window is how far back a body of coding zstd may refer, in bytes: what RFC
// 9659 bounds it to.
const window = 8 << 20

// NewZstd returns a decoder of a body of that coding, which may be nil before
// the first reset.
func NewZstd(body io.Reader) (*zstd.Decoder, error) {
	return zstd.NewReader(body, zstd.WithDecoderConcurrency(1), zstd.WithDecoderLowmem(true), zstd.WithDecoderMaxWindow(window))
}

// ReadAtMost reads a body to its end, or one byte more than is allowed, which
// it reports as too large.
func ReadAtMost(body io.Reader, most int64) (data []byte, tooLarge bool, err error) {
	data, err = io.ReadAll(io.LimitReader(body, most+1))
	return data, int64(len(data)) > most, err
}
