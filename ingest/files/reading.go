package files

import (
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/coding"
)

// readAll reads a document that may have so many bytes.
func readAll(in io.Reader, most int64) ([]byte, error) {
	body, large, err := coding.ReadAtMost(in, most)
	switch {
	case err != nil:
		return body, broken(err)
	case large:
		return body, fmt.Errorf("%w: more than %s: give each article a file or a line of JSONL of its own", ingest.ErrTooLarge, size(most))
	}
	return body, nil
}

// broken tells a packed file that is damaged from one that cannot be read.
func broken(err error) error {
	if errors.Is(err, errUnpacking) || errors.Is(err, io.ErrUnexpectedEOF) {
		return fmt.Errorf("%w: %w: pack it again", ingest.ErrMalformed, err)
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

// reading opens a path and unpacks it if it is packed, but for what unpacks
// itself.
func (f *Files) reading(path string, kind Kind) (io.ReadCloser, error) {
	if path == stdin {
		return unpacked(io.NopCloser(f.config.Stdin), path, kind)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, advise(fmt.Errorf("opening article: %w", err))
	}
	if kind == KindZIP || kind == KindParquet { // which are read from their end
		f.count(file)
		return file, nil
	}
	return unpacked(f.counted(file), path, kind)
}

// count counts a file whole that is not read from its beginning to its end.
func (f *Files) count(file *os.File) {
	if info, err := file.Stat(); err == nil && f.read != nil {
		f.read.Add(info.Size())
	}
}

// counted returns a file whose bytes are counted as they are read.
func (f *Files) counted(file *os.File) io.ReadCloser {
	if f.read == nil {
		return file
	}
	return both{counter{file, f.read}, file}
}

type counter struct {
	in io.Reader
	n  *atomic.Int64
}

func (c counter) Read(p []byte) (int, error) {
	n, err := c.in.Read(p)
	c.n.Add(int64(n))
	return n, err
}
