package files

import (
	"bufio"
	"bytes"
	"compress/bzip2"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/coding"
)

// packedEndings are those of the names of packed files.
var packedEndings = []string{".gz", ".zst", ".zstd", ".bz2"}

// packing is a way to pack a file, known by its first bytes.
type packing struct {
	magic  string
	unpack func(io.Reader) (io.ReadCloser, error)
}

var packings = []packing{
	{coding.GzipMagic, func(in io.Reader) (io.ReadCloser, error) { return gzip.NewReader(in) }},
	{coding.ZstdMagic, func(in io.Reader) (io.ReadCloser, error) { return unpackZstd(in) }},
	{"\x5d\x2a\x4d\x18", unpackWithDictionary},
	{"BZh", func(in io.Reader) (io.ReadCloser, error) { return io.NopCloser(bzip2.NewReader(in)), nil }},
}

// maxDictionary is how large a dictionary may be, in bytes.
const maxDictionary = 8 << 20

// unpackWithDictionary unpacks a web archive that begins with the dictionary of
// its records, in a frame that other readers skip, as the draft on .warc.zst of
// the International Internet Preservation Consortium has it.
func unpackWithDictionary(in io.Reader) (io.ReadCloser, error) {
	var frame struct{ Magic, Size uint32 }
	if err := binary.Read(in, binary.LittleEndian, &frame); err != nil {
		return nil, err
	}
	dictionary, err := io.ReadAll(io.LimitReader(in, min(int64(frame.Size), maxDictionary)))
	if err == nil && len(dictionary) < int(frame.Size) {
		err = errors.New("the dictionary is cut or too large")
	}
	if err == nil && bytes.HasPrefix(dictionary, []byte(coding.ZstdMagic)) {
		dictionary, err = unpackDictionary(dictionary)
	}
	if err != nil {
		return nil, err
	}
	return unpackZstd(in, zstd.WithDecoderDicts(dictionary))
}

func unpackDictionary(packed []byte) ([]byte, error) {
	in, err := unpackZstd(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	defer in.Close()
	return io.ReadAll(io.LimitReader(in, maxDictionary))
}

// maxWindow is how much memory a file packed by zstd may ask for, in bytes: what
// zstd --long takes, and unpacks without being told to.
const maxWindow = 128 << 20

func unpackZstd(in io.Reader, more ...zstd.DOption) (io.ReadCloser, error) {
	options := append([]zstd.DOption{zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxWindow(maxWindow), zstd.WithDecoderLowmem(true)}, more...)
	d, err := zstd.NewReader(in, options...)
	if err != nil {
		return nil, err
	}
	return d.IOReadCloser(), nil
}

// errUnpacking means that a file is not packed as it should be.
var errUnpacking = errors.New("unpacking")

// unpacked returns what a file holds, unpacked if its first bytes say that it is
// packed. A web archive unpacks gzip itself, record by record. It closes in where
// there is an error.
func unpacked(in io.ReadCloser, name string, kind Kind) (io.ReadCloser, error) {
	watched := &watched{in: in}
	buffered := bufio.NewReaderSize(watched, 64<<10)
	head, err := buffered.Peek(4)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, errors.Join(broken(err), in.Close())
	}
	for _, p := range packings {
		if bytes.HasPrefix(head, []byte(p.magic)) && (kind != KindWARC || p.magic != coding.GzipMagic) {
			return openPacked(p, buffered, watched)
		}
	}
	isPacked := slices.Contains(packedEndings, strings.ToLower(filepath.Ext(name)))
	switch {
	case isPacked && len(head) == 0:
		return nil, errors.Join(ingest.ErrEmpty, in.Close())
	case isPacked && kind != KindWARC:
		err := fmt.Errorf("%w: it is not packed, though its name says so", errUnpacking)
		return nil, errors.Join(broken(err), in.Close())
	}
	return both{buffered, in}, nil
}

func openPacked(p packing, in io.Reader, from *watched) (io.ReadCloser, error) {
	out, err := p.unpack(in)
	if err != nil {
		return nil, errors.Join(broken(from.blame(err)), from.in.Close())
	}
	return &unpacking{out: out, from: from}, nil
}

// both reads from one and closes another.
type both struct {
	io.Reader
	io.Closer
}

// watched remembers that a file could not be read, which is no fault of how it
// is packed.
type watched struct {
	in  io.ReadCloser
	err error
}

func (w *watched) Read(p []byte) (int, error) {
	n, err := w.in.Read(p)
	if err != nil && !errors.Is(err, io.EOF) {
		w.err = err
	}
	return n, err
}

// blame tells why unpacking ended.
func (w *watched) blame(err error) error {
	if err == nil || errors.Is(err, io.EOF) || w.err != nil {
		return err
	}
	return fmt.Errorf("%w: %w", errUnpacking, err)
}

// unpacking is a packed file that is being read.
type unpacking struct {
	out  io.ReadCloser
	from *watched
}

func (u *unpacking) Read(p []byte) (int, error) {
	n, err := u.out.Read(p)
	return n, u.from.blame(err)
}

// Close does not repeat what Read has said.
func (u *unpacking) Close() error {
	u.out.Close()
	return u.from.in.Close()
}
