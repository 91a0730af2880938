package kafka

import (
	"context"
	"errors"
	"testing"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

func TestPublishRetriesWhatPasses(t *testing.T) {
	for _, code := range []*kerr.Error{
		kerr.LeaderNotAvailable, kerr.UnknownTopicOrPartition, kerr.NotLeaderForPartition,
		kerr.NotEnoughReplicas, kerr.NotEnoughReplicasAfterAppend, kerr.RequestTimedOut, kerr.UnknownServerError,
	} {
		t.Run(code.Message, func(t *testing.T) {
			t.Parallel()
			cluster, client := faulty(t)
			topic := client.config.ArticlesTopic()
			fault := cluster.Fault(kfake.Fault{
				Keys: []kmsg.Key{kmsg.Produce}, Topic: topic, Partitions: []int32{1}, Err: code, Count: 3,
			})
			publish(t, client, numbered(topic, 0, 1000))
			if fault.Hits() != 3 {
				t.Errorf("%d requests failed, want 3", fault.Hits())
			}
			wantNumbers(t, values(stored(t, client, topic)), 1000)
		})
	}
}

func TestPublishRepeatsOnlyWhatFailed(t *testing.T) {
	cluster, client := faulty(t)
	topic := client.config.ArticlesTopic()
	// kafka-go does not try this one again by itself.
	cluster.Fault(kfake.Fault{
		Keys: []kmsg.Key{kmsg.Produce}, Topic: topic, Partitions: []int32{2}, Err: kerr.UnknownServerError, Count: 2,
	})
	publish(t, client, numbered(topic, 0, 1000))
	for value, count := range values(stored(t, client, topic)) {
		if count != 1 {
			t.Fatalf("message %s was written %d times", value, count)
		}
	}
}

func TestPublishReturnsAtOnceWhatNoRepeatWouldMend(t *testing.T) {
	cluster, client := faulty(t)
	topic := client.config.ArticlesTopic()
	fault := cluster.Fault(kfake.Fault{
		Keys: []kmsg.Key{kmsg.Produce}, Topic: topic, Err: kerr.TopicAuthorizationFailed, Count: -1,
	})
	err := client.Publish(deadline(t), numbered(topic, 0, 1))
	if !errors.Is(err, ErrPermanent) || !errors.Is(err, kafkago.TopicAuthorizationFailed) {
		t.Errorf("error %v, want ErrPermanent and the broker's", err)
	}
	if fault.Hits() != 1 {
		t.Errorf("%d requests, want one", fault.Hits())
	}
}

func TestPublishRejectsWhatTheBrokerRefuses(t *testing.T) {
	cluster, client := faulty(t)
	topic := client.config.ArticlesTopic()
	cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Topic: topic, Err: kerr.InvalidRecord, Count: -1})
	err := client.Publish(deadline(t), numbered(topic, 0, 3))
	var rejected *RejectedMessages
	if !errors.As(err, &rejected) || len(rejected.ByIndex) != 3 || !errors.Is(rejected.ByIndex[0], ErrRefused) {
		t.Errorf("error %v, want all three refused", err)
	}
}

func TestPublishEndsWithItsContext(t *testing.T) {
	cluster, client := faulty(t)
	topic := client.config.ArticlesTopic()
	fault := cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotEnoughReplicas, Count: -1})
	ctx, cancel := context.WithCancel(deadline(t))
	go func() {
		fault.Wait(ctx, 2)
		cancel()
	}()
	if err := client.Publish(ctx, numbered(topic, 0, 1)); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want the context's", err)
	}
	client.config.Drain = 10 * time.Millisecond // kafka-go is still trying
	if err := client.Close(); !errors.Is(err, ErrUnfinished) {
		t.Errorf("error %v, want ErrUnfinished", err)
	}
}

// TestWhatNobodyWaitsForIsStillInFlight: kafka-go goes on trying after the
// context of a call has ended, and what it holds must count.
func TestWhatNobodyWaitsForIsStillInFlight(t *testing.T) {
	cluster, client := faulty(t)
	fault := cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.NotEnoughReplicas, Count: -1})
	ctx, cancel := context.WithCancel(deadline(t))
	go func() {
		fault.Wait(ctx, 1)
		cancel()
	}()
	if err := client.Publish(ctx, numbered(client.config.ArticlesTopic(), 0, 1)); !errors.Is(err, context.Canceled) {
		t.Fatalf("error %v, want the context's", err)
	}
	if client.inFlight.TryAcquire(maxInFlight) {
		t.Error("what kafka-go is still trying to write does not count as in flight")
	}
	fault.Remove()
	if err := client.inFlight.Acquire(deadline(t), maxInFlight); err != nil {
		t.Errorf("error %v, want all room once it is written", err)
	}
}

func TestPublishAfterCloseIsPermanent(t *testing.T) {
	client := connect(t, embedded(t))
	if err := client.Close(); err != nil {
		t.Fatal(err)
	}
	if err := client.Publish(deadline(t), numbered(client.config.ArticlesTopic(), 0, 1)); !errors.Is(err, ErrPermanent) {
		t.Errorf("error %v, want ErrPermanent", err)
	}
}

func TestPublishFollowsLeaders(t *testing.T) {
	t.Parallel()
	cluster, client := faulty(t, kfake.NumBrokers(3))
	topic := client.config.ArticlesTopic()
	for i := range 5 {
		cluster.ShufflePartitionLeaders()
		publish(t, client, numbered(topic, i*100, i*100+100))
	}
	wantNumbers(t, values(stored(t, client, topic)), 500)
}
