package eval

import (
	"fmt"
	"io"
	"text/tabwriter"
)

// Report is how an extractor did on a set of articles.
type Report struct {
	Total Score
	// Articles has the score of each article.
	Articles []Score
	// Errors lists what was wrong or missing.
	Errors []Error

	cases cases
}

// measure is a figure of a score, with its name.
type measure struct {
	name string
	of   func(*Score) float64
}

func measures() []measure {
	return []measure{
		{"companies (mentions)", func(s *Score) float64 { return s.Mentions.F1() }},
		{"companies (distinct)", func(s *Score) float64 { return s.Companies.F1() }},
		{"amounts", func(s *Score) float64 { return s.Amounts.F1() }},
		{"gigawatts", func(s *Score) float64 { return s.Gigawatts.F1() }},
		{"valuations", func(s *Score) float64 { return s.Valuations.F1() }},
		{"amount - company", func(s *Score) float64 { return s.AmountLinks.F1() }},
		{"gigawatt - company", func(s *Score) float64 { return s.GigawattLinks.F1() }},
		{"power site", func(s *Score) float64 { return s.Sites.F1() }},
		{nominalSpans, func(s *Score) float64 { return s.Nominals.F1() }},
		{nominalLinks, func(s *Score) float64 { return s.NominalLinks.F1() }},
		{"stakes (percentages)", func(s *Score) float64 { return s.StakeShares.F1() }},
		{"stakes", func(s *Score) float64 { return s.Stakes.F1() }},
		{wholeCompany, func(s *Score) float64 { return s.Whole.Share() }},
		{"role", func(s *Score) float64 { return s.Role.Share() }},
		{"qualifier", func(s *Score) float64 { return s.Qualifier.Share() }},
		{"status", func(s *Score) float64 { return s.Status.Share() }},
		{"power qualifier", func(s *Score) float64 { return s.PowerQualifier.Share() }},
		{"power kind", func(s *Score) float64 { return s.Kind.Share() }},
		{"stake holder", func(s *Score) float64 { return s.StakeHolder.Share() }},
		{"stake company", func(s *Score) float64 { return s.StakeCompany.Share() }},
		{"stake status", func(s *Score) float64 { return s.StakeStatus.Share() }},
		{"right at 0.9 and more", func(s *Score) float64 { return s.Sure.Share() }},
	}
}

// Write prints the report as a table: precision, recall and F1 of what is
// found, accuracy of what is said of it, each with its 95 % interval. Of what no
// article has there is no line.
func (r *Report) Write(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%d articles\tprecision\trecall\tF1\t95 %%\tright\twrong\tmissing\t\n", len(r.Articles))
	intervals := r.intervals()
	for i, c := range r.Total.counts() {
		if *c == (Counts{}) {
			continue // of what the gold does not mark
		}
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%s\t%d\t%d\t%d\t\n", measures()[i].name,
			c.Precision(), c.Recall(), c.F1(), intervals[i], c.Right, c.Wrong, c.Missing)
	}
	fmt.Fprint(t, "\t\t\taccuracy\t\t\t\tof\t\n")
	for i, a := range r.Total.accuracies() {
		k := i + len(r.Total.counts())
		if a.Of == 0 {
			continue
		}
		fmt.Fprintf(t, "%s\t\t\t%.3f\t%s\t%d\t\t%d\t\n", measures()[k].name, a.Share(), intervals[k], a.Right, a.Of)
	}
	return t.Flush()
}
