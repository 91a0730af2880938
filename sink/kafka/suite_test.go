package kafka

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

func number(v float64) *float64 { return &v }

// facts returns n facts of all types.
func facts(n int) []fact.Fact {
	out := make([]fact.Fact, n)
	for i := range out {
		company := &fact.Company{Name: fmt.Sprint("Company ", i%7), ID: fmt.Sprint("company-", i%7)}
		f := fact.Fact{
			ID: fmt.Sprintf("%032x", i), Type: fact.Types()[i%5], Version: fact.Version, Confidence: 0.5,
			Article: fact.Article{ID: fmt.Sprint("article-", i/10)}, Company: company,
		}
		switch f.Type {
		case fact.TypeCompany:
			f.Mentions = []fact.Mention{}
		case fact.TypeAmount:
			f.Company, f.Companies = nil, []fact.Party{{Name: company.Name, ID: company.ID}}
			f.Amount = &fact.Amount{Low: number(1), High: number(1)}
		case fact.TypeGigawatt:
			f.Company, f.Companies, f.Power = nil, []fact.Party{}, &fact.Power{Unit: fact.UnitGW}
		}
		out[i] = f
	}
	return out
}

// readAll returns every fact on the topics, by ID.
func readAll(t *testing.T, c *Client) map[string]fact.Fact {
	t.Helper()
	out := map[string]fact.Fact{}
	for f, err := range c.Follow(deadline(t), Tail{FromStart: true, ToEnd: true}) {
		if err != nil {
			t.Fatal(err)
		}
		out[f.ID] = f
	}
	return out
}

func TestSuiteFactsComeBackAsTheyWere(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		want := facts(2500)
		if err := NewFacts(client, time.Now).Write(deadline(t), want); err != nil {
			t.Fatal(err)
		}
		got := readAll(t, client)
		if len(got) != len(want) {
			t.Fatalf("%d facts came back, want %d", len(got), len(want))
		}
		for _, f := range want {
			if diff := cmp.Diff(f, got[f.ID]); diff != "" {
				t.Fatalf("fact %s: %s", f.ID, diff)
			}
		}
	})
}

func TestSuiteOversizedFactsAreRejectedAndTheOthersWritten(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 4096
		client := connect(t, c)
		all := facts(20)
		all[7].Evidence.Sentence = strings.Repeat("x", 5000)
		err := NewFacts(client, time.Now).Write(deadline(t), all)
		var rejected *sink.RejectedError
		if !errors.As(err, &rejected) || len(rejected.Rejected) != 1 || rejected.Rejected[0].Fact.ID != all[7].ID {
			t.Fatalf("error %v, want a rejection of fact 7", err)
		}
		if got := readAll(t, client); len(got) != 19 {
			t.Errorf("%d facts were written, want 19", len(got))
		}
	})
}

func TestSuiteMessagesTheBrokerRejectsDoNotStopOthers(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 3 << 20 // more than brokers take by default
		client := connect(t, c)
		err := client.Publish(deadline(t), []Message{
			{Topic: c.ArticlesTopic(), Key: []byte("a"), Value: []byte("small")},
			{Topic: c.ArticlesTopic(), Key: []byte("b"), Value: noise(2 << 20)},
			{Topic: c.ArticlesTopic(), Key: []byte("c"), Value: []byte("small too")},
		})
		var rejected *RejectedMessages
		if errors.As(err, &rejected) {
			if _, ok := rejected.ByIndex[1]; !ok || len(rejected.ByIndex) != 1 {
				t.Fatalf("rejected %v, want the second only", rejected.ByIndex)
			}
		} else if err != nil {
			t.Fatal(err) // a broker that takes it is as good
		}
		if got := consumeAll(t, client, "rejects", 2); !slices.Contains(got, "small") || !slices.Contains(got, "small too") {
			t.Errorf("consumed %d messages, the small ones not among them", len(got))
		}
	})
}

// noise returns bytes that do not compress.
func noise(n int) []byte {
	out, state := make([]byte, n), uint64(1)
	for i := range out {
		state = state*6364136223846793005 + 1442695040888963407
		out[i] = byte(state >> 56)
	}
	return out
}

// consumeAll consumes articles until there were at least n, and returns their
// values.
func consumeAll(t *testing.T, c *Client, id string, n int) []string {
	t.Helper()
	ctx, cancel := context.WithCancel(deadline(t))
	defer cancel()
	var mu sync.Mutex
	var got []string
	group := NewGroup(c, c.config.Prefix+id, c.config.ArticlesTopic(), func(_ context.Context, batch []Message) error {
		mu.Lock()
		defer mu.Unlock()
		for _, m := range batch {
			got = append(got, string(m.Value))
		}
		if len(got) >= n {
			time.AfterFunc(200*time.Millisecond, cancel) // let the commit pass
		}
		return nil
	})
	if err := group.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return got
}

func numbered(topic string, from, to int) []Message {
	var out []Message
	for i := from; i < to; i++ {
		out = append(out, Message{Topic: topic, Key: fmt.Append(nil, i), Value: fmt.Append(nil, i)})
	}
	return out
}

func TestSuiteGroupCommitsOnlyWhatWasHandled(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		id := c.Prefix + "group"
		if err := client.Publish(deadline(t), numbered(c.ArticlesTopic(), 0, 300)); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithCancel(deadline(t))
		defer cancel()
		var mu sync.Mutex
		seen, failures := map[string]int{}, 0
		group := NewGroup(client, id, c.ArticlesTopic(), func(_ context.Context, batch []Message) error {
			mu.Lock()
			defer mu.Unlock()
			if failures < 2 {
				failures++
				return errors.New("not yet")
			}
			for _, m := range batch {
				seen[string(m.Value)]++
			}
			return nil
		})
		done := make(chan error, 1)
		go func() { done <- group.Run(ctx) }()
		awaitDrained(t, client, id, c.ArticlesTopic())
		cancel()
		if err := <-done; err != nil {
			t.Fatal(err)
		}
		if len(seen) != 300 {
			t.Errorf("%d messages were handled, want all 300", len(seen))
		}
	})
}

func awaitDrained(t *testing.T, c *Client, id, topic string) {
	t.Helper()
	ctx := deadline(t)
	for {
		lag, err := c.Lag(ctx, id, topic)
		if err == nil && lag == 0 {
			return
		}
		select {
		case <-ctx.Done():
			t.Fatalf("group %s lags by %d, error %v", id, lag, err)
		case <-time.After(50 * time.Millisecond):
		}
	}
}

func TestSuiteRebalanceLosesNothing(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		id := c.Prefix + "rebalance"
		var mu sync.Mutex
		seen := map[string]bool{}
		member := func(ctx context.Context) chan error {
			done := make(chan error, 1)
			group := NewGroup(client, id, c.ArticlesTopic(), func(_ context.Context, batch []Message) error {
				mu.Lock()
				defer mu.Unlock()
				for _, m := range batch {
					seen[string(m.Value)] = true
				}
				return nil
			})
			go func() { done <- group.Run(ctx) }()
			return done
		}
		ctx := deadline(t)
		first, stopFirst := context.WithCancel(ctx)
		second, stopSecond := context.WithCancel(ctx)
		defer stopFirst()
		defer stopSecond()
		publish := func(from, to int) {
			if err := client.Publish(ctx, numbered(c.ArticlesTopic(), from, to)); err != nil {
				t.Fatal(err)
			}
		}
		doneFirst := member(first)
		publish(0, 500)
		doneSecond := member(second)
		publish(500, 1000)
		stopFirst()
		if err := <-doneFirst; err != nil {
			t.Fatal(err)
		}
		publish(1000, 1500)
		awaitDrained(t, client, id, c.ArticlesTopic())
		stopSecond()
		if err := <-doneSecond; err != nil {
			t.Fatal(err)
		}
		if len(seen) != 1500 {
			t.Errorf("%d messages were handled, want all 1500", len(seen))
		}
	})
}

func TestSuiteDeadLettersKeepTheOriginal(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 2048
		client := connect(t, c)
		letters := []sink.DeadLetter{
			{Key: []byte("k"), Value: []byte("v\xff"), Stage: "extract", Reason: "undecodable", Message: "not JSON", Topic: "articles", Partition: 2, Offset: 41},
			{Key: []byte("big"), Value: noise(4096), Stage: "ingest", Reason: "too_large"},
		}
		if err := NewDeadLetters(client).WriteDead(deadline(t), letters); err != nil {
			t.Fatal(err)
		}
		got := deadMessages(t, client, 2)
		want := map[string]string{
			"__connect.errors.topic": "articles", "__connect.errors.partition": "2", "__connect.errors.offset": "41",
			"__connect.errors.stage": "extract", "gigawire.reason": "undecodable", "__connect.errors.exception.message": "not JSON",
		}
		for key, value := range want {
			if headers(got["k"])[key] != value {
				t.Errorf("header %s is %q, want %q", key, headers(got["k"])[key], value)
			}
		}
		if string(got["k"].Value) != "v\xff" {
			t.Errorf("value %q, want the original bytes", got["k"].Value)
		}
		if headers(got["big"])["gigawire.cut.from"] != "4096" || len(got["big"].Value) != keep {
			t.Errorf("the oversized letter has %d bytes and headers %v", len(got["big"].Value), headers(got["big"]))
		}
	})
}

func headers(m Message) map[string]string {
	out := map[string]string{}
	for _, h := range m.Headers {
		out[h.Key] = string(h.Value)
	}
	return out
}

func deadMessages(t *testing.T, c *Client, n int) map[string]Message {
	t.Helper()
	ctx, cancel := context.WithCancel(deadline(t))
	defer cancel()
	var mu sync.Mutex
	out := map[string]Message{}
	group := NewGroup(c, c.config.Prefix+"dead", c.config.DeadTopic(), func(_ context.Context, batch []Message) error {
		mu.Lock()
		defer mu.Unlock()
		for _, m := range batch {
			out[string(m.Key)] = m
		}
		if len(out) == n {
			cancel()
		}
		return nil
	})
	if err := group.Run(ctx); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestSuiteTopicsAreCreatedOnce(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		if err := client.CreateTopics(deadline(t)); err != nil {
			t.Fatalf("creating topics again: %v", err)
		}
		topics, err := client.Topics(deadline(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, topic := range topics {
			if topic.Missing || topic.Partitions != 3 || topic.Replication != 1 {
				t.Errorf("topic %+v, want 3 partitions, 1 replica", topic)
			}
		}
	})
}

// TestSuiteKcatReadsFacts reads with a consumer that is not ours. It needs
// kcat, and with GIGAWIRE_REQUIRE_KCAT fails without it.
func TestSuiteKcatReadsFacts(t *testing.T) {
	kcat, err := exec.LookPath("kcat")
	if err != nil {
		if os.Getenv("GIGAWIRE_REQUIRE_KCAT") != "" {
			t.Fatal(err)
		}
		t.Skip("kcat is not installed")
	}
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		want := facts(5)[2] // a valuation
		if err := NewFacts(client, time.Now).Write(deadline(t), []fact.Fact{want}); err != nil {
			t.Fatal(err)
		}
		out, err := exec.CommandContext(deadline(t), kcat, "-b", c.Brokers[0], "-t", c.FactsTopic(want.Type),
			"-C", "-e", "-q", "-f", "%k\t%h\t%s\n").Output()
		if err != nil {
			t.Fatal(err)
		}
		fields := strings.SplitN(strings.TrimSpace(string(out)), "\t", 3)
		if len(fields) != 3 || fields[0] != want.Key() || !strings.Contains(fields[1], "ce_type=gigawire.fact.valuation.v1") {
			t.Fatalf("kcat read %q", out)
		}
		var got fact.Fact
		if err := json.Unmarshal([]byte(fields[2]), &got); err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
	})
}
