package kafka

import (
	"fmt"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

// letters returns one letter of each kind that Replay tells apart.
func letters(c Config) []sink.DeadLetter {
	return []sink.DeadLetter{
		{Key: []byte("a"), Value: []byte("{\xff"), Stage: "extract", Reason: "undecodable", Topic: c.ArticlesTopic(), Partition: 1, Offset: 7,
			Headers: []sink.Header{{Key: "traceparent", Value: []byte("00-1")}}},
		{Key: []byte("b"), Value: []byte("{}"), Stage: "sink", Reason: "too_large", Topic: c.ArticlesTopic(), Offset: 8},
		{Key: []byte("c"), Value: []byte("f"), Stage: "sink", Reason: "refused", Topic: c.FactsTopic(fact.TypeAmount), Offset: -1},
		{Key: []byte("d"), Value: noise(c.MaxMessage + 1), Stage: "ingest", Reason: "too_large", Topic: c.ArticlesTopic(), Offset: -1},
		{Key: []byte("e"), Value: []byte("<html>"), Stage: "ingest", Reason: "binary", Origin: "https://news.example/e"},
		{Key: []byte("f"), Value: []byte("x"), Stage: "extract", Reason: "undecodable", Topic: "elsewhere"},
	}
}

func TestSuiteReplayPutsLettersBackOnce(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 4096
		client := connect(t, c)
		if err := NewDeadLetters(client).WriteDead(deadline(t), letters(c)); err != nil {
			t.Fatal(err)
		}
		want := Replayed{
			{"extract", "undecodable", PutBack}: 1, {"sink", "too_large", PutBack}: 1, {"sink", "refused", PutBack}: 1,
			{"ingest", "too_large", NoWayBack}: 1, {"ingest", "binary", NoWayBack}: 1, {"extract", "undecodable", NoWayBack}: 1,
		}
		wantReplayed(t, client, Replay{DryRun: true}, want)
		wantReplayed(t, client, Replay{}, want)
		wantReplayed(t, client, Replay{}, Replayed{
			{"extract", "undecodable", BackBefore}: 1, {"sink", "too_large", BackBefore}: 1, {"sink", "refused", BackBefore}: 1,
			{"ingest", "too_large", NoWayBack}: 1, {"ingest", "binary", NoWayBack}: 1, {"extract", "undecodable", NoWayBack}: 1,
		})
		back := map[string]Message{}
		for _, m := range append(stored(t, client, c.ArticlesTopic()), stored(t, client, c.FactsTopic(fact.TypeAmount))...) {
			if _, again := back[string(m.Key)]; again {
				t.Errorf("%s was put back twice", m.Key)
			}
			back[string(m.Key)] = m
		}
		if diff := cmp.Diff(map[string]string{"traceparent": "00-1"}, headers(back["a"])); diff != "" || string(back["a"].Value) != "{\xff" {
			t.Errorf("value %q, headers -want +got\n%s", back["a"].Value, diff)
		}
		if len(back) != 3 || back["c"].Topic != c.FactsTopic(fact.TypeAmount) {
			t.Errorf("%d messages were put back, want three: %v", len(back), back)
		}
	})
}

func wantReplayed(t *testing.T, c *Client, what Replay, want Replayed) {
	t.Helper()
	got, err := c.Replay(deadline(t), what)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("%+v: -want +got\n%s", what, diff)
	}
}

func TestSuiteReplayByStageReasonAndTime(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		if err := NewDeadLetters(client).WriteDead(deadline(t), letters(c)[:3]); err != nil {
			t.Fatal(err)
		}
		wantReplayed(t, client, Replay{Since: time.Now().Add(time.Minute)}, Replayed{})
		wantReplayed(t, client, Replay{Stages: []string{"ingest"}}, Replayed{})
		wantReplayed(t, client, Replay{Stages: []string{"sink"}, Reasons: []string{"refused"}}, Replayed{{"sink", "refused", PutBack}: 1})
		wantReplayed(t, client, Replay{Reasons: []string{"undecodable", "refused"}, Since: time.Now().Add(-time.Hour)}, Replayed{
			{"extract", "undecodable", PutBack}: 1, {"sink", "refused", BackBefore}: 1,
		})
		if n := len(stored(t, client, c.ArticlesTopic())); n != 1 {
			t.Errorf("%d letters went back to %s, want one", n, c.ArticlesTopic())
		}
	})
}

// TestReplayOfManyLetters needs several batches, and none of them is put back
// again when it becomes a letter of its own.
func TestReplayOfManyLetters(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	const n = 2*replayBatch + 30
	var all []sink.DeadLetter
	for i := range n {
		all = append(all, sink.DeadLetter{Value: fmt.Append(nil, i), Stage: "extract", Reason: "undecodable", Topic: client.config.ArticlesTopic()})
	}
	kind := func(o Outcome) Replaying { return Replaying{"extract", "undecodable", o} }
	for round := range 2 {
		if err := NewDeadLetters(client).WriteDead(deadline(t), all); err != nil {
			t.Fatal(err)
		}
		want := Replayed{kind(PutBack): n}
		if round > 0 {
			want[kind(BackBefore)] = n
		}
		wantReplayed(t, client, Replay{}, want)
	}
	back := values(stored(t, client, client.config.ArticlesTopic()))
	for i := range n {
		if back[fmt.Sprint(i)] != 2 {
			t.Fatalf("letter %d was put back %d times, want once a round", i, back[fmt.Sprint(i)])
		}
	}
}

// TestReplayOfWhatIsNowTooLarge leaves no receipt: the limit may be raised.
func TestReplayOfWhatIsNowTooLarge(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	large := sink.DeadLetter{Value: noise(5000), Stage: "sink", Reason: "refused", Topic: client.config.ArticlesTopic()}
	if err := NewDeadLetters(client).WriteDead(deadline(t), []sink.DeadLetter{large}); err != nil {
		t.Fatal(err)
	}
	limit := client.config.MaxMessage
	client.config.MaxMessage = 4096
	wantReplayed(t, client, Replay{}, Replayed{{"sink", "refused", NoWayBack}: 1})
	client.config.MaxMessage = limit
	wantReplayed(t, client, Replay{}, Replayed{{"sink", "refused", PutBack}: 1})
}
