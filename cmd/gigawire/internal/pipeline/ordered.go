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
// than a few of them at a time.
func Ordered[In, Out any](ctx context.Context, next func(context.Context) (In, error), work func(In) Out, write func(Out) error) error {
	workers := runtime.GOMAXPROCS(0)
	type job struct {
		in  In
		out chan Out
	}
	jobs, results := make(chan job), make(chan chan Out, 4*workers)
	group, ctx := errgroup.WithContext(ctx)
	group.Go(func() error {
		defer close(jobs)
		defer close(results)
		for {
			in, err := next(ctx)
			if errors.Is(err, io.EOF) {
				return nil
			}
			if err != nil {
				return err
			}
			j := job{in, make(chan Out, 1)}
			select {
			case results <- j.out:
			case <-ctx.Done():
				return ctx.Err()
			}
			select {
			case jobs <- j:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
	})
	for range workers {
		group.Go(func() error {
			for j := range jobs {
				j.out <- work(j.in)
			}
			return nil
		})
	}
	group.Go(func() error {
		for result := range results {
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
	})
	return group.Wait()
}
