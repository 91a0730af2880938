package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/raw"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/kafka/kafkatest"
)

const rawTopic = "pages.raw"

// rawPages starts a broker with documents on a topic of raw ones.
func rawPages(t *testing.T, values ...string) *kafka.Client {
	t.Helper()
	client := kafkatest.Connect(t, 1, rawTopic)
	messages := make([]kafka.Message, len(values))
	for i, v := range values {
		messages[i] = kafka.Message{Topic: rawTopic, Key: []byte("k"), Value: []byte(v), Headers: []kafka.Header{
			{Key: "url", Value: fmt.Appendf(nil, "https://news.example/%d", i)},
		}}
	}
	if err := client.Publish(t.Context(), messages); err != nil {
		t.Fatal(err)
	}
	return client
}

func topicSource(c *kafka.Client, once bool) *Topic {
	return NewTopic(c, "takers", rawTopic, raw.New(page.New(), time.Now), once)
}

// take returns the next so many deliveries, which it does not acknowledge.
func take(t *testing.T, s ingest.Source, n int) []ingest.Delivery {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	t.Cleanup(cancel)
	var out []ingest.Delivery
	for range n {
		d, err := s.Next(ctx)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, d)
	}
	return out
}

// ends waits until a source has nothing more, and closes it.
func ends(t *testing.T, s ingest.Source) {
	t.Helper()
	if d, err := s.Next(t.Context()); !errors.Is(err, io.EOF) {
		t.Errorf("%+v, %v, want the end", d, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

// TestTopicCommitsWhatIsSafe: what was published but not committed, or failed,
// comes again; what was committed does not.
func TestTopicCommitsWhatIsSafe(t *testing.T) {
	client := rawPages(t, "Pebblework raised $50 million on Monday.", "{broken", "Mistral raised $60 million on Tuesday.")
	ended := topicSource(client, false)
	for _, d := range take(t, ended, 3)[:2] {
		d.Ack(nil) // published, and the end comes before the commit
	}
	if err := ended.Close(); err != nil {
		t.Fatal(err)
	}
	again := topicSource(client, true)
	for i, d := range take(t, again, 3) {
		if (d.Rejection != nil) != (i == 1) {
			t.Errorf("delivery %d: %+v", i, d)
		}
		d.Ack(errors.New("the broker is gone"))
	}
	failed := take(t, again, 3)
	for _, d := range failed {
		d.Ack(nil)
	}
	ends(t, again)
	ends(t, topicSource(client, true))
	checkRecord(t, failed[1].Rejection)
	if a := failed[2].Article; a.URL != "https://news.example/2" || a.ID == "" {
		t.Errorf("%+v", a)
	}
}

// checkRecord holds a rejection to keep all that came.
func checkRecord(t *testing.T, r *ingest.Rejection) {
	t.Helper()
	letter := letterOf(r)
	if letter.Topic != rawTopic || letter.Partition != 0 || letter.Offset != 1 || string(letter.Key) != "k" || string(letter.Value) != "{broken" ||
		len(letter.Headers) != 1 || letter.Reason != ingest.ReasonMalformed || letter.Origin != "https://news.example/1" {
		t.Errorf("%+v", letter)
	}
}

// TestTopicEndsWithItsContext though nobody takes what it delivers.
func TestTopicEndsWithItsContext(t *testing.T) {
	client := rawPages(t, "Pebblework raised $50 million on Monday.", "Mistral raised $60 million on Tuesday.")
	s := topicSource(client, false)
	ctx, cancel := context.WithCancel(t.Context())
	if _, err := s.Next(ctx); err != nil {
		t.Fatal(err)
	}
	cancel()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
