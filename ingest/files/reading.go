package files

import (
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/gigawire/gigawire/ingest"
)

// readAll reads a document that may have so many bytes.
func readAll(in io.Reader, most int64) ([]byte, error) {
	body, err := io.ReadAll(io.LimitReader(in, most+1))
	switch {
	case err != nil:
		return body, broken(err)
	case int64(len(body)) > most:
		return body, fmt.Errorf("%w: more than %s: give each article a file or a line of JSONL of its own", ingest.ErrTooLarge, size(most))
	}
	return body, nil
}

// broken tells a packed file that is damaged from one that cannot be read.
func broken(err error) error {
	var corrupt flate.CorruptInputError
	switch {
	case errors.Is(err, gzip.ErrHeader), errors.Is(err, gzip.ErrChecksum), errors.Is(err, io.ErrUnexpectedEOF), errors.As(err, &corrupt):
		return fmt.Errorf("%w: unpacking: %w: pack it again", ingest.ErrMalformed, err)
	}
	return advise(fmt.Errorf("reading article: %w", err))
}

// size writes a number of bytes for people.
func size(bytes int64) string {
	if bytes < 1<<20 {
		return fmt.Sprintf("%d bytes", bytes)
	}
	return fmt.Sprintf("%d MB", bytes>>20)
}

// reading opens a path, unpacking it if its name says that it is packed.
func (f *Files) reading(path string) (io.ReadCloser, error) {
	if path == stdin {
		return io.NopCloser(f.config.Stdin), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, advise(fmt.Errorf("opening article: %w", err))
	}
	// An archive of the web unpacks itself, record by record.
	if !strings.HasSuffix(strings.ToLower(path), ".gz") || kindOf(path) == KindWARC {
		return file, nil
	}
	return unpacking(file)
}

// unpacking returns what a packed file holds.
func unpacking(file *os.File) (io.ReadCloser, error) {
	unpacked, err := gzip.NewReader(file)
	switch {
	case errors.Is(err, io.EOF):
		return nil, errors.Join(ingest.ErrEmpty, file.Close())
	case err != nil:
		return nil, errors.Join(broken(err), file.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{unpacked, file}, nil
}
