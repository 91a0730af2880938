// Package seen remembers, in one file of bounded size, what was taken in: keys
// of documents, so that a restart fetches none of them again, what sources note
// for themselves, and logs of records.
package seen

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Store is what is remembered on disk. It survives a kill at any instant, and
// may be used by several goroutines.
type Store struct {
	db    *bbolt.DB
	limit uint64

	mu  sync.Mutex
	met map[string]bool // keys that were met again and are to be kept longer
}

// DefaultLimit is how many keys are remembered where nothing else is said:
// some 500,000 articles, in a file of 150 MB.
const DefaultLimit = 1_000_000

// Open opens or makes the store at a path, which remembers at most so many
// keys. Another process that has it open is an error after a short wait.
func Open(path string, limit int) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("making directory of seen documents: %w", err)
	}
	db, err := openCompact(path)
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("opening %s: another gigawire has it open: stop it first", path)
	}
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	s := &Store{db: db, limit: uint64(max(limit, 1)), met: map[string]bool{}}
	if err := s.makeBuckets(); err != nil {
		return nil, errors.Join(fmt.Errorf("preparing %s: %w", path, err), db.Close())
	}
	return s, nil
}

func (s *Store) makeBuckets() error {
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{keys, order, notes} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

// Close closes the store.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("closing seen documents: %w", err)
	}
	return nil
}
