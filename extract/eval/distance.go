package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// sentenceOf returns the index of the sentence that a span starts in.
func (m *marker) sentenceOf(s Span) int {
	i, exact := slices.BinarySearchFunc(m.sentences, s.Start, func(s sentence.Sentence, at int) int {
		return cmp.Compare(s.Start, at)
	})
	if exact || i == 0 {
		return i
	}
	return i - 1
}

// distance says where a company is named, seen from a Span: the nearest
// mention at or before its sentence, else one after it.
func (m *marker) distance(from Span, mentions []Span) string {
	here, nearest := m.sentenceOf(from), -1
	for _, s := range mentions {
		if at := m.sentenceOf(s); at <= here {
			nearest = max(nearest, at)
		}
	}
	switch {
	case len(mentions) == 0:
		return "not named"
	case nearest < 0:
		return "only later"
	case nearest == here:
		return "same sentence"
	case nearest == here-1:
		return "sentence before"
	default:
		return "further back"
	}
}

// sitePlace says whether the sentence of a mention of power has its site.
func (m *marker) sitePlace(g GoldPower) string {
	if g.Site == "" {
		return "none"
	}
	in := fold(m.sentence(g.Span))
	return choose(strings.Contains(in, fold(g.Site)), "same sentence", "elsewhere")
}

func (m *marker) sentence(s Span) string {
	in := m.sentences[m.sentenceOf(s)]
	return m.item.Article.Text[in.Start:in.End]
}

// goldMentions returns where a company of the gold is named.
func (m *marker) goldMentions(name string) []Span {
	for _, c := range m.item.Gold.Companies {
		if c.Name == name {
			return c.Mentions
		}
	}
	return nil
}

// foundMentions returns where a found company is named.
func (m *marker) foundMentions(id string) []Span {
	for _, f := range m.facts[fact.TypeCompany] {
		if f.Company.ID == id {
			return m.mentions(f.Fact)
		}
	}
	return nil
}

func (m *marker) goldDistance(from Span, company string) trait {
	return trait{"distance", m.distance(from, m.goldMentions(company))}
}

func (m *marker) foundDistance(from Span, id string) trait {
	return trait{"distance", m.distance(from, m.foundMentions(id))}
}
