package main

import (
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// doubt is an annotation that is probably a slip.
type doubt struct {
	at   sentence.Span
	what string
}

// writeDoubts lists what is probably a slip, a line each, in the order of the
// texts. The program is wrong as often as the annotator: look at each.
func writeDoubts(w io.Writer, all []*compiled) error {
	reader, err := newScanReader()
	if err != nil {
		return err
	}
	names := knownNames(all)
	for _, c := range all {
		doubts := slices.Concat(valuationDoubts(c), reader.doubts(c), names.doubts(c), shortDoubts(c))
		slices.SortStableFunc(doubts, func(a, b doubt) int { return a.at.Start - b.at.Start })
		for _, d := range doubts {
			line := c.source.lineIn(c.article.Body, d.at.Start)
			fmt.Fprintf(w, "%s:%d: %s: %s: %s\n", c.source.file, line, c.source.id, d.what, d.inContext(c.article.Body))
		}
	}
	return nil
}

// inContext returns the words around a doubt, its own in brackets.
func (d doubt) inContext(body string) string {
	const width = 60
	from, to := max(0, d.at.Start-width), min(len(body), d.at.End+width)
	words := body[from:d.at.Start] + "[" + d.at.Of(body) + "]" + body[d.at.End:to]
	return strings.ToValidUTF8(strings.Join(strings.Fields(words), " "), "")
}

// valuationDoubts holds valuations to their amounts: one without the other
// teaches the models two things at once.
func valuationDoubts(c *compiled) []doubt {
	owners := map[sentence.Span]string{}
	for _, v := range c.gold.Valuations {
		owners[v.Bytes()] = v.Company
	}
	var all []doubt
	for _, a := range c.gold.Amounts {
		owner, valued := owners[a.Bytes()]
		worth := a.Role == fact.RoleValuation || a.Role == fact.RoleMarketCap
		switch {
		case worth && !valued:
			all = append(all, doubt{a.Bytes(), fmt.Sprintf("has role %s and no V=", a.Role)})
		case valued && !worth:
			all = append(all, doubt{a.Bytes(), fmt.Sprintf("has V= and role %s", a.Role)})
		case valued && !slices.Contains(a.Companies, owner):
			all = append(all, doubt{a.Bytes(), fmt.Sprintf("is a valuation of %s, which is not among its companies", owner)})
		}
	}
	return all
}

// covered reports whether any of the spans overlaps s.
func covered(spans []sentence.Span, s sentence.Span) bool {
	return slices.ContainsFunc(spans, s.Overlaps)
}
