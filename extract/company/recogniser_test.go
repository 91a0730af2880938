package company

import (
	"reflect"
	"strings"
	"sync"
	"testing"

	"github.com/gigawire/gigawire/extract/sentence"
)

// newsText has companies of every tier: listed by hand, in the register, with
// a legal form and unknown to all lists.
const newsText = `PARIS, March 3 (Reuters) - Cormorant AI SAS, a French developer of language models, has raised €640 million in a round led by DST Global, it said on Tuesday.

Bpifrance put in €75 million. Cormorant also counts Nvidia and Lightspeed Venture Partners among its investors. “We are growing,” chief executive Inès Caradec said. The company will rent capacity from Orange.

Halden Microdevices Inc. (NASDAQ: HLDN) supplies the chips. Halden’s shares rose 4%. Mexco Energy and Google-backed Brightmoor fell.`

func TestSpansSliceBack(t *testing.T) {
	r := newTestRecogniser(t)
	text := sentence.Split(newsText)
	entities := r.Recognise(text, Hint{})
	if len(entities) < 8 {
		t.Fatalf("%d entities, want at least 8", len(entities))
	}
	checkEntities(t, text, entities)
}

// checkEntities checks what holds of all entities of any text.
func checkEntities(t *testing.T, text *sentence.Text, entities []Entity) {
	t.Helper()
	ids := map[string]bool{}
	first := -1
	taken := map[int]bool{}
	for _, e := range entities {
		if e.Name == "" || e.ID == "" || e.Reason == "" {
			t.Errorf("entity without name, ID or reason: %+v", e)
		}
		if ids[e.ID] {
			t.Errorf("two entities with the ID %s", e.ID)
		}
		ids[e.ID] = true
		if e.Confidence <= 0 || e.Confidence > 1 {
			t.Errorf("%s: confidence %v", e.Name, e.Confidence)
		}
		named := firstNamed(e)
		if named <= first {
			t.Errorf("%s begins at %d, after one that begins at %d", e.Name, named, first)
		}
		first = named
		checkMentions(t, text, e, taken)
	}
}

// firstNamed returns where the first mention that is a name begins, -1 if none
// is.
func firstNamed(e Entity) int {
	for _, m := range e.Mentions {
		if !m.Nominal {
			return m.Start
		}
	}
	return -1
}

// checkMentions checks that the mentions lie in their sentences, in order, and
// that no two names share a byte.
func checkMentions(t *testing.T, text *sentence.Text, e Entity, taken map[int]bool) {
	t.Helper()
	before := -1
	for _, m := range e.Mentions {
		if m.Start < 0 || m.End > len(text.Raw) || m.Start >= m.End {
			t.Fatalf("%s: span %v of %d bytes", e.Name, m.Span, len(text.Raw))
		}
		if !text.Sentences[m.Sentence].Contains(m.Span) {
			t.Errorf("%q is not in sentence %d", m.Of(text.Raw), m.Sentence)
		}
		if m.Start <= before {
			t.Errorf("%q is out of order", m.Of(text.Raw))
		}
		before = m.Start
		for i := m.Start; i < m.End && !m.Nominal; i++ {
			if taken[i] {
				t.Errorf("%q shares a byte with another name", m.Of(text.Raw))
			}
			taken[i] = true
		}
	}
}

func TestIdentifiers(t *testing.T) {
	r := newTestRecogniser(t)
	for name, want := range map[string]Entity{
		"Nvidia":  entityOf("Nvidia", "nvidia", "NVDA"),
		"Apple":   entityOf("Apple", "apple", "AAPL"),
		"Walmart": entityOf("Walmart", "walmart", "WMT"),
	} {
		entities := r.Recognise(sentence.Split("Shares of "+name+" rose 3% after the company raised its forecast."), Hint{})
		if len(entities) != 1 {
			t.Errorf("%s: %d entities", name, len(entities))
			continue
		}
		got := entities[0]
		if got.Name != want.Name || got.ID != want.ID || got.Ticker != want.Ticker {
			t.Errorf("got %s, %s, %s; want %s, %s, %s", got.Name, got.ID, got.Ticker, want.Name, want.ID, want.Ticker)
		}
	}
}

// TestIdentifiersOnlyWhereSure has companies that share a name, or part of it,
// with one of the register.
func TestIdentifiersOnlyWhereSure(t *testing.T) {
	r := newTestRecogniser(t)
	for text, want := range map[string]string{
		"Shares of Vertex Pharmaceuticals rose 3%. Vertex raised its forecast.":        "VRTX",
		"Shares of Rogers Communications rose 3%. Rogers raised its forecast.":         "RCI",
		"Redwood Materials, a recycler of batteries, raised $350 million from Google.": "",
		"Hanover & Pike Holdings went bankrupt. Hanover owes its lenders £40 million.": "",
		"Lyra Partners, a buyout firm, raised $2 billion. Lyra has sold its stake.":    "",
		"Vantage Data Centers, a developer, will build a campus for $25 billion.":      "",
		"Coherent Corp reported sales of $1.5 billion.":                                "COHR",
	} {
		entities := r.Recognise(sentence.Split(text), Hint{})
		if len(entities) == 0 || entities[0].Ticker != want || (entities[0].CIK == "") != (want == "") {
			t.Errorf("%s\ngot %+v, want the ticker %q", text, entities, want)
		}
	}
}

func entityOf(name, id, ticker string) Entity {
	var e Entity
	e.Name, e.ID, e.Ticker = name, id, ticker
	return e
}

func TestTitleKnowsTheBody(t *testing.T) {
	r := newTestRecogniser(t)
	body := r.Recognise(sentence.Split("Halden Microdevices Inc. said it would buy Kestrel Ventures for $3 million."), Hint{})
	title := r.Recognise(sentence.Split("Halden Buys Rival in Push Abroad"), Hint{Title: true, Known: body})
	if len(title) != 1 || title[0].ID != body[0].ID {
		t.Errorf("title has %v, body %v", title, body)
	}
}

func TestSourceIsAnOutlet(t *testing.T) {
	r := newTestRecogniser(t)
	text := sentence.Split("LONDON, May 2 (Continental Wire) - Barclays raised its forecast on Thursday.")
	for _, e := range r.Recognise(text, Hint{Source: "Continental Wire"}) {
		if strings.HasPrefix(e.Name, "Continental") && !e.Outlet {
			t.Errorf("%s is taken for a company", e.Name)
		}
	}
}

func TestGoroutinesAgree(t *testing.T) {
	r := newTestRecogniser(t)
	text := sentence.Split(newsText)
	want := r.Recognise(text, Hint{Source: "Reuters"})
	var wait sync.WaitGroup
	for range 8 {
		wait.Go(func() {
			for range 20 {
				r.Recognise(sentence.Split("Amazon and Oracle agreed."), Hint{})
				if got := r.Recognise(text, Hint{Source: "Reuters"}); !reflect.DeepEqual(got, want) {
					t.Errorf("got %v, want %v", got, want)
					return
				}
			}
		})
	}
	wait.Wait()
}

func TestTextsWithoutNames(t *testing.T) {
	r := newTestRecogniser(t)
	for _, text := range []string{"", " ", "\n\n", "nothing here has a capital", "12 34 5.6%", "!!!", "\xff\xfe"} {
		if got := r.Recognise(sentence.Split(text), Hint{}); len(got) != 0 {
			t.Errorf("%q: %v", text, got)
		}
	}
}

func FuzzRecognise(f *testing.F) {
	r := newTestRecogniser(f)
	f.Add(newsText, "Reuters")
	f.Add("TARGET SAID (“KGS”) & Co. – Seven & i — A/S, Inc. (publ) U.S. Steel's", "")
	f.Add("\xff(Amazon\xf0\x28) -- ’s ‘Meta’", "é")
	f.Fuzz(func(t *testing.T, raw, source string) {
		text := sentence.Split(raw)
		h := Hint{Source: source}
		entities := r.Recognise(text, h)
		checkEntities(t, text, entities)
		if again := r.Recognise(text, h); !reflect.DeepEqual(entities, again) {
			t.Errorf("%v, then %v", entities, again)
		}
		r.Recognise(text, Hint{Known: entities})
	})
}

func BenchmarkRecognise(b *testing.B) {
	r := newTestRecogniser(b)
	text := sentence.Split(strings.Repeat(newsText+"\n\n", 5))
	r.Recognise(text, Hint{})
	words := 5 * len(strings.Fields(newsText))
	b.ReportAllocs()
	for b.Loop() {
		r.Recognise(text, Hint{})
	}
	b.ReportMetric(float64(words*b.N)/b.Elapsed().Seconds(), "words/s")
}

func BenchmarkNew(b *testing.B) {
	for b.Loop() {
		newTestRecogniser(b)
	}
}
