package kafka

import (
	"context"
	"errors"
	"sync/atomic"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
)

// runSolo runs a reader in the background; the function that it returns ends it.
func runSolo(t *testing.T, c *Client, h Handler) (stop func()) {
	t.Helper()
	ctx, cancel := context.WithCancel(deadline(t))
	ended := make(chan error)
	go func() { ended <- NewSolo(c, "solo", []string{c.config.ArticlesTopic()}, h).Run(ctx) }()
	return func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
}

func TestSuiteSoloGoesOnWhereItStopped(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 500))
		seen := newRecorder()
		stop := runSolo(t, client, seen.handle)
		if err := client.Drain(deadline(t), "solo", c.ArticlesTopic()); err != nil {
			t.Fatal(err)
		}
		stop()
		publish(t, client, numbered(c.ArticlesTopic(), 500, 600))
		later := newRecorder()
		stop = runSolo(t, client, later.handle)
		if err := client.Drain(deadline(t), "solo", c.ArticlesTopic()); err != nil {
			t.Fatal(err)
		}
		stop()
		wantNumbers(t, seen.seen, 500)
		if got := later.count(); got != 100 {
			t.Errorf("%d messages after the stop, want 100", got)
		}
	})
}

func TestSoloHandlesAgainWhatFailed(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	publish(t, client, numbered(client.config.ArticlesTopic(), 0, 20))
	seen := newRecorder()
	var failures atomic.Int32
	stop := runSolo(t, client, func(ctx context.Context, batch []Message) error {
		if failures.Add(1) <= 2 {
			return errors.New("not yet")
		}
		return seen.handle(ctx, batch)
	})
	if err := client.Drain(deadline(t), "solo", client.config.ArticlesTopic()); err != nil {
		t.Fatal(err)
	}
	stop()
	wantNumbers(t, seen.seen, 20)
}

func TestSoloEndsWithAPermanentError(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	publish(t, client, numbered(client.config.ArticlesTopic(), 0, 1))
	solo := NewSolo(client, "solo", []string{client.config.ArticlesTopic()}, func(context.Context, []Message) error { return ErrPermanent })
	if err := solo.Run(deadline(t)); !errors.Is(err, ErrPermanent) {
		t.Errorf("error %v, want ErrPermanent", err)
	}
	if err := NewSolo(client, "solo", []string{"nowhere"}, nil).Run(deadline(t)); !errors.Is(err, ErrNoTopic) {
		t.Errorf("error %v, want ErrNoTopic", err)
	}
}

func TestScanSaysWhatItCannotRead(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	writeFacts(t, client, facts(3))
	ctx, cancel := context.WithCancel(deadline(t))
	for _, err := range client.Scan(ctx, client.config.FactsTopic(fact.TypeAmount), "nowhere") {
		if !errors.Is(err, ErrNoTopic) {
			t.Errorf("error %v, want ErrNoTopic", err)
		}
	}
	cancel()
	var last error
	for _, err := range client.Scan(ctx, client.config.FactsTopic(fact.TypeAmount)) {
		last = err
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("error %v, want the context's", last)
	}
}
