package eval

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
	"github.com/gigawire/gigawire/ingest/article"
)

// Extractor is what is scored.
type Extractor interface {
	Extract(article.Article) []fact.Fact
}

// Run scores an extractor on each of the items.
func Run(items []Item, e Extractor) Report {
	var r Report
	for i := range items {
		r.addItem(&items[i], e.Extract(items[i].Article))
	}
	return r
}

// Add joins the report on other articles.
func (r *Report) Add(o Report) {
	r.Articles = append(r.Articles, o.Articles...)
	r.Errors = append(r.Errors, o.Errors...)
	r.Total.add(o.Total)
	r.cases.add(o.cases)
}

func (r *Report) addItem(item *Item, facts []fact.Fact) {
	m := newMarker(item, facts)
	m.companies()
	m.amounts()
	m.gigawatts()
	m.valuations()
	m.nominals()
	m.wholeCompanies()
	m.stakes()
	r.Add(Report{Total: m.score, Articles: []Score{m.score}, Errors: m.errors, cases: m.cases})
}

// marker compares the facts of one article with its gold.
type marker struct {
	item      *Item
	facts     map[fact.Type][]found
	owners    map[string]string // gold company by ID of a found company
	sentences []sentence.Sentence
	bytes     func(point int) int // of code points of the text
	score     Score
	errors    []Error
	cases     cases
}

// found is a fact of the text, with its span in bytes.
type found struct {
	*fact.Fact
	Span
	used bool
}

func newMarker(item *Item, facts []fact.Fact) *marker {
	m := &marker{
		item: item, facts: map[fact.Type][]found{}, owners: map[string]string{},
		sentences: sentence.Split(item.Article.Text).Sentences, bytes: byteOf(item.Article.Text), cases: cases{},
	}
	for i := range facts {
		f := &facts[i]
		if f.Evidence.Field != fact.FieldText {
			continue
		}
		s := Span{f.Evidence.Text, m.bytes(f.Evidence.Start), m.bytes(f.Evidence.End)}
		m.facts[f.Type] = append(m.facts[f.Type], found{Fact: f, Span: s})
	}
	for _, f := range m.facts[fact.TypeCompany] {
		m.owners[f.Company.ID] = m.owner(f.Company.Name, m.mentions(f.Fact))
	}
	return m
}

// byteOf returns a function from code points of a text to its bytes.
func byteOf(text string) func(int) int {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	at = append(at, len(text))
	return func(point int) int { return at[min(max(point, 0), len(at)-1)] }
}

func (m *marker) mentions(f *fact.Fact) []Span { return m.spansOf(f.Mentions) }

func (m *marker) spansOf(mentions []fact.Mention) []Span {
	spans := make([]Span, len(mentions))
	for i, mention := range mentions {
		spans[i] = Span{mention.Text, m.bytes(mention.Start), m.bytes(mention.End)}
	}
	return spans
}

// owner returns the gold company that a found one is: the one whose mentions
// it shares most, else the one of its name, else none.
func (m *marker) owner(name string, mentions []Span) string {
	best, most := m.named(name), 0
	for _, c := range m.item.Gold.Companies {
		shared := 0
		for _, a := range mentions {
			if overlapsAny(a, c.Mentions) {
				shared++
			}
		}
		if shared > most {
			best, most = c.Name, shared
		}
	}
	return best
}

// named returns the gold company of a name, empty for none.
func (m *marker) named(name string) string {
	for _, c := range m.item.Gold.Companies {
		if fold(c.Name) == fold(name) {
			return c.Name
		}
	}
	return ""
}

func overlapsAny(s Span, spans []Span) bool {
	for _, o := range spans {
		if s.overlaps(o) {
			return true
		}
	}
	return false
}

// sure counts a fact for calibration.
func (m *marker) sure(f *fact.Fact, right bool) {
	m.tally(confidence, outcomeOf(right), trait{string(f.Type), confidenceBin(f.Confidence)})
	if f.Confidence >= sureFrom {
		m.score.Sure.count(right)
	}
}

// sureFrom is the confidence from which facts should be right 19 times of 20.
const sureFrom = 0.9
