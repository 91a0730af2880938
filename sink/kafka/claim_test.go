package kafka

import (
	"context"
	"errors"
	"math/rand/v2"
	"sync"
	"testing"
	"time"
)

func TestSuiteBatchesAreOfOnePartitionAndInOrder(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 2000))
		m := join(t, articlesGroup(client, func(_ context.Context, batch []Message) error {
			if len(batch) == 0 || len(batch) > claimMessages {
				t.Errorf("a batch of %d", len(batch))
			}
			for i, m := range batch {
				if m.Partition != batch[0].Partition || m.Offset != batch[0].Offset+int64(i) || m.Topic != c.ArticlesTopic() {
					t.Errorf("message %d of the batch is at %s, %d, %d", i, m.Topic, m.Partition, m.Offset)
				}
			}
			return nil
		}))
		drain(t, client)
		m.leave(t)
	})
}

func TestSuiteFailedBatchIsHandledAgain(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client, r := connect(t, c), newRecorder()
		publish(t, client, numbered(c.ArticlesTopic(), 0, 300))
		var mu sync.Mutex
		failed := map[int]int64{} // the first offset of a partition's failed batch
		m := join(t, articlesGroup(client, func(ctx context.Context, batch []Message) error {
			mu.Lock()
			defer mu.Unlock()
			first, ok := failed[batch[0].Partition]
			if !ok {
				failed[batch[0].Partition] = batch[0].Offset
				return errors.New("not yet")
			}
			if r.handled[batch[0].Partition] == nil && batch[0].Offset != first {
				t.Errorf("after offset %d failed came %d", first, batch[0].Offset)
			}
			return r.handle(ctx, batch)
		}))
		drain(t, client)
		m.leave(t)
		wantNumbers(t, r.seen, 300)
	})
}

func TestSuiteBatchInHandIsFinishedAndCommittedAtTheEnd(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, []Message{{Topic: c.ArticlesTopic(), Value: []byte("slow")}})
		ctx, stop := context.WithCancel(deadline(t))
		err := articlesGroup(client, func(ctx context.Context, _ []Message) error {
			stop()
			select {
			case <-ctx.Done():
				return ctx.Err()
			case <-time.After(300 * time.Millisecond):
				return nil
			}
		}).Run(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if lag, err := client.Lag(deadline(t), groupID(client), c.ArticlesTopic()); err != nil || lag != 0 {
			t.Errorf("lag %d, error %v, want 0", lag, err)
		}
	})
}

func TestHandlerThatDoesNotEndIsEnded(t *testing.T) {
	t.Parallel()
	c := embedded(t)
	c.Drain = 50 * time.Millisecond
	client := connect(t, c)
	publish(t, client, numbered(c.ArticlesTopic(), 0, 1))
	ctx, stop := context.WithCancel(deadline(t))
	err := articlesGroup(client, func(ctx context.Context, _ []Message) error {
		stop()
		<-ctx.Done()
		return ctx.Err()
	}).Run(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if lag, err := client.Lag(deadline(t), groupID(client), c.ArticlesTopic()); err != nil || lag != 1 {
		t.Errorf("lag %d, error %v, want 1", lag, err)
	}
}

// TestSuiteCommitNeverPassesAnUnhandledMessage lets members come and go, and
// handlers fail, at random, and looks at the commits all the while.
func TestSuiteCommitNeverPassesAnUnhandledMessage(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		const n = 6000
		client, r := connect(t, c), newRecorder()
		group := articlesGroup(client, func(ctx context.Context, batch []Message) error {
			if rand.N(4) == 0 {
				return errors.New("by chance")
			}
			time.Sleep(rand.N(20 * time.Millisecond))
			return r.handle(ctx, batch)
		})
		steady := join(t, group)
		for from := 0; from < n; from += n / 4 {
			publish(t, client, numbered(c.ArticlesTopic(), from, from+n/4))
			guest := join(t, group)
			wantCommitsHandled(t, client, r)
			guest.leave(t)
			wantCommitsHandled(t, client, r)
		}
		drain(t, client)
		steady.leave(t)
		wantCommitsHandled(t, client, r)
		wantNumbers(t, r.seen, n)
	})
}

// wantCommitsHandled looks at the commits for a while.
func wantCommitsHandled(t *testing.T, c *Client, r *recorder) {
	t.Helper()
	ctx, topic := deadline(t), c.config.ArticlesTopic()
	for range 20 {
		extents, err := c.extents(ctx, topic, time.Time{})
		if err != nil {
			t.Fatal(err)
		}
		committed, err := c.committed(ctx, groupID(c), topic, extents)
		if err != nil {
			t.Fatal(err)
		}
		r.mu.Lock()
		for partition, next := range committed {
			for offset := range max(0, next) {
				if !r.handled[partition][offset] {
					t.Fatalf("partition %d: offset %d is committed, %d was not handled", partition, next, offset)
				}
			}
		}
		r.mu.Unlock()
		time.Sleep(10 * time.Millisecond)
	}
}

func TestGroupBeginsWithTheOldestWhereItsOffsetHasExpired(t *testing.T) {
	t.Parallel()
	cluster, client := faulty(t)
	topic := client.config.ArticlesTopic()
	publish(t, client, numbered(topic, 0, 30))
	m := join(t, articlesGroup(client, newRecorder().handle))
	drain(t, client)
	m.leave(t)

	publish(t, client, numbered(topic, 30, 60))
	for p := range int32(client.config.Partitions) {
		if err := cluster.DeleteRecords(topic, p, -1); err != nil {
			t.Fatal(err)
		}
	}
	publish(t, client, numbered(topic, 60, 90))
	r := newRecorder()
	m = join(t, articlesGroup(client, r.handle))
	drain(t, client)
	m.leave(t)
	if len(r.seen) != 30 {
		t.Errorf("%d messages handled, want the 30 that have not expired", len(r.seen))
	}
}

func TestGroupBeginsWithTheOldestWhereThePartitionWasLost(t *testing.T) {
	t.Parallel()
	cluster, client := faulty(t)
	topic := client.config.ArticlesTopic()
	publish(t, client, numbered(topic, 0, 30))
	r := newRecorder()
	m := join(t, articlesGroup(client, r.handle))
	drain(t, client)
	m.leave(t)
	c := &claim{group: articlesGroup(client, r.handle), partition: 1}
	if offset, err := c.start(deadline(t), 1<<40); err != nil || offset != 0 {
		t.Errorf("offset %d, error %v, want 0", offset, err)
	}
	if err := cluster.DeleteRecords(topic, 1, 2); err != nil {
		t.Fatal(err)
	}
	for committed, want := range map[int64]int64{-2: -2, 0: 2, 2: 2, 3: 3} {
		if offset, err := c.start(deadline(t), committed); err != nil || offset != want {
			t.Errorf("offset %d, error %v, want %d", offset, err, want)
		}
	}
}
