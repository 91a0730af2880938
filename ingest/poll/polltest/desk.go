package polltest

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/visit"
)

// Memory remembers keys.
type Memory struct{ keys sync.Map }

// Has reports whether a key was added.
func (m *Memory) Has(key string) bool { _, has := m.keys.Load(key); return has }

// Add adds a key.
func (m *Memory) Add(key string) error { m.keys.Store(key, true); return nil }

// Notes keeps notes.
type Notes struct{ values sync.Map }

// Note returns what was noted last under a key.
func (n *Notes) Note(key string) []byte {
	value, _ := n.values.Load(key)
	data, _ := value.([]byte)
	return data
}

// SetNote notes a value under a key.
func (n *Notes) SetNote(key string, value []byte) error { n.values.Store(key, value); return nil }

// Desk is where a source is followed: what outlives a restart, and a clock.
type Desk struct {
	Memory Memory
	Notes  Notes
	At     time.Time
	log    strings.Builder
}

// NewDesk returns a desk on a morning in March.
func NewDesk() *Desk { return &Desk{At: time.Date(2026, 3, 2, 8, 0, 0, 5, time.UTC)} }

// Now returns the desk's time.
func (d *Desk) Now() time.Time { return d.At }

// Log returns what writes down all that is logged.
func (d *Desk) Log() *slog.Logger {
	return slog.New(slog.NewTextHandler(&d.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
}

// Logged returns what was logged.
func (d *Desk) Logged() string { return d.log.String() }

// Visitor returns a visitor of a run that begins now.
func (d *Desk) Visitor(f visit.Fetcher) *visit.Visitor {
	return visit.New(visit.Deps{Fetcher: f, Memory: &d.Memory, Reader: page.New(), Log: d.Log(), Now: d.Now})
}

// Tray takes what steps bring.
type Tray struct {
	Deliveries []ingest.Delivery
	Tasks      []poll.Task
}

// Add keeps a task.
func (o *Tray) Add(t poll.Task) { o.Tasks = append(o.Tasks, t) }

// Deliver keeps a delivery.
func (o *Tray) Deliver(_ context.Context, d ingest.Delivery) error {
	o.Deliveries = append(o.Deliveries, d)
	return nil
}

// Acknowledge acknowledges what was delivered since it was called last, and
// returns it.
func (o *Tray) Acknowledge() []ingest.Delivery {
	out := o.Deliveries
	o.Deliveries = nil
	for _, d := range out {
		d.Ack(nil)
	}
	return out
}

// endless is how many steps are taken for no end.
const endless = 100_000

// TakeAll steps through a source that is looked at once, to its end, and
// returns what it delivered, acknowledged.
func (d *Desk) TakeAll(t testing.TB, task poll.Task) []ingest.Delivery {
	t.Helper()
	var out Tray
	var all []ingest.Delivery
	for range endless {
		_, err := task.Step(t.Context(), &out)
		all = append(all, out.Acknowledge()...)
		if errors.Is(err, io.EOF) {
			return all
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	t.Fatal("it does not end")
	return nil
}

// Until steps through a source until a while has gone by, and returns what it
// delivered, acknowledged.
func (d *Desk) Until(t testing.TB, task poll.Task, while time.Duration) []ingest.Delivery {
	t.Helper()
	end := d.At.Add(while)
	var out Tray
	var all []ingest.Delivery
	for range endless {
		due, err := task.Step(t.Context(), &out)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, out.Acknowledge()...)
		if due.After(end) {
			d.At = end
			return all
		}
		if due.After(d.At) {
			d.At = due
		}
	}
	t.Fatal("it is always due")
	return nil
}
