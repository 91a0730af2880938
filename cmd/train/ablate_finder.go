package main

import (
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
	"github.com/gigawire/gigawire/ingest/article"
)

// recogniser is a company.Recogniser or company.Rules.
type recogniser interface {
	Recognise(*sentence.Text, company.Hint) []company.Entity
}

// finder is an extractor of nothing but companies.
type finder struct{ recogniser }

// Extract returns the companies of the article's text.
func (f finder) Extract(a article.Article) []fact.Fact {
	var facts []fact.Fact
	for _, e := range f.Recognise(sentence.Split(a.Text), company.Hint{Source: a.Source}) {
		found := fact.Fact{Type: fact.TypeCompany, Company: &e.Company, Outlet: e.Outlet, Confidence: e.Confidence}
		for _, m := range e.Mentions {
			if !m.Nominal {
				found.Mentions = append(found.Mentions, mentionAt(a.Text, m.Span))
			}
		}
		first := found.Mentions[0]
		found.Evidence = fact.Evidence{Field: fact.FieldText, Text: first.Text, Start: first.Start, End: first.End}
		facts = append(facts, found)
	}
	return facts
}

// mentionAt returns a span of bytes with code points for its ends.
func mentionAt(text string, s sentence.Span) fact.Mention {
	start, words := utf8.RuneCountInString(text[:s.Start]), s.Of(text)
	return fact.Mention{Text: words, Start: start, End: start + utf8.RuneCountInString(words)}
}

// rounds is how often the held articles are read to tell the time it takes.
const rounds = 50

// speed returns how many words of the held articles are read in a second, the
// best of many rounds: others may need the machine too.
func (c *corpus) speed(r recogniser) float64 {
	words := 0
	divided := make([]*sentence.Text, len(c.held))
	for i, item := range c.held {
		divided[i] = sentence.Split(item.Article.Text)
		words += len(strings.Fields(item.Article.Text))
	}
	best := time.Duration(1<<63 - 1)
	for range rounds {
		start := time.Now()
		for i, t := range divided {
			r.Recognise(t, company.Hint{Source: c.held[i].Article.Source})
		}
		best = min(best, time.Since(start))
	}
	return float64(words) / best.Seconds()
}
