// Package files takes in articles from files, directories and standard input.
package files

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"sync/atomic"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
)

// Files is a source of the articles in files. What cannot be read, such as a
// directory without rights, is a rejection among the others.
type Files struct {
	config  Config
	reader  *page.Reader
	paths   []string   // of the configuration, still to be looked at
	path    string     // the one whose documents are being read
	idle    bool       // nothing came of path so far
	found   []string   // documents of path, still to be read
	waiting []Document // what there is to say of path itself
	bundle  *bundled   // whose entries are being read, nil for none
	open    collection // being read, of the bundle where there is one; nil for none
	at      Position   // of the last document
	resume  Position   // where an earlier source was, zero once past it
	// Of a lane: files that were found in a directory, and where the bytes that
	// are read of files are counted.
	listed map[string]bool
	read   *atomic.Int64
}

// New returns a source. Directories are read in the order of their names;
// hidden files and those of other endings are passed over. A path that is not
// there is an error.
func New(c Config, r *page.Reader) (*Files, error) {
	if c.Kind == "" {
		c.Kind = KindAuto
	}
	if c.MaxDocument == 0 {
		c.MaxDocument = DefaultMaxDocument
	}
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making file source: %w", err)
	}
	for _, path := range c.Paths {
		if err := check(path); err != nil {
			return nil, err
		}
	}
	return &Files{config: c, reader: r, paths: c.Paths[c.After.Argument:], at: c.After, resume: c.After}, nil
}

// Name says what is read.
func (f *Files) Name() string { return strings.Join(f.config.Paths, " ") }

// Close closes what is open.
func (f *Files) Close() error {
	err := f.closeOpen()
	if f.bundle == nil {
		return err
	}
	b := f.bundle
	f.bundle = nil
	return errors.Join(err, b.close())
}

func (f *Files) closeOpen() error {
	if f.open == nil {
		return nil
	}
	c := f.open
	f.open = nil
	return c.close()
}

// Next returns the next article or rejection, io.EOF after the last.
func (f *Files) Next(ctx context.Context) (ingest.Delivery, error) {
	d, err := f.Document(ctx)
	if err != nil {
		return ingest.Delivery{}, err
	}
	return d.Read(), nil
}

// Document returns the next document as it came, io.EOF after the last. To
// make articles of documents is most of the work, and need not be done in the
// goroutine that calls this.
func (f *Files) Document(ctx context.Context) (Document, error) {
	for ctx.Err() == nil {
		d, ok, err := f.step()
		if ctx.Err() != nil {
			break // what was being read may have been cut
		}
		if ok || err != nil {
			return d, err
		}
	}
	return Document{}, ctx.Err()
}

// step does the next thing that is to be done, and reports whether a document
// came of it.
func (f *Files) step() (d Document, ok bool, err error) {
	switch {
	case f.open != nil:
		if d, ok = f.open.next(f); !ok {
			err = f.closeOpen()
		}
	case f.bundle != nil:
		if d, ok = f.bundle.next(f); f.bundle.ended {
			err = f.Close()
		}
	case len(f.waiting) > 0:
		d, ok, f.waiting = f.waiting[0], true, f.waiting[1:]
	case len(f.found) > 0:
		d, ok = f.begin(f.found[0])
		f.found = f.found[1:]
	case f.idle:
		d, ok = f.rejected(f.path, nil, errNothing), true
	case len(f.paths) == 0:
		err = io.EOF
	default:
		f.look(f.paths[0])
		f.paths = f.paths[1:]
		return d, false, f.passOver()
	}
	f.idle = f.idle && !ok
	return d, ok, err
}
