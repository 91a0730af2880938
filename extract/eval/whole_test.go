package eval

import (
	"slices"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// meeting is an article with two companies, named twice each, and two
// references.
func meeting() Item {
	const text = "Acme Corp met Fjord. Acme will buy Fjord. The company grew. Both companies rose."
	at := func(words string, nth int) Span {
		start := 0
		for range nth {
			start += strings.Index(text[start:], words) + 1
		}
		return Span{words, start - 1, start - 1 + len(words)}
	}
	both := at("Both companies", 1)
	return Item{
		Article: article.Article{ID: "meeting", Text: text},
		Gold: Gold{
			Companies: []GoldName{
				{"Acme Corp", []Span{at("Acme Corp", 1), at("Acme", 2)}}, {"Fjord", []Span{at("Fjord", 1), at("Fjord", 2)}},
			},
			Nominals: []GoldNominal{
				{"Acme Corp", at("The company", 1)}, {"Acme Corp", both}, {"Fjord", both},
			},
		},
	}
}

// entities answers with companies of these mentions, nominals among them.
type entities map[string][]Span

func (e entities) Extract(article.Article) []fact.Fact {
	var facts []fact.Fact
	for id, spans := range e {
		f := fact.Fact{Type: fact.TypeCompany, Company: &fact.Company{Name: id, ID: id}}
		f.Evidence.Field = fact.FieldText
		for _, s := range spans {
			m := fact.Mention{Text: s.Text, Start: s.Start, End: s.End}
			if strings.Contains(s.Text, " compan") {
				f.Nominals = append(f.Nominals, m)
			} else {
				f.Mentions = append(f.Mentions, m)
			}
		}
		facts = append(facts, f)
	}
	return facts
}

func TestCompaniesInOnePiece(t *testing.T) {
	item := meeting()
	acme, fjord := item.Gold.Companies[0].Mentions, item.Gold.Companies[1].Mentions
	for name, c := range map[string]struct {
		found entities
		want  Accuracy
		kinds []string
	}{
		"whole":  {entities{"a": acme, "f": fjord}, Accuracy{2, 2}, nil},
		"split":  {entities{"a": acme[:1], "b": acme[1:], "f": fjord}, Accuracy{1, 2}, []string{"company split"}},
		"merged": {entities{"a": slices.Concat(acme, fjord)}, Accuracy{0, 2}, []string{"company merged", "company merged"}},
		"missed": {entities{"f": fjord}, Accuracy{1, 1}, nil},
	} {
		report := Run([]Item{item}, c.found)
		var kinds []string
		for _, e := range report.Errors {
			if e.Kind == "company split" || e.Kind == "company merged" {
				kinds = append(kinds, e.Kind)
			}
		}
		if report.Total.Whole != c.want || !slices.Equal(kinds, c.kinds) {
			t.Errorf("%s: %+v and %v, want %+v and %v", name, report.Total.Whole, kinds, c.want, c.kinds)
		}
	}
}

func TestNominals(t *testing.T) {
	item := meeting()
	acme, fjord := item.Gold.Companies[0].Mentions, item.Gold.Companies[1].Mentions
	company, both := item.Gold.Nominals[0].Span, item.Gold.Nominals[1].Span
	for name, c := range map[string]struct {
		found        entities
		spans, links Counts
	}{
		"right":         {entities{"a": append(acme[:2:2], company, both), "f": append(fjord[:2:2], both)}, Counts{2, 0, 0}, Counts{3, 0, 0}},
		"none":          {entities{"a": acme, "f": fjord}, Counts{0, 0, 2}, Counts{0, 0, 3}},
		"wrong company": {entities{"a": append(acme[:2:2], both), "f": append(fjord[:2:2], company, both)}, Counts{2, 0, 0}, Counts{2, 1, 1}},
		"wrong words":   {entities{"a": append(acme[:2:2], Span{"a company", 1, 9})}, Counts{0, 1, 2}, Counts{0, 1, 3}},
	} {
		total := Run([]Item{item}, c.found).Total
		if total.Nominals != c.spans || total.NominalLinks != c.links {
			t.Errorf("%s: %+v and %+v, want %+v and %+v", name, total.Nominals, total.NominalLinks, c.spans, c.links)
		}
	}
}

func TestNominalsAreScoredOnlyWhereTheyAreMarked(t *testing.T) {
	item := meeting()
	found := entities{"a": {item.Gold.Companies[0].Mentions[0], item.Gold.Nominals[0].Span}}
	item.Gold.Nominals = nil
	report := Run([]Item{item}, found)
	if report.Total.Nominals != (Counts{}) {
		t.Errorf("%+v", report.Total.Nominals)
	}
	var out strings.Builder
	if err := report.Write(&out); err != nil || strings.Contains(out.String(), nominalSpans) {
		t.Errorf("%v\n%s", err, out.String())
	}
}
