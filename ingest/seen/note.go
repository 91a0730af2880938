package seen

import (
	"bytes"
	"fmt"

	"go.etcd.io/bbolt"
)

// notes is the bucket of what sources note for themselves.
const notes = "notes.v1"

// Note returns what was noted last under a key, nil for nothing.
func (s *Store) Note(key string) []byte {
	var value []byte
	// A read transaction fails only on a closed store, which has nothing.
	_ = s.db.View(func(tx *bbolt.Tx) error {
		value = bytes.Clone(tx.Bucket([]byte(notes)).Get([]byte(key)))
		return nil
	})
	return value
}

// SetNote notes a value under a key, in place of the last one, and returns
// when it is on the disk.
func (s *Store) SetNote(key string, value []byte) error {
	err := s.db.Batch(func(tx *bbolt.Tx) error {
		return tx.Bucket([]byte(notes)).Put([]byte(key), value)
	})
	if err != nil {
		return fmt.Errorf("noting %s: %w", key, err)
	}
	return nil
}
