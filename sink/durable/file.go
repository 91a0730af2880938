// Package durable writes files that have their names only when they are whole
// and on the disk: a crash leaves the old file or the new one.
package durable

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
)

// Unfinished is the ending of the names of files that are not whole.
const Unfinished = ".unfinished"

// File is one that is being written.
type File struct {
	*os.File
	path string
}

// Create begins a file that is to have a path, with the permissions that it is
// to have. What a crash left of one gives way.
func Create(path string, mode os.FileMode) (*File, error) {
	file, err := os.OpenFile(path+Unfinished, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, mode) //nolint:gosec // named by the user
	if err != nil {
		return nil, err
	}
	return &File{file, path}, nil
}

// Finish gives the file its name, in the place of one that has it.
func (f *File) Finish() error {
	err := f.Sync()
	if err = errors.Join(err, f.Close()); err == nil {
		err = os.Rename(f.Name(), f.path)
	}
	if err == nil {
		err = SyncDirectory(filepath.Dir(f.path))
	}
	if err != nil {
		return fmt.Errorf("ending %s: %w", f.path, err)
	}
	return nil
}

// Abandon removes what was written.
func (f *File) Abandon() error { return errors.Join(f.Close(), os.Remove(f.Name())) }

// SyncDirectory returns when the names in a directory are on the disk.
func SyncDirectory(path string) error {
	dir, err := os.Open(path) //nolint:gosec // named by the user
	if err != nil {
		return err
	}
	return errors.Join(dir.Sync(), dir.Close())
}
