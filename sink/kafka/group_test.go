package kafka

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// recorder counts the messages that handlers have handled.
type recorder struct {
	mu   sync.Mutex
	seen map[string]int
	// handled are the offsets of each partition.
	handled map[int]map[int64]bool
}

func newRecorder() *recorder {
	return &recorder{seen: map[string]int{}, handled: map[int]map[int64]bool{}}
}

func (r *recorder) handle(_ context.Context, batch []Message) error {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, m := range batch {
		r.seen[string(m.Value)]++
		if r.handled[m.Partition] == nil {
			r.handled[m.Partition] = map[int64]bool{}
		}
		r.handled[m.Partition][m.Offset] = true
	}
	return nil
}

// count returns how many different messages were handled.
func (r *recorder) count() int {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.seen)
}

// member is a running member of a group.
type member struct {
	stop context.CancelFunc
	done chan error
}

func join(t *testing.T, g *Group) *member {
	t.Helper()
	ctx, stop := context.WithCancel(deadline(t))
	m := &member{stop, make(chan error, 1)}
	go func() { m.done <- g.Run(ctx) }()
	t.Cleanup(stop)
	return m
}

// leave stops a member and waits until it has gone.
func (m *member) leave(t *testing.T) {
	t.Helper()
	m.stop()
	if err := <-m.done; err != nil {
		t.Error(err)
	}
}

func groupID(c *Client) string { return c.config.Prefix + "group" }

func articlesGroup(c *Client, h Handler) *Group {
	return NewGroup(c, groupID(c), c.config.ArticlesTopic(), h)
}

func drain(t *testing.T, c *Client) {
	t.Helper()
	if err := c.Drain(deadline(t), groupID(c), c.config.ArticlesTopic()); err != nil {
		t.Fatal(err)
	}
}

func TestSuiteGroupHandlesAllAndCommits(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client, r := connect(t, c), newRecorder()
		publish(t, client, numbered(c.ArticlesTopic(), 0, 1000))
		m := join(t, articlesGroup(client, r.handle))
		drain(t, client)
		m.leave(t)
		wantNumbers(t, r.seen, 1000)

		again := newRecorder()
		m = join(t, articlesGroup(client, again.handle))
		publish(t, client, numbered(c.ArticlesTopic(), 1000, 1010))
		drain(t, client)
		m.leave(t)
		if len(again.seen) != 10 {
			t.Errorf("after its return the group handled %d messages, want the 10 new ones", len(again.seen))
		}
	})
}

func TestSuiteGroupOnAnEmptyTopicIsDrained(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client, r := connect(t, c), newRecorder()
		drain(t, client) // before there is a group at all
		m := join(t, articlesGroup(client, r.handle))
		drain(t, client)
		m.leave(t)
		if r.count() != 0 {
			t.Errorf("%d messages out of nothing", r.count())
		}
	})
}

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

func TestSuitePermanentErrorEndsTheGroupUncommitted(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 10))
		forbidden := fmt.Errorf("forbidden: %w", ErrPermanent)
		err := articlesGroup(client, func(context.Context, []Message) error { return forbidden }).Run(deadline(t))
		if !errors.Is(err, ErrPermanent) {
			t.Fatalf("error %v, want ErrPermanent", err)
		}
		if lag, err := client.Lag(deadline(t), groupID(client), c.ArticlesTopic()); err != nil || lag != 10 {
			t.Errorf("lag %d, error %v, want 10", lag, err)
		}
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

func TestSuiteRebalancesLoseNothing(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client, r := connect(t, c), newRecorder()
		group := articlesGroup(client, r.handle)
		first := join(t, group)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 500))
		second := join(t, group)
		publish(t, client, numbered(c.ArticlesTopic(), 500, 1000))
		first.leave(t)
		publish(t, client, numbered(c.ArticlesTopic(), 1000, 1500))
		drain(t, client)
		second.leave(t)
		wantNumbers(t, r.seen, 1500)
	})
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

func TestGroupWithoutTheRightToJoinEnds(t *testing.T) {
	t.Parallel()
	cluster, client := faulty(t)
	cluster.Fault(kfake.Fault{
		Keys: []kmsg.Key{kmsg.JoinGroup}, TopLevel: true, Err: kerr.GroupAuthorizationFailed, Count: -1,
	})
	if err := articlesGroup(client, newRecorder().handle).Run(deadline(t)); !errors.Is(err, ErrPermanent) {
		t.Errorf("error %v, want ErrPermanent", err)
	}
}

func TestGroupJoinsAgainAfterPassingErrors(t *testing.T) {
	t.Parallel()
	cluster, client := faulty(t)
	topic := client.config.ArticlesTopic()
	publish(t, client, numbered(topic, 0, 100))
	cluster.Fault(
		kfake.Fault{Keys: []kmsg.Key{kmsg.JoinGroup}, TopLevel: true, Err: kerr.CoordinatorNotAvailable, Count: 2},
		kfake.Fault{Keys: []kmsg.Key{kmsg.OffsetCommit}, Topic: topic, Err: kerr.CoordinatorLoadInProgress, Count: 2},
		kfake.Fault{Keys: []kmsg.Key{kmsg.Fetch}, Topic: topic, Err: kerr.NotLeaderForPartition, Count: 2},
	)
	r := newRecorder()
	m := join(t, articlesGroup(client, r.handle))
	drain(t, client)
	m.leave(t)
	wantNumbers(t, r.seen, 100)
}

func TestGroupNeedsAnID(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	if err := NewGroup(client, "", "articles", nil).Run(deadline(t)); !errors.Is(err, ErrPermanent) {
		t.Errorf("error %v, want ErrPermanent", err)
	}
}
