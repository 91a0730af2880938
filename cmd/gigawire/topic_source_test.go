package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/sink/kafka"
)

// onRawTopic has a site read a topic of raw documents, and writes some to it.
func (s *site) onRawTopic(t *testing.T, messages []kafka.Message) {
	t.Helper()
	topic, group := fmt.Sprintf("pages-%x", rand.Uint64()), fmt.Sprintf("takers-%x", rand.Uint64())
	s.set("newsroom.enabled", "false")
	s.set("sources.topics", "[{topic: "+topic+", group: "+group+"}]")
	addr, closeBroker := s.open(t)
	defer closeBroker()
	_, client := s.client(t, addr)
	defer client.Close()
	if err := client.CreateTopics(t.Context()); err != nil {
		t.Fatal(err)
	}
	for i := range messages {
		messages[i].Topic = topic
	}
	if err := client.Publish(t.Context(), messages); err != nil {
		t.Fatal(err)
	}
}

// messagesOn returns the messages of a topic until there are so many with keys
// of their own.
func (s *site) messagesOn(t *testing.T, topic func(kafka.Config) string, n int) []kafka.Message {
	t.Helper()
	addr, closeBroker := s.open(t)
	defer closeBroker()
	c, client := s.client(t, addr)
	defer client.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	var out []kafka.Message
	keys := map[string]bool{}
	read := make(chan []kafka.Message)
	ended := make(chan error, 1)
	go func() {
		ended <- kafka.NewGroup(client, fmt.Sprintf("test-%x", rand.Uint64()), topic(c.Kafka), func(ctx context.Context, batch []kafka.Message) error {
			select {
			case read <- batch:
				return nil
			case <-ctx.Done():
				return ctx.Err()
			}
		}).Run(ctx)
	}()
	for len(keys) < n {
		select {
		case batch := <-read:
			out = append(out, batch...)
			for _, m := range batch {
				keys[string(m.Key)] = true
			}
		case <-ctx.Done():
			t.Fatalf("%d messages with %d keys, want %d", len(out), len(keys), n)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Error(err)
	}
	return out
}

// TestPipelineReadsATopicOfRawDocuments: pages, texts and JSON become articles,
// all else dead letters that say where they stand; and only once.
func TestPipelineReadsATopicOfRawDocuments(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		page := "<html lang=en><body><article><p>" + story + "</p></article></body></html>"
		s.onRawTopic(t, []kafka.Message{
			{Value: []byte(page), Headers: []kafka.Header{{Key: "ce_subject", Value: []byte("https://news.example/1")}}},
			{Value: []byte(line(t, "a1", story))},
			{Value: []byte(story), Headers: []kafka.Header{{Key: "content-type", Value: []byte("text/plain")}}},
			{Key: []byte("k"), Value: []byte("{broken"), Headers: []kafka.Header{{Key: "ce_id", Value: []byte("7")}}},
		})
		s.run(t, "run", "--once").want(t, exitDeadLetters, "4 documents received, 3 articles published, 3 read", "1 ingest malformed")
		s.run(t, "run", "--once").want(t, exitDone, "0 documents received")
		dead := s.messagesOn(t, kafka.Config.DeadTopic, 1)[0]
		if string(dead.Key) != "k" || string(dead.Value) != "{broken" || string(dead.Header("ce_id")) != "7" ||
			!strings.HasPrefix(string(dead.Header("__connect.errors.topic")), "pages-") || dead.Header("__connect.errors.offset") == nil {
			t.Errorf("%s", dead.Headers)
		}
	})
}

// TestPipelineTakesARawTopicInThroughKills: killed again and again, also
// between the publishing of articles and the commit of what they came from, it
// loses none, and repeats only those in hand.
func TestPipelineTakesARawTopicInThroughKills(t *testing.T) {
	t.Parallel()
	s := newSite(t, "")
	const documents = 1500
	var messages []kafka.Message
	for i := range documents {
		id := fmt.Sprintf("a%d", i)
		messages = append(messages, kafka.Message{Key: []byte(id), Value: []byte(line(t, id, story))})
	}
	s.onRawTopic(t, messages)
	random := rand.New(rand.NewPCG(5, 5))
	killed := 0
	for _, facts := range []int{1, 0, 300, 0, 2000} {
		after := time.Minute
		if facts == 0 {
			after = time.Duration(200+random.IntN(400)) * time.Millisecond
		}
		if s.kill(t, facts, after) {
			killed++
		}
	}
	if killed < 3 {
		t.Fatalf("%d runs were killed: the others ended too soon to be", killed)
	}
	s.run(t, "run", "--once").want(t, exitDone)
	published := len(s.messagesOn(t, kafka.Config.ArticlesTopic, documents))
	t.Logf("%d kills, %d articles, %d of them repeats", killed, published, published-documents)
	if most := killed * inHand; published-documents > most {
		t.Errorf("%d articles are repeats, more than the %d that can have been in hand", published-documents, most)
	}
	s.run(t, "run", "--once").want(t, exitDone, "0 documents received")
}

// inHand is how many articles are being published at once.
const inHand = 64
