package extract_test

import (
	"os"
	"testing"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/eval"
)

// TestQualityHolds fails where a change makes gigawire worse on articles that
// nothing was tuned to. The floors lie a little under what was reached.
func TestQualityHolds(t *testing.T) {
	items, err := eval.Load(os.DirFS("testdata/gold"), eval.SplitScore)
	if err != nil {
		t.Fatal(err)
	}
	e, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	s := eval.Run(items, e).Total
	for _, floor := range []struct {
		what       string
		got, least float64
	}{
		{"F1 of amounts", s.Amounts.F1(), 0.97},
		{"F1 of gigawatts", s.Gigawatts.F1(), 0.96},
		{"F1 of mentions of companies", s.Mentions.F1(), 0.93},
		{"F1 of companies", s.Companies.F1(), 0.92},
		{"F1 of valuations", s.Valuations.F1(), 0.70},
		{"F1 of companies of amounts", s.AmountLinks.F1(), 0.76},
		{"F1 of companies of power", s.GigawattLinks.F1(), 0.70},
		{"accuracy of roles", s.Role.Share(), 0.68},
		{"accuracy of qualifiers", s.Qualifier.Share(), 0.96},
		{"accuracy of statuses", s.Status.Share(), 0.65},
		{"accuracy of kinds of power", s.Kind.Share(), 0.65},
		{"share of sure facts that are right", s.Sure.Share(), 0.92},
	} {
		if floor.got < floor.least {
			t.Errorf("%s is %.3f, below %.2f: see gigawire eval", floor.what, floor.got, floor.least)
		}
	}
}
