package eval

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// facts is an extractor that always finds these.
type facts []fact.Fact

func (f facts) Extract(article.Article) []fact.Fact { return f }

// TestStakesAreScored by percentage, holder and company, only where the gold lists
// them, and anything will do where it says so.
func TestStakesAreScored(t *testing.T) {
	text := "Acme and Bolt each have 5% of Cask, Dale has 6% of Cask, staff have 7% of it, 8% of it moves."
	at := func(words string) Span { return spanOf(t, text, words) }
	five, six, seven := 5.0, 6.0, 7.0
	gold := Gold{
		Companies: []GoldName{
			{"Acme", []Span{at("Acme")}}, {"Bolt", []Span{at("Bolt")}}, {"Cask", []Span{at("Cask")}}, {"Dale", []Span{at("Dale")}},
		},
		Stakes: []GoldStake{
			{Span: at("5%"), Low: &five, High: &five, Holders: []string{"Acme", "Bolt"}, Company: "Cask", Status: fact.StatusActual},
			{Span: at("6%"), Low: &six, High: &six, Holders: []string{"Dale"}, Company: "Cask", Status: fact.StatusActual},
			{Span: at("7%"), Low: &seven, High: &seven, Company: "Cask", Status: fact.StatusActual},
		},
		Ignored: []GoldIgnored{{Span: at("8%"), Code: "ambiguous"}},
	}
	found := func(words, holder, company string, percent float64) fact.Fact {
		s := at(words)
		f := fact.Fact{
			Type: fact.TypeStake, Evidence: fact.Evidence{Field: fact.FieldText, Text: words, Start: s.Start, End: s.End},
			Company: &fact.Company{Name: company, ID: company}, Percent: &fact.Percent{Low: &percent, High: &percent}, Status: fact.StatusActual,
		}
		if holder != "" {
			f.Holder = &fact.Company{Name: holder, ID: holder}
		}
		return f
	}
	all := facts{found("5%", "Bolt", "Cask", 5), found("5%", "Acme", "Cask", 5), found("6%", "Acme", "Cask", 6), found("7%", "", "Dale", 7), found("8%", "Dale", "Cask", 8)}
	for _, name := range gold.Companies {
		s := name.Mentions[0]
		all = append(all, fact.Fact{
			Type: fact.TypeCompany, Company: &fact.Company{Name: name.Name, ID: name.Name},
			Evidence: fact.Evidence{Field: fact.FieldText, Text: s.Text, Start: s.Start, End: s.End},
			Mentions: []fact.Mention{{Text: s.Text, Start: s.Start, End: s.End}},
		})
	}
	items := []Item{{Article: article.Article{Text: text}, Gold: gold}}
	got := Run(items, all).Total
	want := Score{StakeShares: Counts{Right: 3}, Stakes: Counts{Right: 1, Wrong: 2, Missing: 2}}
	if diff := cmp.Diff([]Counts{want.StakeShares, want.Stakes}, []Counts{got.StakeShares, got.Stakes}); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	if diff := cmp.Diff([]Accuracy{{2, 3}, {2, 3}, {3, 3}}, []Accuracy{got.StakeHolder, got.StakeCompany, got.StakeStatus}); diff != "" {
		t.Errorf("holder, company, status: -want +got\n%s", diff)
	}
	items[0].Gold.Stakes = nil
	if got := Run(items, all).Total; got.StakeShares != (Counts{}) || got.Stakes != (Counts{}) {
		t.Errorf("stakes that nobody marked were scored: %+v", got)
	}
}
