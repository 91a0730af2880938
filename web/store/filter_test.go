package store

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/sink/consumer"
)

func TestFiltersChooseArticlesAndFacts(t *testing.T) {
	s := newStore(t, 10)
	s.addArticle(article.Article{ID: "a", Title: "Acme grows", Text: "So says Zoë ÉLAN.", Source: "The Dispatch"}, at(0))
	s.addFact(t, worth("f1", "a", "Acme", 5e9), at(0))
	s.addFact(t, power("f2", "a", "Bolt", 0.4), at(0))
	s.addArticle(article.Article{ID: "b", Title: "Bolt grows", Text: "OpenAI too.", Source: "Grid Weekly"}, at(1))
	s.addFact(t, power("f3", "b", "Bolt", 2), at(1))
	s.addArticle(article.Article{ID: "c", Title: "Rain", Text: "None.", Source: "Grid Weekly"}, at(2))
	for _, c := range []struct {
		filter         Filter
		stories, facts string
	}{
		{Filter{}, "c b a", "f3 f2 f1"},
		{Filter{Types: []fact.Type{fact.TypeValuation}}, "a", "f1"},
		{Filter{Types: []fact.Type{fact.TypeValuation, fact.TypeGigawatt}}, "b a", "f3 f2 f1"},
		{Filter{Company: "BOL"}, "b a", "f3 f2"},
		{Filter{Company: "bolt", MinValue: 1}, "b", "f3"},
		{Filter{MinValue: 1e9}, "a", "f1"},
		{Filter{Source: "grid"}, "c b", "f3"},
		{Filter{Words: "grows"}, "b a", "f3 f2 f1"},
		{Filter{Words: "openai"}, "b", "f3"},
		{Filter{Words: "OPENAI grid"}, "b", "f3"},
		{Filter{Words: "zoë élan"}, "a", "f2 f1"},
		{Filter{Words: "élan"}, "a", "f2 f1"},
		{Filter{Words: "openai dispatch"}, "", ""},
		{Filter{Company: "nobody"}, "", ""},
	} {
		stories := s.Newest(c.filter, 10, "")
		var facts []string
		for _, story := range stories {
			for _, f := range story.Facts {
				facts = append(facts, f.ID)
			}
		}
		if titles(stories) != c.stories || strings.Join(facts, " ") != c.facts {
			t.Errorf("%+v: %q with %q, want %q with %q", c.filter, titles(stories), facts, c.stories, c.facts)
		}
	}
}

// TestFilterSaysOfFactsWhatTailDoes.
func TestFilterSaysOfFactsWhatTailDoes(t *testing.T) {
	s := newStore(t, 100)
	all := map[string]fact.Fact{}
	for n := range 20 {
		_, facts := news(n)
		for _, f := range facts {
			all[f.ID] = f
			s.addFact(t, f, at(n))
		}
	}
	for _, c := range []consumer.Filter{
		{}, {Types: []fact.Type{fact.TypeGigawatt}}, {Company: "company1"}, {MinValue: 0.5}, {MinValue: 5e8, Company: "2"}, {Source: "source 1"},
	} {
		want := map[string]bool{}
		for id, f := range all {
			if c.Match(&f) {
				want[id] = true
			}
		}
		got := map[string]bool{}
		for _, story := range s.Newest(Filter{Types: c.Types, Company: c.Company, MinValue: c.MinValue, Source: c.Source}, 100, "") {
			for _, f := range story.Facts {
				got[f.ID] = true
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || len(want) == 0 {
			t.Errorf("%+v: -tail +store\n%s", c, diff)
		}
	}
}
