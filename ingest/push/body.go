package push

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
)

// Content codings that a body may be packed with.
const (
	codingGzip = "gzip"
	codingZstd = "zstd"
)

// maxWindow is how far back a body in zstd may refer, in bytes: what RFC 8878
// wants of every decoder, and no more.
const maxWindow = 8 << 20

// body reads and unpacks the body of a request. The error is a refusal where
// the body did not come; where it came and is no good, it wraps
// ingest.ErrTooLarge or ErrMalformed, and what there is of the body is
// returned.
func (s *Server) body(w http.ResponseWriter, r *http.Request, coding string) ([]byte, error) {
	packed, err := io.ReadAll(http.MaxBytesReader(w, r.Body, s.config.MaxBody))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return packed, s.tooLarge()
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, refuse(http.StatusRequestTimeout, "timeout", "the body did not come within %s: send it faster, or divided", bodyTimeout)
	case err != nil:
		return nil, refuse(http.StatusBadRequest, "incomplete", "the body did not come whole: %v: send it again", err)
	}
	return s.unpack(packed, coding)
}

func (s *Server) tooLarge() error {
	return fmt.Errorf("%w: more than %d bytes: divide it, or raise sources.push.max_body_bytes", ingest.ErrTooLarge, s.config.MaxBody)
}

// unpack stops at the limit, however much a few bytes would become.
func (s *Server) unpack(packed []byte, coding string) ([]byte, error) {
	in, err := unpacking(packed, coding)
	if err != nil {
		return packed, fmt.Errorf("%w: unpacking %s: %w: pack it again", ingest.ErrMalformed, coding, err)
	}
	defer in.Close()
	body, err := io.ReadAll(io.LimitReader(in, s.config.MaxBody+1))
	switch {
	case err != nil:
		return packed, fmt.Errorf("%w: unpacking %s: %w: pack it again", ingest.ErrMalformed, coding, err)
	case int64(len(body)) > s.config.MaxBody:
		return body, s.tooLarge()
	}
	return body, nil
}

func unpacking(packed []byte, coding string) (io.ReadCloser, error) {
	in := bytes.NewReader(packed)
	switch coding {
	case codingGzip:
		return gzip.NewReader(in)
	case codingZstd:
		d, err := zstd.NewReader(in, zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true))
		if err != nil {
			return nil, err
		}
		return d.IOReadCloser(), nil
	default:
		return io.NopCloser(in), nil
	}
}
