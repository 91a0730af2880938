package state

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

var noon = time.Date(2026, 11, 1, 12, 0, 0, 0, time.UTC)

// worth returns a valuation of Acme in an article of its own, in billions, so
// many days after the first of November.
func worth(id string, billions float64, days int, change ...func(*fact.Fact)) *fact.Fact {
	value := billions * 1e9
	f := &fact.Fact{
		ID: id, Type: fact.TypeValuation, Confidence: 0.9, Status: fact.StatusActual,
		Article: fact.Article{ID: "article " + id, Source: "Daily " + id, Published: noon.AddDate(0, 0, days)},
		Company: &fact.Company{Name: "Acme", ID: "acme"},
		Amount:  &fact.Amount{Low: &value, High: &value, Currency: "USD", Qualifier: fact.Exact},
	}
	for _, c := range change {
		c(f)
	}
	return f
}

// power returns the power of a site.
func power(id, site string, gigawatts float64, status fact.Status) *fact.Fact {
	return &fact.Fact{
		ID: id, Type: fact.TypeGigawatt, Confidence: 0.9, Status: status, Kind: fact.KindDemand, Site: site,
		Article:   fact.Article{ID: "article " + id, Source: "Daily " + id, Published: noon},
		Companies: []fact.Party{{Name: "Acme", ID: "acme", Part: fact.PartSubject}},
		Power:     &fact.Power{Low: &gigawatts, High: &gigawatts, Unit: fact.UnitGW, Qualifier: fact.Exact},
	}
}

func status(s fact.Status) func(*fact.Fact) { return func(f *fact.Fact) { f.Status = s } }

func copyOf(id string) func(*fact.Fact) {
	return func(f *fact.Fact) { f.Article.DuplicateOf = "article " + id }
}

// states adds facts to an empty book and returns all that is known.
func states(facts ...*fact.Fact) []State {
	b := NewBook()
	for _, f := range facts {
		b.Add(f, noon)
	}
	return flushed(b)
}

// flushed returns what a book has to write.
func flushed(b *Book) (out []State) {
	if err := b.Flush(func(s []State) error { out = s; return nil }); err != nil {
		panic(err) // the function above returns none
	}
	return out
}

func TestLatestValueHolds(t *testing.T) {
	for name, c := range map[string]struct {
		facts             []*fact.Fact
		value             float64
		articles, outlets int
		low, high         float64
	}{
		"one":                             {[]*fact.Fact{worth("a", 5, 0)}, 5, 1, 1, 5, 5},
		"the later":                       {[]*fact.Fact{worth("a", 5, 0), worth("b", 8, 3)}, 8, 1, 1, 5, 8},
		"what is, not what may be":        {[]*fact.Fact{worth("a", 5, 0), worth("b", 8, 3, status(fact.StatusTalks))}, 5, 1, 1, 5, 5},
		"what may be, not what was":       {[]*fact.Fact{worth("a", 5, 3, status(fact.StatusPast)), worth("b", 8, 0, status(fact.StatusTalks))}, 8, 1, 1, 8, 8},
		"rounded values agree":            {[]*fact.Fact{worth("a", 61.5, 0), worth("b", 60, 1)}, 60, 2, 2, 60, 61.5},
		"what was said long ago is past":  {[]*fact.Fact{worth("a", 5, 0), worth("b", 5, 90)}, 5, 1, 1, 5, 5},
		"a copy counts as its original":   {[]*fact.Fact{worth("a", 5, 0), worth("b", 5, 1, copyOf("a"))}, 5, 1, 1, 5, 5},
		"copies of what was not seen too": {[]*fact.Fact{worth("b", 5, 0, copyOf("x")), worth("c", 5, 1, copyOf("x"))}, 5, 1, 1, 5, 5},
		"another currency is another":     {[]*fact.Fact{worth("a", 5, 1), worth("b", 7, 0, func(f *fact.Fact) { f.Amount.Currency = "EUR" })}, 5, 1, 1, 5, 5},
	} {
		got := states(c.facts...)
		if len(got) != 1 {
			t.Fatalf("%s: %d states", name, len(got))
		}
		s := got[0]
		want := State{
			ID: "acme/valuation", Version: Version, Kind: KindValuation, Name: "Acme", Unit: "USD", Status: s.Status, Published: s.Published,
			Value: Range{c.value * 1e9, c.value * 1e9}, Spread: Range{c.low * 1e9, c.high * 1e9},
			Articles: c.articles, Outlets: c.outlets, Reports: s.Reports,
		}
		if diff := cmp.Diff(want, s); diff != "" || len(s.Reports) != len(c.facts) {
			t.Errorf("%s: %d reports, -want +got\n%s", name, len(s.Reports), diff)
		}
	}
}

func TestSitesHaveAStateForEachKindOfPower(t *testing.T) {
	generation := power("c", "Project Rook", 1, "")
	generation.Kind = fact.KindGeneration
	got := states(power("a", "Project Rook", 2.2, fact.StatusPlanned), power("b", "project rook", 2.2, fact.StatusPlanned), generation)
	if len(got) != 2 || got[0].ID != "project-rook/demand" || got[1].ID != "project-rook/generation" {
		t.Fatalf("states %+v", got)
	}
	s := got[0]
	if s.Articles != 2 || s.Value != (Range{2.2, 2.2}) || s.Unit != fact.UnitGW || !slices.Equal(s.Companies, []string{"Acme"}) {
		t.Errorf("state %+v", s)
	}
}

func TestWhatSaysNothingCountsNothing(t *testing.T) {
	vague := worth("a", 1, 0)
	vague.Amount.Low, vague.Amount.High = nil, nil
	unsure := worth("a", 1, 0)
	unsure.Confidence = Doubtful
	for name, f := range map[string]*fact.Fact{
		"vague": vague, "unsure": unsure, "denied": worth("a", 1, 0, status(fact.StatusDenied)), "no site": power("a", "", 1, ""),
		"no valuation": {ID: "a", Type: fact.TypeAmount, Confidence: 1, Amount: vague.Amount},
	} {
		if got := states(f); len(got) != 0 {
			t.Errorf("%s: states %+v", name, got)
		}
	}
}

func TestLaterWordUnderOneIDHolds(t *testing.T) {
	b := NewBook()
	b.Add(power("a", "North", 1, ""), noon)
	b.Add(power("a", "South", 1, ""), noon.Add(time.Hour))
	b.Add(power("a", "North", 1, ""), noon)
	got := flushed(b)
	if len(got) != 2 || got[0].ID != "north/demand" || len(got[0].Reports) != 0 || got[1].ID != "south/demand" || len(got[1].Reports) != 1 {
		t.Errorf("states %+v", got)
	}
	if again := flushed(b); len(again) != 0 {
		t.Errorf("changed again: %+v", again)
	}
}

func TestWhatCouldNotBeWrittenIsWrittenLater(t *testing.T) {
	b := NewBook()
	b.Add(worth("a", 5, 0), noon)
	if err := b.Flush(func([]State) error { return io.ErrShortWrite }); !errors.Is(err, io.ErrShortWrite) {
		t.Errorf("error %v", err)
	}
	if got := flushed(b); len(got) != 1 {
		t.Errorf("states %+v", got)
	}
}

// many returns facts of a few companies, more than a state keeps, and words on
// some of them that were written later.
func many(n int) (facts []*fact.Fact, written []time.Time) {
	random := rand.New(rand.NewPCG(7, 7))
	for i := range n {
		f := worth(fmt.Sprint(i), float64(1+random.IntN(20)), random.IntN(400))
		f.Company.ID = fmt.Sprint("company-", random.IntN(3))
		facts, written = append(facts, f), append(written, noon)
		if i%5 == 0 {
			later := *f
			later.Status = fact.StatusPast
			facts, written = append(facts, &later), append(written, noon.Add(time.Hour))
		}
	}
	return facts, written
}

// TestOrderAndRepeatsDoNotMatter: nor does it whether a book goes on from states
// that were written.
func TestOrderAndRepeatsDoNotMatter(t *testing.T) {
	facts, written := many(3 * 2 * mostReports)
	var want []byte
	for seed := range uint64(8) {
		order := rand.New(rand.NewPCG(seed, 1)).Perm(len(facts))
		order = append(order, order[:len(order)/3]...)
		b, kept := NewBook(), map[string]State{}
		for i, k := range order {
			b.Add(facts[k], written[k])
			if i%97 == 0 || i == len(order)-1 {
				for _, s := range flushed(b) {
					s.Reports = slices.Clone(s.Reports)
					kept[s.ID] = s
				}
			}
			if i == len(order)/2 {
				b = reopened(t, b, kept)
			}
		}
		got, err := json.Marshal(kept)
		if err != nil {
			t.Fatal(err)
		}
		if want == nil {
			want = got
		}
		if string(got) != string(want) {
			t.Fatalf("order %d gives other states", seed)
		}
	}
}

// reopened returns a book of the states as they come back from a topic.
func reopened(t *testing.T, b *Book, kept map[string]State) *Book {
	t.Helper()
	for _, s := range flushed(b) {
		s.Reports = slices.Clone(s.Reports)
		kept[s.ID] = s
	}
	again := NewBook()
	for _, s := range kept {
		data, err := json.Marshal(s)
		if err != nil {
			t.Fatal(err)
		}
		var back State
		if err := json.Unmarshal(data, &back); err != nil {
			t.Fatal(err)
		}
		again.Load(back)
	}
	return again
}

func BenchmarkAdd(b *testing.B) {
	facts, written := many(10_000)
	book := NewBook()
	for i := 0; b.Loop(); i++ {
		book.Add(facts[i%len(facts)], written[i%len(written)])
	}
}
