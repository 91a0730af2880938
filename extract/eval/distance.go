package eval

import (
	"cmp"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// sentenceOf returns the index of the sentence that a span starts in.
func (m *marker) sentenceOf(s span) int {
	i, exact := slices.BinarySearchFunc(m.sentences, s.Start, func(s sentence.Sentence, at int) int {
		return cmp.Compare(s.Start, at)
	})
	if exact || i == 0 {
		return i
	}
	return i - 1
}

// distance says where a company is named, seen from a span: the nearest
// mention at or before its sentence, else one after it.
func (m *marker) distance(from span, mentions []span) string {
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
func (m *marker) sitePlace(g goldPower) string {
	if g.Site == "" {
		return "none"
	}
	in := fold(m.sentence(g.span))
	return choose(strings.Contains(in, fold(g.Site)), "same sentence", "elsewhere")
}

func (m *marker) sentence(s span) string {
	in := m.sentences[m.sentenceOf(s)]
	return m.item.Article.Text[in.Start:in.End]
}

// goldMentions returns where a company of the gold is named.
func (m *marker) goldMentions(name string) []span {
	for _, c := range m.item.gold.Companies {
		if c.Name == name {
			return c.Mentions
		}
	}
	return nil
}

// foundMentions returns where a found company is named.
func (m *marker) foundMentions(id string) []span {
	for _, f := range m.facts[fact.TypeCompany] {
		if f.Company.ID == id {
			return m.mentions(f.Fact)
		}
	}
	return nil
}

func (m *marker) goldDistance(from span, company string) trait {
	return trait{"distance", m.distance(from, m.goldMentions(company))}
}

func (m *marker) foundDistance(from span, id string) trait {
	return trait{"distance", m.distance(from, m.foundMentions(id))}
}
