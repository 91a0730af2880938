package poll

import (
	"context"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// task does what its step says, and counts.
type task struct {
	name, address string
	step          func(ctx context.Context, out Out) (time.Time, error)
}

func (t *task) Name() string    { return t.name }
func (t *task) Address() string { return t.address }
func (t *task) Step(ctx context.Context, out Out) (time.Time, error) {
	return t.step(ctx, out)
}

// journal is what happened, and when.
type journal struct {
	mu    sync.Mutex
	began time.Time
	lines []string
}

func (j *journal) add(format string, args ...any) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.lines = append(j.lines, fmt.Sprintf("%v ", time.Since(j.began))+fmt.Sprintf(format, args...))
}

// drain takes all that a scheduler delivers, and returns how it ended.
func drain(ctx context.Context, s *Scheduler) (sources []string, err error) {
	for {
		d, err := s.Next(ctx)
		if err != nil {
			return sources, err
		}
		sources = append(sources, d.Source)
	}
}

// TestEachTaskIsDueAtItsTime, and ends when it says so.
func TestEachTaskIsDueAtItsTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := &journal{began: time.Now()}
		every := func(name string, d time.Duration, times int) *task {
			return &task{name: name, step: func(ctx context.Context, out Out) (time.Time, error) {
				j.add("%s", name)
				if times--; times == 0 {
					return time.Time{}, io.EOF
				}
				return time.Now().Add(d), out.Deliver(ctx, ingest.Delivery{})
			}}
		}
		s := New(nil, every("a", 2*time.Second, 3), every("b", 3*time.Second, 2))
		sources, err := drain(t.Context(), s)
		if !errors.Is(err, io.EOF) {
			t.Errorf("error %v", err)
		}
		slices.Sort(sources)
		if got := strings.Join(sources, " "); got != "a a b" {
			t.Errorf("deliveries of %s", got)
		}
		slices.Sort(j.lines)
		if got, want := strings.Join(j.lines, ", "), "0s a, 0s b, 2s a, 3s b, 4s a"; got != want {
			t.Errorf("steps %s, want %s", got, want)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}

// TestOneOfAHostIsAtWorkAtATime, and none while its pace asks to wait; tasks of
// other hosts go on.
func TestOneOfAHostIsAtWorkAtATime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j, p := &journal{began: time.Now()}, pace{}
		var tasks []Task
		for _, address := range []string{"http://one.example/a", "http://ONE.example/b", "http://one.example/c", "http://two.example/a"} {
			tasks = append(tasks, &task{name: address[7:], address: address, step: func(context.Context, Out) (time.Time, error) {
				time.Sleep(time.Second)
				p.ask(address, 10*time.Second)
				j.add("%s", address[7:])
				return time.Time{}, io.EOF
			}})
		}
		if _, err := drain(t.Context(), New(&p, tasks...)); !errors.Is(err, io.EOF) {
			t.Error(err)
		}
		slices.Sort(j.lines)
		if got, want := strings.Join(j.lines, ", "), "12s ONE.example/b, 1s one.example/a, 1s two.example/a, 23s one.example/c"; got != want {
			t.Errorf("steps %s, want %s", got, want)
		}
	})
}

// pace keeps hosts free for a while after each was asked.
type pace struct{ until sync.Map }

func (p *pace) ask(address string, d time.Duration) {
	p.until.Store(hostOf(address), time.Now().Add(d))
}
func (p *pace) Free(address string) time.Duration {
	until, ok := p.until.Load(hostOf(address))
	if !ok {
		return 0
	}
	return time.Until(until.(time.Time))
}

// TestWorkIsBounded: no more steps at once than there are workers, and all are
// taken in the end.
func TestWorkIsBounded(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var mu sync.Mutex
		atWork, most, taken := 0, 0, 0
		var tasks []Task
		for i := range 5 * Workers {
			tasks = append(tasks, &task{address: fmt.Sprintf("http://h%d.example/", i), step: func(context.Context, Out) (time.Time, error) {
				mu.Lock()
				atWork++
				most = max(most, atWork)
				mu.Unlock()
				time.Sleep(time.Second)
				mu.Lock()
				defer mu.Unlock()
				atWork--
				taken++
				return time.Time{}, io.EOF
			}})
		}
		began := time.Now()
		if _, err := drain(t.Context(), New(nil, tasks...)); !errors.Is(err, io.EOF) {
			t.Error(err)
		}
		if most != Workers || taken != 5*Workers || time.Since(began) != 5*time.Second {
			t.Errorf("%d at once, %d in all, in %v", most, taken, time.Since(began))
		}
	})
}

// TestTaskThatFailsEndsAlone, and its name is told in the end.
func TestTaskThatFailsEndsAlone(t *testing.T) {
	broken := errors.New("no feed here")
	fails := func(name string) *task {
		return &task{name: name, step: func(context.Context, Out) (time.Time, error) { return time.Time{}, broken }}
	}
	good := &task{name: "good", step: func(ctx context.Context, out Out) (time.Time, error) {
		if err := out.Deliver(ctx, ingest.Delivery{}); err != nil {
			return time.Time{}, err
		}
		return time.Time{}, io.EOF
	}}
	sources, err := drain(t.Context(), New(nil, fails("one"), fails("two"), good))
	if !errors.Is(err, broken) || len(sources) != 1 {
		t.Fatalf("deliveries of %q, error %v", sources, err)
	}
	var failed ingest.Failures
	if !errors.As(err, &failed) || len(failed) != 2 || !strings.Contains(err.Error(), "one: no feed here") || !strings.Contains(err.Error(), "two: ") {
		t.Errorf("error %q", err)
	}
}

// TestTasksAreAddedAndWoken from outside and by others.
func TestTasksAreAddedAndWoken(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		j := &journal{began: time.Now()}
		asleep := &task{name: "asleep"}
		asleep.step = func(context.Context, Out) (time.Time, error) {
			if j.add("asleep"); len(j.lines) > 2 {
				return time.Time{}, io.EOF
			}
			return time.Now().Add(100 * time.Hour), nil
		}
		s := New(nil, &task{name: "first", step: func(_ context.Context, out Out) (time.Time, error) {
			out.Add(asleep)
			out.Add(asleep) // is there already
			return time.Time{}, io.EOF
		}}, &task{name: "waker"})
		s.tasks[1].(*task).step = func(context.Context, Out) (time.Time, error) {
			time.Sleep(time.Minute)
			s.Wake(asleep)
			time.Sleep(time.Minute)
			s.Wake(asleep)
			return time.Time{}, io.EOF
		}
		if _, err := drain(t.Context(), s); !errors.Is(err, io.EOF) {
			t.Error(err)
		}
		if got, want := strings.Join(j.lines, ", "), "0s asleep, 1m0s asleep, 2m0s asleep"; got != want {
			t.Errorf("steps %s, want %s", got, want)
		}
		s.Wake(asleep) // when all has ended
	})
}

// TestWakeDuringAStepIsNotLost.
func TestWakeDuringAStepIsNotLost(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		steps := 0
		var s *Scheduler
		self := &task{}
		self.step = func(context.Context, Out) (time.Time, error) {
			if steps++; steps == 2 {
				return time.Time{}, io.EOF
			}
			s.Wake(self)
			return time.Now().Add(time.Hour), nil
		}
		s = New(nil, self)
		began := time.Now()
		if _, err := drain(t.Context(), s); !errors.Is(err, io.EOF) || time.Since(began) != 0 {
			t.Errorf("after %v: %v", time.Since(began), err)
		}
	})
}

// TestAllEndsWithItsContext: steps at work, deliveries that nobody takes, tasks
// that wait.
func TestAllEndsWithItsContext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var ended atomic.Int64
		s := New(nil,
			&task{step: func(ctx context.Context, _ Out) (time.Time, error) {
				<-ctx.Done()
				ended.Add(1)
				return time.Time{}, ctx.Err()
			}},
			&task{step: func(ctx context.Context, out Out) (time.Time, error) {
				for {
					if err := out.Deliver(ctx, ingest.Delivery{}); err != nil {
						ended.Add(1)
						return time.Time{}, err
					}
				}
			}},
			&task{step: func(context.Context, Out) (time.Time, error) { return time.Now().Add(time.Hour), nil }})
		if _, err := s.Next(ctx); err != nil {
			t.Fatal(err)
		}
		cancel()
		if err := s.Close(); err != nil || ended.Load() != 2 {
			t.Errorf("%d steps ended, error %v", ended.Load(), err)
		}
		if _, err := s.Next(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("error %v", err)
		}
		if err := New(nil).Close(); err != nil {
			t.Error(err)
		}
	})
}
