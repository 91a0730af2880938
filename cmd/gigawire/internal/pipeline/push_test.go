package pipeline

import (
	"context"
	"io"
	"log/slog"
	"net/http"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/push"
	"github.com/gigawire/gigawire/ingest/raw"
	"github.com/gigawire/gigawire/ingest/seen"
	"github.com/gigawire/gigawire/sink/kafka"
)

// slow is a publisher that waits for leave.
type slow struct {
	leave chan struct{}
	topic
}

func (s *slow) Publish(ctx context.Context, messages []kafka.Message) error {
	<-s.leave
	return s.topic.Publish(ctx, messages)
}

// TestASlowBrokerIsFeltByWhoPushes: the answer is late, then that it is to be
// sent again, and then it is taken in once.
func TestASlowBrokerIsFeltByWhoPushes(t *testing.T) {
	store, err := seen.Open(filepath.Join(t.TempDir(), "seen.db"), seen.DefaultLimit)
	if err != nil {
		t.Fatal(err)
	}
	defer store.Close()
	answers, err := store.Answers(1 << 20)
	if err != nil {
		t.Fatal(err)
	}
	c := push.DefaultConfig()
	c.Address, c.Timeout = "127.0.0.1:0", 100*time.Millisecond
	server, err := push.Listen(c, push.Deps{
		Reader: raw.New(page.New(), time.Now), Answers: answers, Articles: "articles", Dead: "articles.dead", Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	stage, _, _ := newIngest(server)
	broker := &slow{leave: make(chan struct{})}
	stage.Publisher, stage.Memory = broker, store
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- stage.Run(ctx) }()
	for range 2 {
		if status, body := send(t, server.URL()); status != http.StatusServiceUnavailable || !strings.Contains(body, "send the same again") {
			t.Errorf("while the broker is slow: %d %s", status, body)
		}
	}
	close(broker.leave)
	status, body := send(t, server.URL())
	for status == http.StatusServiceUnavailable {
		status, body = send(t, server.URL())
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	if status != http.StatusOK || !strings.Contains(body, "duplicate") || len(broker.keys) != 1 {
		t.Errorf("%d %s; %d articles are on the topic", status, body, len(broker.keys))
	}
}

// send pushes an article, always the same with the same key.
func send(t *testing.T, to string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, to, strings.NewReader("Pebblework raised $50 million on Monday."))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {"text/plain"}, "Idempotency-Key": {"abc"}}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}
