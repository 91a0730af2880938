package files

import (
	"archive/zip"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
)

// zipBundle is a bundle as zip makes it.
type zipBundle struct {
	file  *os.File
	files []*zip.File
	size  uint64 // of the file, in bytes
	sum   uint64 // of the sizes of the entries so far, packed
}

func newZIP(in io.ReadCloser) (*zipBundle, error) {
	file, is := in.(*os.File)
	if !is {
		return nil, fmt.Errorf("%w: a zip file is read from its end, so not from standard input: name the file", ingest.ErrMalformed)
	}
	info, err := file.Stat()
	if err != nil {
		return nil, fmt.Errorf("opening zip file: %w", err)
	}
	reader, err := zip.NewReader(file, info.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, damagedZIP(err)
	}
	reader.RegisterDecompressor(zip.Deflate, flate.NewReader)
	reader.RegisterDecompressor(zstd.ZipMethodWinZip, zstd.ZipDecompressor(zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true)))
	return &zipBundle{file: file, files: reader.File, size: uint64(max(0, info.Size()))}, nil
}

func damagedZIP(err error) error {
	return fmt.Errorf("%w: reading zip file: %w: make it again", ingest.ErrMalformed, err)
}

func (z *zipBundle) close() error { return z.file.Close() }

// next refuses entries that lie over one another, with which a small file would
// unpack without end.
func (z *zipBundle) next() (entry, error) {
	if len(z.files) == 0 {
		return entry{}, io.EOF
	}
	file := z.files[0]
	z.files = z.files[1:]
	if z.sum += file.CompressedSize64; z.sum > z.size || file.CompressedSize64 > z.size {
		return entry{}, fmt.Errorf("%w: the entries of the zip file are larger than the file", ingest.ErrMalformed)
	}
	e := entry{name: file.Name}
	if file.Mode().IsRegular() && !strings.HasSuffix(file.Name, "/") {
		e.open = func() (io.ReadCloser, error) { return openZIP(file) }
	}
	return e, nil
}

func openZIP(file *zip.File) (io.ReadCloser, error) {
	const encrypted = 1
	if file.Flags&encrypted != 0 {
		return nil, fmt.Errorf("%w: it is encrypted: unpack the zip file", ingest.ErrMalformed)
	}
	in, err := file.Open()
	if err != nil {
		return nil, damagedZIP(err)
	}
	return &unpacking{out: in, from: &watched{in: io.NopCloser(nil)}}, nil
}
