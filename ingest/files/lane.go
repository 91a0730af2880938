package files

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/gigawire/gigawire/ingest/page"
)

// lane reads files one after the other, in a goroutine of its own, a document
// ahead.
type lane struct {
	ahead  chan outcome
	stop   context.CancelFunc
	closed error // what closing the last file gave, once ahead is closed
}

// outcome is what came of asking for a document.
type outcome struct {
	document Document
	err      error
}

// newLane begins on files behind a position.
func (l *Lanes) newLane(c Config, r *page.Reader, inputs []input, after Position) (*lane, error) {
	ctx, stop := context.WithCancel(context.Background())
	lane := &lane{ahead: make(chan outcome), stop: stop}
	if len(inputs) == 0 {
		close(lane.ahead)
		return lane, nil
	}
	source, err := l.source(c, r, inputs, after)
	if err != nil {
		stop()
		return nil, err
	}
	go func() {
		defer close(lane.ahead)
		lane.run(ctx, source)
		lane.closed = source.Close()
	}()
	return lane, nil
}

// source returns what a lane reads, whose bytes are counted.
func (l *Lanes) source(c Config, r *page.Reader, inputs []input, after Position) (*Files, error) {
	if after.Path != "" && (after.Argument >= len(inputs) || inputs[after.Argument].path != after.Path) {
		return nil, fmt.Errorf("going on behind %s: %w, or others came before it: begin anew", after.Path, ErrMoved)
	}
	c.Paths, c.After = nil, after
	listed := map[string]bool{}
	for i, in := range inputs {
		c.Paths = append(c.Paths, in.path)
		listed[in.path] = in.listed
		l.total += in.size
		if i < after.Argument || in.path == after.Path && after.whole() {
			l.read.Add(in.size)
		}
	}
	source, err := New(c, r)
	if err != nil {
		return nil, err
	}
	source.read, source.listed = &l.read, listed
	return source, nil
}

// run sends the documents of a source, and the error that is the last.
func (l *lane) run(ctx context.Context, source *Files) {
	for {
		d, err := source.Document(ctx)
		if errors.Is(err, io.EOF) {
			return
		}
		select {
		case l.ahead <- outcome{d, err}:
		case <-ctx.Done():
			return
		}
		if err != nil {
			return
		}
	}
}

// document returns the next document, io.EOF after the last.
func (l *lane) document(ctx context.Context) (Document, error) {
	select {
	case o, ok := <-l.ahead:
		if !ok {
			return Document{}, io.EOF
		}
		return o.document, o.err
	case <-ctx.Done():
		return Document{}, ctx.Err()
	}
}

// close ends the goroutine and closes what it has open.
func (l *lane) close() error {
	l.stop()
	for range l.ahead { //nolint:revive // until it is closed
	}
	return l.closed
}
