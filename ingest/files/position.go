package files

import (
	"errors"
	"fmt"
)

// ErrMoved means that the place to go on at is not there any more.
var ErrMoved = errors.New("it is not there any more")

// Position is a place in the documents of a configuration: behind one of them.
// It holds as long as paths and files stay as they are; files that come later
// in their order may be added.
type Position struct {
	// Argument is the index of the path of the configuration.
	Argument int `json:"argument"`
	// Path is the file, empty at the beginning.
	Path string `json:"path"`
	// Entry is the number of a file in a bundle, from 1; 0 is the whole of one,
	// and what is none.
	Entry int `json:"entry,omitempty"`
	// Line is that of a file of lines, or the record of a WARC file, from 1; 0
	// is the whole of a file.
	Line int `json:"line,omitempty"`
}

// whole reports whether the file was read to its end.
func (p Position) whole() bool { return p.Entry == 0 && p.Line == 0 }

// passOver drops the documents that an earlier source has read already.
func (f *Files) passOver() error {
	if f.resume.Path == "" {
		return nil
	}
	for i, path := range f.found {
		if path != f.resume.Path {
			continue
		}
		f.idle = false
		f.found = f.found[i:]
		if f.resume.whole() {
			f.found, f.resume = f.found[1:], Position{}
		}
		return nil
	}
	return fmt.Errorf("going on behind %s: %w: begin anew", f.resume.Path, ErrMoved)
}

// reach notes that a file is begun, and returns how far it was read before.
func (f *Files) reach(path string) (before Position) {
	before = f.resume
	f.resume = Position{}
	f.at = Position{Argument: len(f.config.Paths) - len(f.paths) - 1, Path: path, Entry: before.Entry, Line: before.Line}
	return before
}
