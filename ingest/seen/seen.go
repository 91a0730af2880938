// Package seen remembers which documents were taken in, so that a restart
// fetches none of them again.
package seen

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// Store is a set of keys on disk. It survives a kill at any instant.
type Store struct {
	db *bbolt.DB
}

// bucket is versioned, so that a later form can live beside it.
const bucket = "seen.v1"

// Open opens or makes the store at a path. Another process that has it open
// is an error after a short wait.
func Open(path string) (*Store, error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o750); err != nil {
		return nil, fmt.Errorf("making directory of seen documents: %w", err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return nil, fmt.Errorf("opening %s: another gigawire has it open: stop it first", path)
	}
	if err != nil {
		return nil, fmt.Errorf("opening %s: %w", path, err)
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{bucket, notes} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("preparing %s: %w", path, err), db.Close())
	}
	return &Store{db}, nil
}

// Has reports whether a key was added.
func (s *Store) Has(key string) bool {
	found := false
	// A read transaction fails only on a closed store, which has nothing.
	_ = s.db.View(func(tx *bbolt.Tx) error {
		found = tx.Bucket([]byte(bucket)).Get([]byte(key)) != nil
		return nil
	})
	return found
}

// Add adds a key and returns when it is on the disk.
func (s *Store) Add(key string) error {
	err := s.db.Batch(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(bucket)).Put([]byte(key), []byte{1})
	})
	if err != nil {
		return fmt.Errorf("remembering %s: %w", key, err)
	}
	return nil
}

// Close closes the store.
func (s *Store) Close() error {
	if err := s.db.Close(); err != nil {
		return fmt.Errorf("closing seen documents: %w", err)
	}
	return nil
}
