package push

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/coding"
)

// body reads and unpacks the body of a request. The error is a refusal where
// the body did not come; where it came and is no good, it wraps
// ingest.ErrTooLarge or ErrMalformed, and what there is of the body is
// returned.
func (s *Server) body(w http.ResponseWriter, r *http.Request, name string) ([]byte, error) {
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
	return s.unpack(packed, name)
}

func (s *Server) tooLarge() error {
	return fmt.Errorf("%w: more than %d bytes: divide it, or raise sources.push.max_body_bytes", ingest.ErrTooLarge, s.config.MaxBody)
}

// identity is what some say of a body that is not packed.
const identity = "identity"

// unpack stops at the limit, however much a few bytes would become.
func (s *Server) unpack(packed []byte, name string) ([]byte, error) {
	if name == "" || name == identity {
		return packed, nil
	}
	in, err := coding.NewReader(bytes.NewReader(packed), name)
	if err != nil {
		return packed, fmt.Errorf("%w: unpacking %s: %w: pack it again", ingest.ErrMalformed, name, err)
	}
	defer in.Close()
	body, large, err := coding.ReadAtMost(in, s.config.MaxBody)
	switch {
	case err != nil:
		return packed, fmt.Errorf("%w: unpacking %s: %w: pack it again", ingest.ErrMalformed, name, err)
	case large:
		return body, s.tooLarge()
	}
	return body, nil
}
