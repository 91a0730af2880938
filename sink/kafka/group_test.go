package kafka

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"

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
