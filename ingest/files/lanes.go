package files

import (
	"context"
	"errors"
	"io"
	"slices"
	"sync/atomic"

	"github.com/gigawire/gigawire/ingest/page"
)

// Lanes reads several files at once and gives their documents by turns: the
// first lane has the files number 1, 5, 9 and so on, the second 2, 6, 10, and
// each gives one document at its turn. So the order depends on nothing but the
// files, and is theirs where each holds one document.
type Lanes struct {
	lanes []*lane
	said  []Document // of paths that cannot be read
	at    LanesPosition
	total int64
	read  atomic.Int64
}

// LanesPosition is a place in the documents of several files: behind one of
// them. It holds as Position does.
type LanesPosition struct {
	// Said is how much was said of paths that cannot be read.
	Said int `json:"said,omitempty"`
	// Turn is the index of the lane that is next.
	Turn int `json:"turn"`
	// Lanes says where each is among its files.
	Lanes []Position `json:"lanes,omitempty"`
}

// laneCount is how many files are read at once: as one lane unpacks and divides
// an archive some five times as fast as a core makes facts of it, enough for
// some twenty cores.
const laneCount = 4

// NewLanes returns a source of the documents of many files, from a position on.
// A file that is named twice is read once. A path that is not there is an error.
func NewLanes(c Config, after LanesPosition, r *page.Reader) (*Lanes, error) {
	c.After = Position{}
	if _, err := New(c, r); err != nil {
		return nil, err
	}
	if len(after.Lanes) == 0 {
		after.Lanes = make([]Position, laneCount)
	}
	l := &Lanes{at: after.copy()}
	inputs, said := list(c)
	l.said = said
	for i, at := range after.Lanes {
		lane, err := l.newLane(c, r, every(inputs, i, len(after.Lanes)), at)
		if err != nil {
			return nil, errors.Join(err, l.Close())
		}
		l.lanes = append(l.lanes, lane)
	}
	return l, nil
}

// every returns each nth of some files, from one on.
func every(inputs []input, from, n int) []input {
	var out []input
	for i := from; i < len(inputs); i += n {
		out = append(out, inputs[i])
	}
	return out
}

// Document returns the next document, and where to go on behind it; io.EOF
// after the last. It and Close are called from one goroutine.
func (l *Lanes) Document(ctx context.Context) (Document, LanesPosition, error) {
	if l.at.Said < len(l.said) {
		l.at.Said++
		return l.said[l.at.Said-1], l.at.copy(), nil
	}
	for range l.lanes {
		turn := l.at.Turn
		l.at.Turn = (turn + 1) % len(l.lanes)
		d, err := l.lanes[turn].document(ctx)
		if errors.Is(err, io.EOF) {
			continue
		}
		l.at.Lanes[turn] = d.Position
		return d, l.at.copy(), err
	}
	return Document{}, l.at, io.EOF
}

// Bytes returns how much of the files was read, and how large they are
// together, in bytes as they are on the disk. Any goroutine may call it.
func (l *Lanes) Bytes() (read, total int64) { return l.read.Load(), l.total }

// Close ends the lanes.
func (l *Lanes) Close() error {
	var errs []error
	for _, lane := range l.lanes {
		errs = append(errs, lane.close())
	}
	return errors.Join(errs...)
}

func (p LanesPosition) copy() LanesPosition {
	p.Lanes = slices.Clone(p.Lanes)
	return p
}
