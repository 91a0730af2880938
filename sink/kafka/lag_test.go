package kafka

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/gigawire/gigawire/sink/broker"
)

func TestSuiteLagCountsWhatIsNotCommitted(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		wantLag := func(want int64) {
			t.Helper()
			lag, err := client.Lag(deadline(t), groupID(client), c.ArticlesTopic())
			if err != nil || lag != want {
				t.Errorf("lag %d, error %v, want %d", lag, err, want)
			}
		}
		wantLag(0)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 100))
		wantLag(100)
		m := join(t, articlesGroup(client, newRecorder().handle))
		drain(t, client)
		m.leave(t)
		wantLag(0)
		publish(t, client, numbered(c.ArticlesTopic(), 100, 107))
		wantLag(7)
	})
}

func TestDrainEndsWithItsContextAndSaysHowFar(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	publish(t, client, numbered(client.config.ArticlesTopic(), 0, 5))
	ctx, cancel := context.WithTimeout(deadline(t), 300*time.Millisecond)
	defer cancel()
	err := client.Drain(ctx, groupID(client), client.config.ArticlesTopic())
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("error %v, want the context's", err)
	}
}

// TestLagOfEachPartition adds up to that of the topic, and partitions without
// messages have one of 0.
func TestLagOfEachPartition(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	articles := client.config.ArticlesTopic()
	publish(t, client, numbered(articles, 0, 1))
	lags, err := client.Lags(deadline(t), groupID(client), articles)
	sum := int64(0)
	for _, lag := range lags {
		sum += lag
	}
	if err != nil || len(lags) != client.config.Partitions || sum != 1 {
		t.Errorf("lags %v, error %v, want 1 in %d partitions", lags, err, client.config.Partitions)
	}
}

// TestAnswersAsksTheBrokersNow and not what was known of them before.
func TestAnswersAsksTheBrokersNow(t *testing.T) {
	t.Parallel()
	b, err := broker.Start(broker.Config{Dir: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	client := connect(t, testConfig(b.Addr()))
	if err := client.Answers(deadline(t), client.config.ArticlesTopic()); err != nil {
		t.Error(err)
	}
	b.Close()
	ctx, cancel := context.WithTimeout(deadline(t), 2*time.Second)
	defer cancel()
	if err := client.Answers(ctx, client.config.ArticlesTopic()); err == nil {
		t.Error("a broker that is away answers")
	}
}

func TestLagOfATopicThatIsNotThere(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	if _, err := client.Lag(deadline(t), "g", "nowhere"); !errors.Is(err, ErrNoTopic) {
		t.Errorf("error %v, want ErrNoTopic", err)
	}
	if err := client.Drain(deadline(t), "g", "nowhere"); !errors.Is(err, ErrNoTopic) {
		t.Errorf("error %v, want ErrNoTopic", err)
	}
}
