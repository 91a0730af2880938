package kafka

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/quick"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"
)

func TestSuiteMessagesComeBackAsTheyWere(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		want := Message{
			Topic: c.ArticlesTopic(), Key: []byte("a1"), Value: []byte("v\xff\x00"),
			Headers: []Header{{Key: "h", Value: []byte("1")}, {Key: "h", Value: []byte("2")}},
		}
		before := time.Now().Add(-time.Minute)
		publish(t, client, []Message{want})
		got := stored(t, client, c.ArticlesTopic())
		if len(got) != 1 || string(got[0].Key) != "a1" || string(got[0].Value) != "v\xff\x00" || len(got[0].Headers) != 2 {
			t.Fatalf("got %+v", got)
		}
		if string(got[0].Header("h")) != "1" || got[0].Header("none") != nil {
			t.Errorf("headers %v", got[0].Headers)
		}
		if got[0].Time.Before(before) {
			t.Errorf("time %v, want that of the writing", got[0].Time)
		}
	})
}

func TestSuiteEachCompressionIsRead(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		compressions := []string{"none", "gzip", "snappy", "lz4", "zstd"}
		for i, compression := range compressions {
			c.Compression = compression
			client := connect(t, c)
			publish(t, client, numbered(c.ArticlesTopic(), i*1000, i*1000+1000))
		}
		wantNumbers(t, values(stored(t, connect(t, c), c.ArticlesTopic())), 1000*len(compressions))
	})
}

func TestSuiteMessagesOfAKeyKeepTheirOrder(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 5000))
		last := map[string]int{}
		for _, m := range stored(t, client, c.ArticlesTopic()) {
			n, err := strconv.Atoi(string(m.Value))
			if err != nil {
				t.Fatal(err)
			}
			if previous, ok := last[string(m.Key)]; ok && n != previous+10 {
				t.Fatalf("key %s: %d follows %d", m.Key, n, previous)
			}
			last[string(m.Key)] = n
		}
	})
}

func TestSuiteOnlyTheMessageThatTheBrokerRejectsIsRejected(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		connect(t, c)
		c.MaxMessage = 3 << 20 // more than the topics that are there take
		client := connect(t, c)
		topic, key := c.ArticlesTopic(), []byte("one partition")
		err := client.Publish(deadline(t), []Message{
			{Topic: topic, Key: key, Value: []byte("small")},
			{Topic: topic, Key: key, Value: noise(2 << 20)},
			{Topic: topic, Key: key, Value: []byte("small too")},
		})
		var rejected *RejectedMessages
		if !errors.As(err, &rejected) || len(rejected.ByIndex) != 1 || !errors.Is(rejected.ByIndex[1], ErrTooLarge) {
			t.Fatalf("error %v, want a rejection of the second", err)
		}
		got := values(stored(t, client, topic))
		if len(got) != 2 || got["small"] == 0 || got["small too"] == 0 {
			t.Errorf("the topic has %d messages, want the two small ones", len(got))
		}
	})
}

// noise returns bytes that do not compress.
func noise(n int) []byte {
	out := make([]byte, n)
	source := rand.NewChaCha8([32]byte{})
	source.Read(out)
	return out
}

func TestSuiteMessagesBeyondTheLimitAreRejectedUnsent(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 1024
		client := connect(t, c)
		fits := Message{Topic: c.ArticlesTopic(), Key: []byte("k"), Value: noise(1023)}
		tooLarge := Message{Topic: c.ArticlesTopic(), Key: []byte("k"), Value: noise(1024)}
		err := client.Publish(deadline(t), []Message{tooLarge, fits})
		var rejected *RejectedMessages
		if !errors.As(err, &rejected) || len(rejected.ByIndex) != 1 || !errors.Is(rejected.ByIndex[0], ErrTooLarge) {
			t.Fatalf("error %v, want a rejection of the first", err)
		}
		if got := stored(t, client, c.ArticlesTopic()); len(got) != 1 || len(got[0].Value) != 1023 {
			t.Errorf("the topic has %d messages, want the one that fits", len(got))
		}
	})
}

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

func TestSlicesByKeyHoldEachMessageOnceAndAKeyInOrder(t *testing.T) {
	property := func(keys []byte, many bool) bool {
		if many {
			keys = slices.Repeat(keys, 1+2*sliceMessages/max(1, len(keys)))
		}
		messages := make([]kafkago.Message, len(keys))
		for i, k := range keys {
			messages[i].Key = []byte{k % 16}
		}
		seen, home := 0, map[byte]int{}
		for s, slice := range slicesByKey(messages) {
			seen += len(slice)
			if !slices.IsSorted(slice) {
				return false
			}
			for _, i := range slice {
				k := messages[i].Key[0]
				if other, ok := home[k]; ok && other != s {
					return false
				}
				home[k] = s
			}
		}
		return seen == len(keys)
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

func TestSpreadGivesEachMessageItsError(t *testing.T) {
	one, all := errors.New("one"), errors.New("all")
	for name, test := range map[string]struct {
		err  error
		want []error
	}{
		"none":       {nil, []error{nil, nil}},
		"each":       {kafkago.WriteErrors{nil, one}, []error{nil, one}},
		"wrapped":    {fmt.Errorf("writing: %w", kafkago.WriteErrors{nil, one}), []error{nil, one}},
		"general":    {all, []error{all, all}},
		"other size": {kafkago.WriteErrors{one}, []error{kafkago.WriteErrors{one}, kafkago.WriteErrors{one}}},
	} {
		got := make([]error, 2)
		spread(got, test.err)
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestRejectedMessagesSayHowMany(t *testing.T) {
	err := &RejectedMessages{map[int]error{3: ErrTooLarge, 5: ErrRefused}}
	if !strings.HasPrefix(err.Error(), "2 messages") {
		t.Errorf("message %q", err)
	}
}
