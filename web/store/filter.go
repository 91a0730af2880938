package store

import (
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// Filter says which articles are wanted, and which of their facts. The zero
// value wants all. What it says of facts is what consumer.Filter says.
type Filter struct {
	Types []fact.Type
	// Company is part of a company's name or ID.
	Company string
	// Source is part of a newsroom's name.
	Source string
	// MinValue is the least that the upper end of a number may be.
	MinValue float64
	// Words are all in the title, the text or the newsroom's name, each
	// anywhere, in capital or small letters.
	Words string
}

// choosy reports whether the filter says anything of facts.
func (f Filter) choosy() bool { return len(f.Types) > 0 || f.Company != "" || f.MinValue > 0 }

// matcher is a filter at work. It is one goroutine's.
type matcher struct {
	Filter
	words []string
	// about says of names that were met whether they are the company's.
	about map[Company]bool
}

func (f Filter) matcher() *matcher {
	f.Company = strings.ToLower(f.Company)
	return &matcher{Filter: f, words: strings.Fields(f.Words), about: map[Company]bool{}}
}

// entry reports whether an article is wanted.
func (m *matcher) entry(e *entry) bool {
	if m.Source != "" && !contains(e.article.Source, m.Source) {
		return false
	}
	if m.choosy() && !slices.ContainsFunc(e.rows, func(r Row) bool { return m.row(&r) }) {
		return false
	}
	for _, word := range m.words {
		if !contains(e.article.Title, word) && !contains(e.article.Text, word) && !contains(e.article.Source, word) {
			return false
		}
	}
	return true
}

// row reports whether a fact is wanted, if its article is.
func (m *matcher) row(r *Row) bool {
	value := 0.0
	if r.HasNumber() {
		value = r.High
	}
	return (len(m.Types) == 0 || slices.Contains(m.Types, r.Type)) && value >= m.MinValue &&
		(m.Company == "" || slices.ContainsFunc(r.Companies, m.company))
}

func (m *matcher) company(c Company) bool {
	is, met := m.about[c]
	if !met {
		is = contains(c.Name.Value(), m.Company) || contains(c.ID.Value(), m.Company)
		m.about[c] = is
	}
	return is
}
