package seen

import (
	"crypto/sha256"
	"encoding/binary"
	"fmt"
	"maps"
	"slices"

	"go.etcd.io/bbolt"
)

// The buckets of keys, by their digests and in the order in which they were
// added. Names have versions, so that a later form can live beside them.
const (
	keys  = "keys.v2"
	order = "order.v2"
)

// digest returns 128 bits of a key's hash: keys are as long as addresses.
func digest(key string) []byte {
	sum := sha256.Sum256([]byte(key))
	return sum[:16]
}

// Has reports whether a key was added, and not forgotten since.
func (s *Store) Has(key string) bool {
	found, old := false, false
	// A read transaction fails only on a closed store, which has nothing.
	_ = s.db.View(func(tx *bbolt.Tx) error {
		n := tx.Bucket([]byte(keys)).Get(digest(key))
		found = n != nil
		old = found && tx.Bucket([]byte(order)).Sequence()-number(n) > s.limit/2
		return nil
	})
	if old {
		s.mu.Lock()
		s.met[key] = true
		s.mu.Unlock()
	}
	return found
}

// Add adds a key, as AddAll does.
func (s *Store) Add(key string) error { return s.AddAll([]string{key}) }

// AddAll adds keys, in place of the oldest where there is no room, and returns
// when they are on the disk. What several goroutines add at once is written at
// once. A key that was met again, though half of the others are newer, counts as
// added again: what a feed still lists is not forgotten.
func (s *Store) AddAll(added []string) error {
	added = slices.Concat(s.takeMet(), added)
	err := s.db.Batch(func(tx *bbolt.Tx) error {
		known, inOrder := tx.Bucket([]byte(keys)), tx.Bucket([]byte(order))
		for _, key := range added {
			if err := put(known, inOrder, digest(key)); err != nil {
				return err
			}
		}
		return s.forget(known, inOrder)
	})
	if err != nil {
		return fmt.Errorf("remembering %d keys: %w", len(added), err)
	}
	return nil
}

func (s *Store) takeMet() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	met := slices.Sorted(maps.Keys(s.met))
	clear(s.met)
	return met
}

// put adds a digest as the newest.
func put(known, inOrder *bbolt.Bucket, key []byte) error {
	if old := known.Get(key); old != nil {
		if err := inOrder.Delete(old); err != nil {
			return err
		}
	}
	n, err := inOrder.NextSequence()
	if err != nil {
		return err
	}
	if err := inOrder.Put(bytesOf(n), key); err != nil {
		return err
	}
	return known.Put(key, bytesOf(n))
}

// forget deletes the oldest digests until no more are left than may be.
func (s *Store) forget(known, inOrder *bbolt.Bucket) error {
	newest := inOrder.Sequence()
	c := inOrder.Cursor()
	for n, key := c.First(); n != nil && newest-number(n) >= s.limit; n, key = c.First() {
		if err := known.Delete(key); err != nil {
			return err
		}
		if err := c.Delete(); err != nil {
			return err
		}
	}
	return nil
}

// bytesOf returns a number so that the order of bytes is that of numbers.
func bytesOf(n uint64) []byte { return binary.BigEndian.AppendUint64(nil, n) }

func number(b []byte) uint64 { return binary.BigEndian.Uint64(b) }
