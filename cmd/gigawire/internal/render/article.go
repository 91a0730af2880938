// Package render shows facts to people: an article with its facts beneath its
// sentences, and a stream of facts in lines.
package render

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// Explained is a fact with its reason, which is shown where it is not empty.
type Explained struct {
	fact.Fact
	Reason string
}

// Article writes an article's facts: each sentence that has any, with their
// spans highlighted, and the facts beneath it.
//
// What a sentence says twice is shown once: an amount that is stated as a
// valuation goes without saying, unless reasons are given.
func (s Style) Article(w io.Writer, a *article.Article, facts []Explained) error {
	var b strings.Builder
	groups := bySentence(facts)
	titled := startsWithTitle(groups, a.Title)
	if a.Title != "" && !titled {
		s.sentence(&b, a.Title, plain(a.Title, bold))
	}
	t := s.newTable(facts)
	for i, group := range groups {
		codes := highlights(group, facts)
		if i > 0 || !titled {
			b.WriteByte('\n')
		} else {
			embolden(codes)
		}
		s.sentence(&b, group[0].Evidence.Sentence, codes)
		t.group(&b, group)
	}
	b.WriteByte('\n')
	s.footer(&b, a, facts)
	b.WriteByte('\n')
	_, err := io.WriteString(w, strings.TrimPrefix(b.String(), "\n"))
	return err
}

// embolden makes what has no code bold.
func embolden(codes []string) {
	for i, code := range codes {
		if code == "" {
			codes[i] = bold
		}
	}
}

// startsWithTitle reports whether the first facts are stated by the whole
// title, which then needs no heading.
func startsWithTitle(groups [][]Explained, title string) bool {
	return len(groups) > 0 && groups[0][0].Evidence.Field == fact.FieldTitle &&
		groups[0][0].Evidence.Sentence == strings.TrimSpace(title)
}

// bySentence groups facts by the sentence that states them, in its order, the
// title first.
func bySentence(facts []Explained) [][]Explained {
	sorted := slices.Clone(facts)
	slices.SortStableFunc(sorted, func(a, b Explained) int {
		return cmp.Or(-cmp.Compare(a.Evidence.Field, b.Evidence.Field), cmp.Compare(a.Evidence.Start, b.Evidence.Start))
	})
	var groups [][]Explained
	for _, f := range sorted {
		last := len(groups) - 1
		if last >= 0 && groups[last][0].Evidence.Sentence == f.Evidence.Sentence && groups[last][0].Evidence.Field == f.Evidence.Field {
			groups[last] = append(groups[last], f)
			continue
		}
		groups = append(groups, []Explained{f})
	}
	return groups
}

// group writes the facts of a sentence: its companies in a line, unless there
// are reasons to show, and each other fact in a row.
func (t *table) group(b *strings.Builder, facts []Explained) {
	var companies []string
	for i := range facts {
		if f := &facts[i]; f.Type == fact.TypeCompany && f.Reason == "" {
			companies = append(companies, mentioned(&f.Fact))
		}
	}
	t.note(b, string(fact.TypeCompany), strings.Join(companies, " · "), colorOf(fact.TypeCompany))
	for i := range facts {
		f := &facts[i]
		if f.Reason == "" && (f.Type == fact.TypeCompany || saidByValuation(facts, &f.Fact)) {
			continue
		}
		t.row(b, &f.Fact)
		if f.Reason != "" {
			t.note(b, "", "because "+f.Reason, dim)
		}
	}
}

// mentioned names a company, with what keeps it from being sure or a company
// that the article is about.
func mentioned(f *fact.Fact) string {
	name := f.Company.Name
	if f.Outlet {
		name += " (outlet)"
	}
	if f.Confidence < doubtful {
		name += fmt.Sprintf(" %.0f%%", 100*f.Confidence)
	}
	return name
}

// doubtful is the confidence below which a company's is shown.
const doubtful = 0.9

func saidByValuation(facts []Explained, f *fact.Fact) bool {
	return f.Type == fact.TypeAmount && slices.ContainsFunc(facts, func(other Explained) bool {
		return other.Type == fact.TypeValuation && other.Evidence.Start == f.Evidence.Start
	})
}

// footer counts the facts, and says when and where they were published.
func (s Style) footer(b *strings.Builder, a *article.Article, facts []Explained) {
	for _, line := range wrapped(counted(facts), s.Width) {
		b.WriteString(s.paint(dim, line) + "\n")
	}
	var origin []string
	if !a.Published.IsZero() {
		origin = append(origin, a.Published.Format("2 January 2006"))
	}
	if a.URL != "" {
		origin = append(origin, Clean(a.URL))
	}
	if len(origin) > 0 {
		b.WriteString(s.paint(dim, strings.Join(origin, " · ")) + "\n")
	}
}

func counted(facts []Explained) string {
	if len(facts) == 0 {
		return "No companies, amounts, valuations, gigawatts or stakes in this text."
	}
	counts := map[fact.Type]int{}
	for i := range facts {
		counts[facts[i].Type]++
	}
	var parts []string
	for _, typ := range fact.Types() {
		if counts[typ] > 0 {
			parts = append(parts, plural(counts[typ], typ))
		}
	}
	return strings.Join(parts, " · ")
}

func plural(n int, typ fact.Type) string {
	switch {
	case n == 1:
		return "1 " + string(typ)
	case typ == fact.TypeCompany:
		return fmt.Sprintf("%d companies", n)
	default:
		return fmt.Sprintf("%d %ss", n, typ)
	}
}
