// Package poll lets one process poll thousands of sources: each is due at its
// time, a bounded number of them is at work at once, and no host is asked by
// two of them at the same time.
package poll

import (
	"context"
	"io"
	"sync"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// Task is a source that is polled, in steps of about one request each, so that
// one with much to do holds up no other.
type Task interface {
	// Name names it in messages.
	Name() string
	// Address is where the next step's request goes, empty for nowhere. It is
	// asked for when that step is due.
	Address() string
	// Step takes the next step and returns when the one after it is due. It
	// returns io.EOF when there is nothing more to do, ever, and another error
	// when it failed for good.
	Step(ctx context.Context, out Out) (time.Time, error)
}

// Out takes what a step brings.
type Out interface {
	// Deliver passes a delivery on, and blocks until there is room for it. The
	// error is that of ctx.
	Deliver(ctx context.Context, d ingest.Delivery) error
	// Add adds a task that is due at once.
	Add(t Task)
}

// Pace tells how long it is until an address may be asked, as far as the pace
// of its host is concerned: 0 also where the host is left alone for so long that
// a request fails at once.
type Pace interface {
	Free(address string) time.Duration
}

// Workers is how many steps are taken at once, unless the pace says. They wait
// for the network nearly all of their time.
const Workers = 64

// Scheduler is the ingest.Source of all that its tasks deliver.
type Scheduler struct {
	pace   Pace
	tasks  []Task // to begin with
	start  sync.Once
	cancel context.CancelFunc
	out    chan ingest.Delivery
	calls  chan func(*board)
	done   chan struct{}   // closed when all tasks have ended
	failed ingest.Failures // read when done is closed
}

// New returns a scheduler of tasks, which are all due at once.
func New(pace Pace, tasks ...Task) *Scheduler {
	return &Scheduler{
		pace: pace, tasks: tasks, cancel: func() {},
		out: make(chan ingest.Delivery), calls: make(chan func(*board)), done: make(chan struct{}),
	}
}

// Add adds a task that is due at once. It is called before Next.
func (s *Scheduler) Add(t Task) { s.tasks = append(s.tasks, t) }

// Empty reports whether there is no task to begin with. It is called before Next.
func (s *Scheduler) Empty() bool { return len(s.tasks) == 0 }

// Name returns what stands for all tasks.
func (s *Scheduler) Name() string { return "polling" }

// Next returns the next delivery of any task, under that task's name. It
// returns io.EOF when all tasks have ended, or ingest.Failures where some of
// them failed.
func (s *Scheduler) Next(ctx context.Context) (ingest.Delivery, error) {
	s.start.Do(func() {
		running, cancel := context.WithCancel(ctx)
		s.cancel = cancel
		go s.run(running)
	})
	select {
	case d := <-s.out:
		return d, nil
	case <-s.done:
		return ingest.Delivery{}, s.end(ctx)
	}
}

func (s *Scheduler) end(ctx context.Context) error {
	switch {
	case ctx.Err() != nil:
		return ctx.Err()
	case len(s.failed) > 0:
		return s.failed
	}
	return io.EOF
}

// Close ends the tasks and returns when none of them is at work.
func (s *Scheduler) Close() error {
	s.start.Do(func() { close(s.done) })
	s.cancel()
	<-s.done
	return nil
}

// Wake makes a task due at once, because something reached it from outside.
func (s *Scheduler) Wake(t Task) {
	s.call(func(b *board) { b.wake(t, time.Now()) })
}

// call has the goroutine that owns the board change it, unless all has ended.
func (s *Scheduler) call(change func(*board)) {
	select {
	case s.calls <- change:
	case <-s.done:
	}
}

// run starts steps as they become due, until no task is left or ctx ends.
func (s *Scheduler) run(ctx context.Context) {
	var working sync.WaitGroup
	defer close(s.done)
	defer working.Wait()
	b := newBoard(s.pace)
	for _, t := range s.tasks {
		b.add(t, time.Now())
	}
	s.tasks = nil
	timer := time.NewTimer(0)
	defer timer.Stop()
	for len(b.entries) > 0 {
		for _, l := range b.startable(time.Now(), workers(s.pace)) {
			task := l.ready[0].task // the lane changes under the step
			working.Go(func() { s.step(ctx, l, task) })
		}
		b.set(timer, time.Now())
		select {
		case change := <-s.calls:
			change(b)
		case <-timer.C:
		case <-ctx.Done():
			return
		}
	}
	s.failed = b.failed
}

// step takes one step of the first task in a lane.
func (s *Scheduler) step(ctx context.Context, l *lane, t Task) {
	due, err := t.Step(ctx, output{s, ctx, t})
	select {
	case s.calls <- func(b *board) { b.finish(l, due, err, time.Now()) }:
	case <-ctx.Done():
	}
}

// output is the Out of one step.
type output struct {
	s    *Scheduler
	ctx  context.Context
	task Task
}

func (o output) Deliver(ctx context.Context, d ingest.Delivery) error {
	d.Source = o.task.Name()
	select {
	case o.s.out <- d:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (o output) Add(t Task) {
	select {
	case o.s.calls <- func(b *board) { b.add(t, time.Now()) }:
	case <-o.ctx.Done():
	}
}
