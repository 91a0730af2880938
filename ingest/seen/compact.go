package seen

import (
	"errors"
	"fmt"
	"os"
	"time"

	"go.etcd.io/bbolt"
)

// A file is written anew where it is larger than this, in bytes, and more than
// half of it is free: bbolt uses free pages again, but gives none back.
const worthCompacting = 8 << 20

// copied is how much is copied in one transaction, in bytes.
const copied = 1 << 20

// openCompact opens the file at a path, written anew where that is worth it. A
// crash in between leaves the old file or the new one.
func openCompact(path string) (*bbolt.DB, error) {
	db, err := openFile(path)
	if err != nil || !wasteful(db) {
		return db, err
	}
	anew := path + ".new"
	if err := os.Remove(anew); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, errors.Join(fmt.Errorf("removing what a crash left: %w", err), db.Close())
	}
	if err := compact(db, anew); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	// While the old file is locked, nobody writes to it or to the new one.
	if err := errors.Join(os.Rename(anew, path), db.Close()); err != nil {
		return nil, fmt.Errorf("putting compacted file in place: %w", err)
	}
	return openFile(path)
}

// openFile opens a file of a database. Who waited for the lock of a file that
// another process has just compacted, opens the new one.
func openFile(path string) (*bbolt.DB, error) {
	for {
		var file *os.File
		db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second, OpenFile: func(name string, flag int, mode os.FileMode) (*os.File, error) {
			opened, err := os.OpenFile(name, flag, mode) //nolint:gosec // named by the user
			file = opened
			return opened, err
		}})
		if err != nil {
			return nil, err
		}
		same, err := isAt(path, file)
		if same && err == nil {
			return db, nil
		}
		if err := errors.Join(err, db.Close()); err != nil {
			return nil, err
		}
	}
}

// isAt reports whether an open file is the one at a path.
func isAt(path string, file *os.File) (bool, error) {
	opened, errOpened := file.Stat()
	there, errThere := os.Stat(path)
	if err := errors.Join(errOpened, errThere); err != nil {
		return false, err
	}
	return os.SameFile(opened, there), nil
}

// wasteful reports whether most of a file is free.
func wasteful(db *bbolt.DB) bool {
	tx, err := db.Begin(true) // only a writer counts free pages
	if err != nil {
		return false
	}
	size := tx.Size()
	if err := tx.Rollback(); err != nil {
		return false
	}
	free := int64(db.Stats().FreePageN) * int64(db.Info().PageSize)
	return size > worthCompacting && free*2 > size
}

// compact writes what a database has to a new file, and returns when it is on
// the disk.
func compact(db *bbolt.DB, path string) error {
	to, err := bbolt.Open(path, 0o600, nil)
	if err != nil {
		return fmt.Errorf("making compacted file: %w", err)
	}
	if err := errors.Join(bbolt.Compact(to, db, copied), to.Sync(), to.Close()); err != nil {
		return fmt.Errorf("compacting: %w", err)
	}
	return nil
}
