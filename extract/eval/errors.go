package eval

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
)

// Error is one thing that was wrong or missing.
type Error struct {
	// Article is the ID of the article.
	Article string `json:"article"`
	// Kind is what went wrong, such as "amount missing".
	Kind string `json:"kind"`
	// Text is the span.
	Text string `json:"text"`
	// Got is what was found and Want what is right, either empty for nothing.
	Got  string `json:"got"`
	Want string `json:"want"`
	// Sentence is the one that the span stands in, the span between » and «.
	Sentence string `json:"sentence"`
}

func (m *marker) fail(kind string, s Span, got, want string) {
	m.errors = append(m.errors, Error{m.item.Article.ID, kind, s.Text, got, want, m.marked(s)})
}

// marked is the sentence of a span in one line, with the span marked.
func (m *marker) marked(s Span) string {
	in, text := m.sentences[m.sentenceOf(s)], m.item.Article.Text
	before, after := text[min(in.Start, s.Start):s.Start], text[s.End:max(in.End, s.End)]
	return strings.Join(strings.Fields(before+"»"+text[s.Start:s.End]+"«"+after), " ")
}

// WriteErrors prints what was wrong or missing by kind, the most frequent kind
// first, each error with its sentence.
func (r *Report) WriteErrors(w io.Writer) error {
	for _, group := range r.errorsByKind() {
		if _, err := fmt.Fprintf(w, "%s: %d\n", group[0].Kind, len(group)); err != nil {
			return fmt.Errorf("writing errors: %w", err)
		}
		for _, e := range group {
			fmt.Fprintf(w, "  %s  got %q  want %q\n    %s\n", e.Article, e.Got, e.Want, e.Sentence)
		}
		fmt.Fprintln(w)
	}
	return nil
}

func (r *Report) errorsByKind() [][]Error {
	kinds := map[string][]Error{}
	for _, e := range r.Errors {
		kinds[e.Kind] = append(kinds[e.Kind], e)
	}
	groups := make([][]Error, 0, len(kinds))
	for _, group := range kinds {
		groups = append(groups, group)
	}
	slices.SortFunc(groups, func(a, b []Error) int {
		return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a[0].Kind, b[0].Kind))
	})
	return groups
}
