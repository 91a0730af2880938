package files

import (
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/gigawire/gigawire/ingest"
)

// bundle is a file of files.
type bundle interface {
	// next returns the next entry, io.EOF after the last. Any error is the
	// last.
	next() (entry, error)
	close() error
}

// entry is a file in a bundle.
type entry struct {
	name string
	// open is called at most once, before the next entry is asked for. It is
	// nil of what is no file.
	open func() (io.ReadCloser, error)
}

// bundled is a bundle that is being read. Nothing of it is written to disk, so
// names of entries lead nowhere.
type bundled struct {
	path   string
	bundle bundle
	number int // of the entry that was met last, from 1
	before int // lines or records of the next entry that were read before
	ended  bool
}

// newBundled opens a bundle behind what was read before. It closes in with the
// bundle, or where there is an error.
func newBundled(path string, kind Kind, in io.ReadCloser, before Position) (*bundled, error) {
	b := &bundled{path: path, before: before.Line}
	var err error
	if kind == KindZIP {
		b.bundle, err = newZIP(in)
	} else {
		b.bundle = newTAR(in)
	}
	if err != nil {
		return nil, errors.Join(err, in.Close())
	}
	last := before.Entry
	if before.Line > 0 {
		last--
	}
	for b.number < last && err == nil {
		_, err = b.bundle.next() // an error shows again when the next is read
		b.number++
	}
	return b, nil
}

func (b *bundled) close() error {
	if err := b.bundle.close(); err != nil {
		return fmt.Errorf("closing %s: %w", b.path, err)
	}
	return nil
}

// next reads the next entry whole, or begins on it where it is a collection.
func (b *bundled) next(f *Files) (Document, bool) {
	e, err := b.bundle.next()
	if b.ended = err != nil; errors.Is(err, io.EOF) {
		return Document{}, false
	}
	b.number++
	before := b.before
	b.before = 0
	f.at.Entry, f.at.Line = b.number, before
	if err != nil {
		return f.rejected(b.path, nil, fmt.Errorf("entry %d: %w", b.number, err)), true
	}
	kind := kindOf(e.name)
	if e.open == nil || kind == KindAuto || hidden(e.name) {
		return Document{}, false
	}
	return f.entry(b.path+", "+e.name, kind, e, before)
}

// hidden reports whether an entry, or a directory that it is in, is hidden, as
// are the shadows that one system leaves of its files.
func hidden(name string) bool {
	for part := range strings.SplitSeq(path.Clean("/"+name), "/") {
		if strings.HasPrefix(part, ".") || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// entry reads an entry, as a file of its kind.
func (f *Files) entry(origin string, kind Kind, e entry, before int) (Document, bool) {
	if kind.bundles() {
		return f.rejected(origin, nil, fmt.Errorf("%w: a bundle in a bundle: unpack the outer one", ingest.ErrMalformed)), true
	}
	if f.config.Kind != KindAuto && !f.config.Kind.bundles() {
		kind = f.config.Kind
	}
	in, err := e.open()
	if err == nil {
		in, err = unpacked(in, e.name, kind)
	}
	if err != nil {
		return f.rejected(origin, nil, err), true
	}
	return f.take(origin, kind, in, before)
}
