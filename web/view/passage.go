package view

import (
	"slices"

	"github.com/gigawire/gigawire/extract/fact"
)

// Passages leaves only paragraphs in which facts are stated, up to about so many
// bytes of them, and the first one where there are none.
func (a Article) Passages(room int) Article {
	all := a.Paragraphs
	a.Paragraphs, a.Cut = nil, false
	gap := false
	for i, p := range all {
		stated := slices.ContainsFunc(p.Pieces, func(p Piece) bool { return p.Facts != "" })
		if !stated && (i > 0 || len(a.Facts) > 0) {
			gap = true
			continue
		}
		if room <= 0 {
			a.Cut = true
			return a
		}
		p.Gap, gap = gap && len(a.Paragraphs) > 0, false
		a.Paragraphs = append(a.Paragraphs, p)
		for _, piece := range p.Pieces {
			room -= len(piece.Text)
		}
	}
	a.Cut = gap || len(all) > 0 && len(a.Paragraphs) < len(all)
	return a
}

// Listed returns the facts to be listed: all but companies, unless there are
// reasons to show, and but amounts that are told as valuations.
func (a Article) Listed() []Fact {
	var out []Fact
	for _, f := range a.Facts {
		if f.Reason == "" && (f.Type == fact.TypeCompany || a.saidByValuation(f)) {
			continue
		}
		out = append(out, f)
	}
	return out
}

func (a Article) saidByValuation(f Fact) bool {
	return f.Type == fact.TypeAmount && slices.ContainsFunc(a.Facts, func(other Fact) bool {
		return other.Type == fact.TypeValuation && other.Evidence.Field == f.Evidence.Field && other.Evidence.Start == f.Evidence.Start
	})
}

// Named returns the facts of companies that are not among those Listed.
func (a Article) Named() []Fact {
	var out []Fact
	for _, f := range a.Facts {
		if f.Type == fact.TypeCompany && f.Reason == "" && f.Company != nil {
			out = append(out, f)
		}
	}
	return out
}
