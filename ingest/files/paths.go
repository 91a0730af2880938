package files

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// stdin is the path of standard input.
const stdin = "-"

// errNothing means that a path holds no articles.
var errNothing = errors.New("no articles here: name .html, .txt, .md, .json, .jsonl, .csv, .tsv, .parquet or .warc files, which may be packed as .gz, .zst or .bz2, or directories, .tar or .zip files of them")

// check returns an error where a path is not there.
func check(path string) error {
	if path == stdin {
		return nil
	}
	if _, err := os.Stat(path); err != nil {
		return advise(fmt.Errorf("looking for articles: %w", err))
	}
	return nil
}

// look finds the documents of a path. Standard input may be empty: a pipe
// through which nothing came is nothing wrong.
func (f *Files) look(path string) {
	f.path, f.idle = path, path != stdin && !f.listed[path]
	if path == stdin {
		f.found = []string{path}
		return
	}
	info, err := os.Stat(path)
	switch {
	case err != nil:
		f.missing(path, fmt.Errorf("looking for articles: %w", withoutPath(err)))
	case info.IsDir():
		f.walk(path)
	default:
		f.found = []string{path}
	}
}

// missing notes that a path cannot be had.
func (f *Files) missing(path string, err error) {
	f.waiting = append(f.waiting, f.rejected(path, nil, advise(err)))
}

// advise says what to do about a file that may not be read.
func advise(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: give the user who runs gigawire the right to read it", err)
	}
	return err
}

// walk finds the documents of a directory. Of one beneath it that may not be
// listed it says so, and goes on.
func (f *Files) walk(root string) {
	// The closure turns every error into a rejection, so there is none left.
	_ = fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		path := filepath.Join(root, filepath.FromSlash(name))
		switch {
		case err != nil:
			f.missing(path, fmt.Errorf("listing directory: %w", withoutPath(err)))
			return fs.SkipDir
		case name != "." && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case kindOf(path) != KindAuto && isFile(path, entry):
			f.found = append(f.found, path)
		}
		return nil
	})
}

// withoutPath drops the path from an error that will be said with it.
func withoutPath(err error) error {
	var at *fs.PathError
	if errors.As(err, &at) {
		return at.Err
	}
	return err
}

// isFile reports whether an entry is a file, or a link to one.
func isFile(path string, entry fs.DirEntry) bool {
	if entry.Type()&fs.ModeSymlink == 0 {
		return entry.Type().IsRegular()
	}
	info, err := os.Stat(path)
	return err == nil && info.Mode().IsRegular()
}
