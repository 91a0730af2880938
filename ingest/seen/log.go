package seen

import (
	"fmt"
	"iter"

	"go.etcd.io/bbolt"
)

// Log is a list of records of which the newest are kept.
type Log struct {
	db     *bbolt.DB
	bucket []byte
	limit  uint64
}

// Log opens or makes the log of a name, which keeps at most so many records.
func (s *Store) Log(name string, limit int) (*Log, error) {
	l := &Log{db: s.db, bucket: []byte("log." + name), limit: uint64(max(limit, 1))}
	err := s.db.Update(func(tx *bbolt.Tx) error {
		b, err := tx.CreateBucketIfNotExists(l.bucket)
		if err != nil {
			return err
		}
		return l.trim(b)
	})
	if err != nil {
		return nil, fmt.Errorf("opening log of %s: %w", name, err)
	}
	return l, nil
}

// Append adds records, in place of the oldest where there is no room, and
// returns when they are on the disk.
func (l *Log) Append(records [][]byte) error {
	if len(records) == 0 {
		return nil
	}
	err := l.db.Batch(func(tx *bbolt.Tx) error {
		b := tx.Bucket(l.bucket)
		b.FillPercent = 1 // nothing comes between
		for _, record := range records {
			n, err := b.NextSequence()
			if err != nil {
				return err
			}
			if err := b.Put(bytesOf(n), record); err != nil {
				return err
			}
		}
		return l.trim(b)
	})
	if err != nil {
		return fmt.Errorf("adding %d records: %w", len(records), err)
	}
	return nil
}

// trim deletes the oldest records until no more are left than may be.
func (l *Log) trim(b *bbolt.Bucket) error {
	newest := b.Sequence()
	c := b.Cursor()
	for n, _ := c.First(); n != nil && newest-number(n) >= l.limit; n, _ = c.First() {
		if err := c.Delete(); err != nil {
			return err
		}
	}
	return nil
}

// All yields the records, oldest first. A record is valid only until the next,
// and the log is not to be changed while they are read.
func (l *Log) All() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		err := l.db.View(func(tx *bbolt.Tx) error {
			c := tx.Bucket(l.bucket).Cursor()
			for n, record := c.First(); n != nil; n, record = c.Next() {
				if !yield(record, nil) {
					return nil
				}
			}
			return nil
		})
		if err != nil {
			yield(nil, fmt.Errorf("reading records: %w", err))
		}
	}
}
