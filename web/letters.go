package web

import (
	"bytes"
	"cmp"
	"slices"
	"sync"
	"time"
	"unicode/utf8"

	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
)

// Letters holds the latest dead letters. It may be used by several goroutines.
type Letters struct {
	mu      sync.RWMutex
	letters []Letter // in the order in which they came
	back    map[place]bool
}

// NewLetters returns no letters.
func NewLetters() *Letters { return &Letters{back: map[place]bool{}} }

// Letter is a dead letter as it is shown.
type Letter struct {
	sink.DeadLetter
	Written time.Time
	// Content is the beginning of what the letter holds, and Size how much that
	// is in all, in bytes.
	Content string
	Size    int
	// Back says that it was put back on its topic.
	Back  bool
	place place
}

// place is where a letter stands on its topic.
type place struct {
	partition int
	offset    int64
}

// What is held of letters: how many, and how much of each in bytes.
const (
	mostLetters = 500
	mostContent = 2 << 10
)

// Replayable reports whether a letter came from a topic, on which it can be put
// back.
func (l Letter) Replayable() bool { return l.Topic != "" }

// add takes in a letter, or the receipt of one that was put back.
func (l *Letters) add(m *kafka.Message) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if partition, offset, isReceipt := kafka.Receipt(m); isReceipt {
		l.back[place{partition, offset}] = true
		return
	}
	letter, ok := kafka.DecodeLetter(m)
	at := place{m.Partition, m.Offset}
	if !ok || slices.ContainsFunc(l.letters, func(known Letter) bool { return known.place == at }) {
		return
	}
	content, size := excerpt(letter.Value), len(letter.Value)
	letter.Key, letter.Value = nil, nil
	l.letters = append(l.letters, Letter{DeadLetter: letter, Written: m.Time, Content: content, Size: size, place: at})
	if len(l.letters) > mostLetters {
		delete(l.back, l.letters[0].place)
		l.letters = slices.Delete(l.letters, 0, 1)
	}
}

// excerpt returns the beginning of some bytes as text.
func excerpt(value []byte) string {
	cut := value[:min(len(value), mostContent)]
	if bytes.IndexByte(cut, 0) >= 0 || !utf8.Valid(cut[:max(0, len(cut)-utf8.UTFMax)]) {
		return "(binary)"
	}
	return string(bytes.ToValidUTF8(cut, nil))
}

// Group is the letters of one stage and reason, the latest first.
type Group struct {
	Stage, Reason string
	Letters       []Letter
	// Waiting is how many may be put back and were not yet.
	Waiting int
}

// Groups returns the letters that are held, the largest group first.
func (l *Letters) Groups() []Group {
	l.mu.RLock()
	defer l.mu.RUnlock()
	var out []Group
	for i := len(l.letters) - 1; i >= 0; i-- {
		letter := l.letters[i]
		letter.Back = l.back[letter.place]
		at := slices.IndexFunc(out, func(g Group) bool { return g.Stage == letter.Stage && g.Reason == letter.Reason })
		if at < 0 {
			at, out = len(out), append(out, Group{Stage: letter.Stage, Reason: letter.Reason})
		}
		g := &out[at]
		g.Letters = append(g.Letters, letter)
		if letter.Replayable() && !letter.Back {
			g.Waiting++
		}
	}
	slices.SortStableFunc(out, func(a, b Group) int { return cmp.Compare(len(b.Letters), len(a.Letters)) })
	return out
}
