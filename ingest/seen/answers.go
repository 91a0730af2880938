package seen

import (
	"encoding/binary"
	"fmt"

	"go.etcd.io/bbolt"
)

// Answers remember what was answered to whom, by a key of the asker's. They
// are on disk with the store, and the oldest make room for new ones.
type Answers struct {
	db   *bbolt.DB
	most int
}

// The buckets of answers: by key, and the keys in the order in which they
// came. Each answer's value begins with its place in that order.
const (
	answersBucket = "answers.v1"
	orderBucket   = "answers.order.v1"
	placeBytes    = 8
)

// Answers returns the memory of answers, which keeps at most so many bytes.
func (s *Store) Answers(most int) (*Answers, error) {
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range []string{answersBucket, orderBucket} {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("preparing memory of answers: %w", err)
	}
	return &Answers{s.db, most}, nil
}

// Answer returns what was put under a key, nil for nothing.
func (a *Answers) Answer(key string) []byte {
	var out []byte
	// A read transaction fails only on a closed store, which has nothing.
	_ = a.db.View(func(tx *bbolt.Tx) error {
		if value := tx.Bucket([]byte(answersBucket)).Get([]byte(key)); value != nil {
			out = append([]byte{}, value[placeBytes:]...)
		}
		return nil
	})
	return out
}

// Put keeps an answer under a key, and returns when it is on the disk. One that alone is larger than what may be kept is not.
func (a *Answers) Put(key string, answer []byte) error {
	if len(key)+len(answer) > a.most {
		return nil
	}
	err := a.db.Batch(func(tx *bbolt.Tx) error {
		kept := answerBuckets{tx.Bucket([]byte(answersBucket)), tx.Bucket([]byte(orderBucket))}
		return kept.put(key, answer, a.most)
	})
	if err != nil {
		return fmt.Errorf("remembering answer to %s: %w", key, err)
	}
	return nil
}

// answerBuckets are the buckets within a transaction. The sequence of the one
// by key counts the bytes that are kept, that of the other gives places.
type answerBuckets struct{ byKey, order *bbolt.Bucket }

func (b answerBuckets) put(key string, answer []byte, most int) error {
	if before := b.byKey.Get([]byte(key)); before != nil {
		if err := b.remove(before[:placeBytes], []byte(key)); err != nil {
			return err
		}
	}
	size := len(key) + len(answer)
	for oldest := b.order.Cursor(); b.size()+size > most; {
		place, victim := oldest.First()
		if place == nil {
			break
		}
		if err := b.remove(place, victim); err != nil {
			return err
		}
	}
	n, err := b.order.NextSequence()
	if err != nil {
		return err
	}
	place := binary.BigEndian.AppendUint64(nil, n)
	if err := b.order.Put(place, []byte(key)); err != nil {
		return err
	}
	if err := b.byKey.Put([]byte(key), append(place, answer...)); err != nil {
		return err
	}
	return b.byKey.SetSequence(uint64(b.size() + size))
}

// size returns the bytes that are kept.
func (b answerBuckets) size() int { return int(b.byKey.Sequence()) }

func (b answerBuckets) remove(place, key []byte) error {
	size := len(key) + len(b.byKey.Get(key)) - placeBytes
	if err := b.byKey.SetSequence(uint64(b.size() - size)); err != nil {
		return err
	}
	if err := b.order.Delete(place); err != nil {
		return err
	}
	return b.byKey.Delete(key)
}
