package kafka

import (
	"errors"
	"fmt"
	"math"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

var (
	_ sink.Sink        = (*Facts)(nil)
	_ sink.DeadLetters = (*DeadLetters)(nil)
)

func number(v float64) *float64 { return &v }

// facts returns n facts of all types in turn.
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
			f.Mentions, f.Nominals = []fact.Mention{}, []fact.Mention{}
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

func writeFacts(t *testing.T, c *Client, facts []fact.Fact) {
	t.Helper()
	if err := NewFacts(c, time.Now).Write(deadline(t), facts); err != nil {
		t.Fatal(err)
	}
}

// readFacts returns every fact on the topics, by ID.
func readFacts(t *testing.T, c *Client) map[string]fact.Fact {
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
		writeFacts(t, client, want)
		got := readFacts(t, client)
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

func TestSuiteFactsHaveKeyTopicAndHeaders(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		all := facts(5)
		now := time.Date(2026, 3, 4, 5, 6, 7, 8000000, time.FixedZone("CET", 3600))
		if err := NewFacts(client, func() time.Time { return now }).Write(deadline(t), all); err != nil {
			t.Fatal(err)
		}
		for _, f := range all {
			messages := stored(t, client, c.FactsTopic(f.Type))
			if len(messages) != 1 || string(messages[0].Key) != f.Key() {
				t.Fatalf("%s: %d messages, want one with key %s", f.Type, len(messages), f.Key())
			}
			want := map[string]string{
				"ce_specversion": "1.0", "ce_id": f.ID, "ce_type": "gigawire.fact." + string(f.Type) + ".v1",
				"ce_source": "gigawire/articles/article-0", "ce_time": "2026-03-04T04:06:07.008Z",
				"content-type": "application/json",
			}
			if diff := cmp.Diff(want, headers(messages[0])); diff != "" {
				t.Errorf("%s: %s", f.Type, diff)
			}
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

func TestSuiteFactsThatCannotBeWrittenAreRejectedAndTheOthersWritten(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 4096
		client := connect(t, c)
		all := facts(20)
		all[7].Evidence.Sentence = strings.Repeat("x", 5000)
		all[8].Type = "rumour"
		all[9].Confidence = math.NaN()
		err := NewFacts(client, time.Now).Write(deadline(t), all)
		var rejected *sink.RejectedError
		if !errors.As(err, &rejected) {
			t.Fatalf("error %v, want a rejection", err)
		}
		got := map[string]string{}
		for _, r := range rejected.Rejected {
			got[r.Fact.ID] = r.Reason
		}
		want := map[string]string{all[7].ID: "too_large", all[8].ID: "unencodable", all[9].ID: "unencodable"}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Error(diff)
		}
		if got := readFacts(t, client); len(got) != 17 {
			t.Errorf("%d facts were written, want 17", len(got))
		}
	})
}

func TestNoFactsAreWrittenWithoutABroker(t *testing.T) {
	c := testConfig("127.0.0.1:1")
	client, err := newClient(c, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := NewFacts(client, time.Now).Write(deadline(t), nil); err != nil {
		t.Errorf("writing no facts: %v", err)
	}
	if err := errors.Join(NewFacts(client, time.Now).Close(), client.Close()); err != nil {
		t.Error(err)
	}
}

func TestReasonsAreStableWords(t *testing.T) {
	if Reason(fmt.Errorf("x: %w", ErrTooLarge)) != "too_large" || Reason(ErrRefused) != "refused" {
		t.Error("the reasons have changed")
	}
}

func FuzzDecodeFact(f *testing.F) {
	f.Add([]byte(`{"id":"1","type":"valuation"}`))
	f.Add([]byte(`null`))
	f.Add([]byte("\xff"))
	f.Fuzz(func(t *testing.T, value []byte) {
		got, err := DecodeFact(Message{Topic: "t", Value: value})
		if err != nil && (!errors.Is(err, ErrUndecodable) || !cmp.Equal(got, fact.Fact{})) {
			t.Errorf("fact %v with error %v", got, err)
		}
	})
}
