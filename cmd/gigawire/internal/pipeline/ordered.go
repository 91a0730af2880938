package pipeline

import (
	"context"
	"errors"
	"io"
	"runtime"

	"golang.org/x/sync/errgroup"
)

// Ordered gives what next returns, until io.EOF, to work, on all cores, and
// the results to write, in the order in which next returned. It holds no more
// than a few of them at a time. next and write are each called from one
// goroutine.
func Ordered[In, Out any](ctx context.Context, next func(context.Context) (In, error), work func(In) Out, write func(Out) error) error {
	workers := runtime.GOMAXPROCS(0)
	o := &ordered[In, Out]{make(chan job[In, Out]), make(chan (<-chan Out), inHand*workers)}
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error { return o.feed(ctx, next) })
	for range workers {
		group.Go(func() error {
			for j := range o.jobs {
				j.out <- work(j.in)
			}
			return nil
		})
	}
	group.Go(func() error { return o.drain(ctx, write) })
	return group.Wait()
}

// inHand is how many results may wait for each worker.
const inHand = 4

// job is one piece of work, and where its result goes.
type job[In, Out any] struct {
	in  In
	out chan<- Out
}

// ordered is one call of Ordered: what is to be worked on, and the results, to
// come or there, in their order.
type ordered[In, Out any] struct {
	jobs    chan job[In, Out]
	results chan (<-chan Out)
}

func (o *ordered[In, Out]) feed(ctx context.Context, next func(context.Context) (In, error)) error {
	defer close(o.jobs)
	defer close(o.results)
	for {
		in, err := next(ctx)
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
		out := make(chan Out, 1) // a worker never waits for the writer
		select {
		case o.results <- out:
		case <-ctx.Done():
			return ctx.Err()
		}
		select {
		case o.jobs <- job[In, Out]{in, out}:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func (o *ordered[In, Out]) drain(ctx context.Context, write func(Out) error) error {
	for result := range o.results {
		select {
		case out := <-result:
			if err := write(out); err != nil {
				return err
			}
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}
