package files

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"

	"github.com/gigawire/gigawire/ingest"
)

// tarBundle is a bundle as tar makes it, unpacked.
type tarBundle struct {
	in     io.ReadCloser
	reader *tar.Reader
}

func newTAR(in io.ReadCloser) *tarBundle {
	return &tarBundle{in: in, reader: tar.NewReader(in)}
}

func (t *tarBundle) close() error { return t.in.Close() }

func (t *tarBundle) next() (entry, error) {
	header, err := t.reader.Next()
	switch {
	case errors.Is(err, io.EOF):
		return entry{}, err
	case errors.Is(err, tar.ErrHeader):
		return entry{}, fmt.Errorf("%w: reading tar file: %w: make it again", ingest.ErrMalformed, err)
	case err != nil && !errors.Is(err, tar.ErrInsecurePath):
		return entry{}, broken(fmt.Errorf("reading tar file: %w", err))
	}
	e := entry{name: header.Name}
	if header.Typeflag == tar.TypeReg {
		e.open = func() (io.ReadCloser, error) { return io.NopCloser(t.reader), nil }
	}
	return e, nil
}
