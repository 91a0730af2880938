package files

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// root is the path of what is watched.
type root struct{ path string }

// has reports whether a name is that of the root, or beneath it and not hidden.
func (r root) has(name string) bool {
	if name == r.path {
		return true
	}
	beneath, err := filepath.Rel(r.path, name)
	if err != nil {
		return false
	}
	for part := range strings.SplitSeq(filepath.ToSlash(beneath), "/") {
		if strings.HasPrefix(part, ".") {
			return false
		}
	}
	return true
}

// files returns the documents at a path and beneath, and the directories that
// they come into. What cannot be listed is passed over; the error is of the
// first.
func (r root) files(path string) (found, dirs []string, err error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, nil, advise(err)
	}
	if !info.IsDir() {
		return []string{path}, []string{filepath.Dir(path)}, nil
	}
	// Unlike filepath.WalkDir this follows the path where it is a link.
	walked := fs.WalkDir(os.DirFS(path), ".", func(name string, entry fs.DirEntry, failed error) error {
		name = filepath.Join(path, filepath.FromSlash(name))
		switch {
		case failed != nil:
			err = failed
			return fs.SkipDir
		case !r.has(name):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.IsDir():
			dirs = append(dirs, name)
		case kindOf(name) != KindAuto && isFile(name, entry):
			found = append(found, name)
		}
		return nil
	})
	if err == nil {
		err = walked
	}
	return found, dirs, err
}
