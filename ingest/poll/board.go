package poll

import (
	"container/heap"
	"errors"
	"fmt"
	"io"
	"net/url"
	"strings"
	"time"
)

// board is where all tasks stand. One goroutine owns it.
//
// A task waits in the heap until it is due, then in its host's lane until it is
// the lane's turn. A lane whose host must be left alone for a while waits in
// the heap too.
type board struct {
	pace     Pace
	entries  map[Task]*entry
	heap     events
	lanes    map[string]*lane
	runnable []*lane
	running  int
	failed   []error
	pushed   int // events, ever
}

// entry is a task. event is where it waits in the heap, nil where it does not.
type entry struct {
	task  Task
	event *event
	woken bool // while it was at work
}

// lane is the tasks that wait for one host; the first may be at work.
type lane struct {
	host  string
	ready []*entry
}

func newBoard(pace Pace) *board {
	return &board{pace: pace, entries: map[Task]*entry{}, lanes: map[string]*lane{}}
}

func (b *board) add(t Task, at time.Time) {
	if b.entries[t] == nil {
		e := &entry{task: t}
		b.entries[t] = e
		b.wait(e, at)
	}
}

func (b *board) wait(e *entry, at time.Time) {
	e.event = &event{at: at, entry: e}
	b.push(e.event)
}

func (b *board) push(e *event) {
	b.pushed++
	e.number = b.pushed
	heap.Push(&b.heap, e)
}

func (b *board) wake(t Task, now time.Time) {
	switch e := b.entries[t]; {
	case e == nil:
	case e.event == nil:
		e.woken = true
	case e.event.at.After(now):
		e.event.at = now
		heap.Fix(&b.heap, e.event.index)
	}
}

// startable returns the lanes whose first task is to take its step now, so
// that no more than most are at work.
func (b *board) startable(now time.Time, most int) []*lane {
	for len(b.heap) > 0 && !b.heap[0].at.After(now) {
		e := heap.Pop(&b.heap).(*event)
		if e.lane != nil {
			b.offer(e.lane, now)
			continue
		}
		e.entry.event = nil
		b.line(e.entry, now)
	}
	n := min(most-b.running, len(b.runnable))
	start := b.runnable[:n]
	b.runnable = b.runnable[n:]
	b.running += n
	return start
}

// line puts a task that is due into its host's lane.
func (b *board) line(e *entry, now time.Time) {
	host := hostOf(e.task.Address())
	if l := b.lanes[host]; l != nil && host != "" {
		l.ready = append(l.ready, e)
		return
	}
	l := &lane{host: host, ready: []*entry{e}}
	if host != "" {
		b.lanes[host] = l
	}
	b.offer(l, now)
}

// offer makes a lane runnable, or lets it wait as long as its host's pace asks.
func (b *board) offer(l *lane, now time.Time) {
	if l.host != "" && b.pace != nil {
		if d := b.pace.Free(l.ready[0].task.Address()); d > 0 {
			b.push(&event{at: now.Add(d), lane: l})
			return
		}
	}
	b.runnable = append(b.runnable, l)
}

// finish takes back a lane whose first task has taken its step.
func (b *board) finish(l *lane, due time.Time, err error, now time.Time) {
	b.running--
	e := l.ready[0]
	l.ready = l.ready[1:]
	switch {
	case err != nil:
		delete(b.entries, e.task)
		if !errors.Is(err, io.EOF) {
			b.failed = append(b.failed, fmt.Errorf("%s: %w", e.task.Name(), err))
		}
	case e.woken:
		b.wait(e, now)
	default:
		b.wait(e, due)
	}
	e.woken = false
	if len(l.ready) > 0 {
		b.offer(l, now)
	} else if l.host != "" {
		delete(b.lanes, l.host)
	}
}

// set sets a timer to when the heap's first is due.
func (b *board) set(timer *time.Timer, now time.Time) {
	if len(b.heap) == 0 {
		timer.Stop()
		return
	}
	timer.Reset(b.heap[0].at.Sub(now))
}

func hostOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.ToLower(u.Host)
}

// event is what waits in the heap: a task or a lane.
type event struct {
	at     time.Time
	entry  *entry
	lane   *lane
	number int // in the order in which they came
	index  int // in the heap
}

// events is a heap, the earliest first, and of equal ones that which came first.
type events []*event

func (h events) Len() int { return len(h) }
func (h events) Less(i, k int) bool {
	if h[i].at.Equal(h[k].at) {
		return h[i].number < h[k].number
	}
	return h[i].at.Before(h[k].at)
}
func (h events) Swap(i, k int) {
	h[i], h[k] = h[k], h[i]
	h[i].index, h[k].index = i, k
}

// Push adds an event, for package heap.
func (h *events) Push(x any) {
	e := x.(*event)
	e.index = len(*h)
	*h = append(*h, e)
}

// Pop takes the last event, for package heap.
func (h *events) Pop() any {
	last := len(*h) - 1
	e := (*h)[last]
	(*h)[last] = nil
	*h = (*h)[:last]
	return e
}
