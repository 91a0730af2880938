package kafka

import (
	"context"
	"errors"
	"testing"
	"time"
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
