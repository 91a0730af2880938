package main

import (
	"fmt"

	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// scanReader compares annotated quantities with those that the program reads.
type scanReader struct{ scanner *quantity.Scanner }

func newScanReader() (*scanReader, error) {
	scanner, err := quantity.New()
	if err != nil {
		return nil, fmt.Errorf("building scanner: %w", err)
	}
	return &scanReader{scanner}, nil
}

// read is a quantity as the annotations or the program have it.
type reading struct {
	sentence.Span
	kind      quantity.Kind
	low, high float64
	currency  string
	qualifier fact.Qualifier
}

func (r *scanReader) doubts(c *compiled) []doubt {
	scanned := r.scan(c.article.Body)
	var all []doubt
	for _, want := range readings(&c.gold) {
		if what := compareReading(want, scanned); what != "" {
			all = append(all, doubt{want.Span, what})
		}
	}
	annotated := spansOf(&c.gold)
	for _, got := range scanned {
		if !covered(annotated, got.Span) {
			all = append(all, doubt{got.Span, "is read as a quantity and not annotated"})
		}
	}
	return all
}

// scan returns the money and power that the program reads in a text.
func (r *scanReader) scan(body string) []reading {
	var all []reading
	for _, q := range r.scanner.Scan(sentence.Split(body)) {
		if q.Kind == quantity.Money || q.Kind == quantity.Power {
			all = append(all, reading{q.Span, q.Kind, q.Low, q.High, q.Currency, q.Qualifier})
		}
	}
	return all
}

func readings(g *eval.Gold) []reading {
	var all []reading
	for _, a := range g.Amounts {
		r := reading{Span: a.Bytes(), kind: quantity.Money, currency: a.Currency, qualifier: a.Qualifier}
		r.low, r.high = ends(a.Low, a.High)
		all = append(all, r)
	}
	for _, p := range g.Power {
		r := reading{Span: p.Bytes(), kind: quantity.Power, qualifier: p.Qualifier}
		r.low, r.high = ends(p.Low, p.High)
		all = append(all, r)
	}
	return all
}

// ends returns 0 for the ends of a vague value, as the program does.
func ends(low, high *float64) (from, to float64) {
	if low == nil {
		return 0, 0
	}
	return *low, *high
}

// compareReading returns how the program reads the annotated quantity, empty
// where it agrees.
func compareReading(want reading, scanned []reading) string {
	for _, got := range scanned {
		switch {
		case !got.Overlaps(want.Span):
		case got.kind != want.kind:
			return "is read as another kind of quantity"
		case got.Span != want.Span:
			return fmt.Sprintf("is read with a span that begins %+d and ends %+d bytes beside", got.Start-want.Start, got.End-want.End)
		default:
			return compareValue(want, got)
		}
	}
	return "is not read as a quantity"
}

func compareValue(want, got reading) string {
	switch {
	case !sameValue(got.low, &want.low) || !sameValue(got.high, &want.high):
		return fmt.Sprintf("is %g to %g and read as %g to %g", want.low, want.high, got.low, got.high)
	case got.currency != want.currency:
		return fmt.Sprintf("is in %s and read as %s", want.currency, got.currency)
	case got.qualifier != want.qualifier:
		return fmt.Sprintf("is %s and read as %s", want.qualifier, got.qualifier)
	}
	return ""
}
