package store

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

func newStore(t testing.TB, limit int) *Store {
	t.Helper()
	s, err := New(limit)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// noon is when the first message of a test was written.
var noon = time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)

func at(minute int) time.Time { return noon.Add(time.Duration(minute) * time.Minute) }

func (s *Store) addArticle(a article.Article, when time.Time) {
	s.Update(func(w *Writer) { w.Article(a, when) })
}

func (s *Store) addFact(t testing.TB, f fact.Fact, when time.Time) {
	t.Helper()
	raw, err := json.Marshal(f)
	if err != nil {
		t.Fatal(err)
	}
	s.Update(func(w *Writer) { w.Fact(&f, raw, when) })
}

func worth(id, articleID, company string, value float64) fact.Fact {
	return fact.Fact{
		ID: id, Type: fact.TypeValuation, Version: 1, Article: fact.Article{ID: articleID, Source: "The Dispatch", Title: "Of " + company},
		Evidence: fact.Evidence{Field: fact.FieldText, Text: fmt.Sprint(value), Start: 1, End: 2, Sentence: "It is worth that."},
		Company:  &fact.Company{Name: company, ID: strings.ToLower(company)}, Confidence: 0.9,
		Amount: &fact.Amount{Low: &value, High: &value, Currency: "USD", Qualifier: fact.Exact}, Status: fact.StatusActual,
	}
}

func power(id, articleID, company string, gw float64) fact.Fact {
	return fact.Fact{
		ID: id, Type: fact.TypeGigawatt, Article: fact.Article{ID: articleID, Source: "Grid Weekly"},
		Companies: []fact.Party{{Name: company, ID: strings.ToLower(company), Part: fact.PartSubject}},
		Power:     &fact.Power{Low: &gw, High: &gw, Unit: fact.UnitGW, Qualifier: fact.Approx}, Kind: fact.KindDemand, Status: fact.StatusPlanned, Site: "Amber Field", Count: 2,
	}
}

// titles are those of stories.
func titles(stories []Story) string {
	var out []string
	for _, s := range stories {
		out = append(out, s.Article.ID)
	}
	return strings.Join(out, " ")
}

// news is a made-up article of some 3,800 bytes with 24 facts of some 500 bytes
// each: more than the sample newsroom's, which have 13.
func news(n int) (article.Article, []fact.Fact) {
	random := rand.New(rand.NewPCG(uint64(n), 1))
	words := make([]string, 600)
	for i := range words {
		words[i] = fmt.Sprintf("w%04d", random.IntN(5000))
	}
	a := article.Article{
		ID: fmt.Sprintf("%032x", n), URL: fmt.Sprintf("https://news.example/%d", n), Title: strings.Join(words[:9], " "),
		Text: strings.Join(words, " "), Source: fmt.Sprintf("Source %d", n%200), Published: at(n),
	}
	var facts []fact.Fact
	for i := range 24 {
		company := fmt.Sprintf("Company%d", random.IntN(3000))
		f := worth(fmt.Sprintf("%026x%06x", n, i), a.ID, company, float64(random.IntN(1e9)))
		if i%2 == 0 {
			f = power(f.ID, a.ID, company, random.Float64())
		}
		f.Article = fact.Article{ID: a.ID, URL: a.URL, Title: a.Title, Source: a.Source, Published: a.Published}
		f.Evidence = fact.Evidence{Field: fact.FieldText, Text: words[i], Start: i, End: i + 5, Sentence: strings.Join(words[20*i:20*i+20], " ")}
		facts = append(facts, f)
	}
	return a, facts
}
