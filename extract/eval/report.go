package eval

import (
	"cmp"
	"fmt"
	"io"
	"math/rand/v2"
	"slices"
	"text/tabwriter"
)

// Report is how an extractor did on a set of articles.
type Report struct {
	Total Score
	// Articles has the score of each article.
	Articles []Score
	// Errors lists what was wrong or missing.
	Errors []Error
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
		{"role", func(s *Score) float64 { return s.Role.Share() }},
		{"qualifier", func(s *Score) float64 { return s.Qualifier.Share() }},
		{"status", func(s *Score) float64 { return s.Status.Share() }},
		{"power qualifier", func(s *Score) float64 { return s.PowerQualifier.Share() }},
		{"power kind", func(s *Score) float64 { return s.Kind.Share() }},
		{"power site", func(s *Score) float64 { return s.Site.Share() }},
		{"right at 0.9 and more", func(s *Score) float64 { return s.Sure.Share() }},
	}
}

// Write prints the report as a table: precision, recall and F1 of what is
// found, accuracy of what is said of it, each with its 95 % interval.
func (r *Report) Write(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintf(t, "%d articles\tprecision\trecall\tF1\t95 %%\tright\twrong\tmissing\t\n", len(r.Articles))
	intervals := r.intervals()
	for i, c := range r.Total.counts() {
		fmt.Fprintf(t, "%s\t%.3f\t%.3f\t%.3f\t%s\t%d\t%d\t%d\t\n", measures()[i].name,
			c.Precision(), c.Recall(), c.F1(), intervals[i], c.Right, c.Wrong, c.Missing)
	}
	fmt.Fprint(t, "\t\t\taccuracy\t\t\t\tof\t\n")
	for i, a := range r.Total.accuracies() {
		k := i + len(r.Total.counts())
		fmt.Fprintf(t, "%s\t\t\t%.3f\t%s\t%d\t\t%d\t\n", measures()[k].name, a.Share(), intervals[k], a.Right, a.Of)
	}
	return t.Flush()
}

// interval is a range that holds the figure in 95 of 100 samples.
type interval struct{ low, high float64 }

func (i interval) String() string { return fmt.Sprintf("%.3f-%.3f", i.low, i.high) }

// samples is how often the bootstrap draws.
const samples = 1000

// intervals draws the articles with replacement and takes the 2.5th and
// 97.5th percentile of each measure (Efron's percentile bootstrap, 1979). The
// seed is fixed, so a report is reproducible.
func (r *Report) intervals() []interval {
	random := rand.New(rand.NewPCG(1, 2))
	all := measures()
	drawn := make([][]float64, len(all))
	for range samples {
		var s Score
		for range r.Articles {
			s.add(r.Articles[random.IntN(len(r.Articles))])
		}
		for i, m := range all {
			drawn[i] = append(drawn[i], m.of(&s))
		}
	}
	out := make([]interval, len(all))
	for i, values := range drawn {
		slices.Sort(values)
		out[i] = interval{values[samples*25/1000], values[samples*975/1000]}
	}
	return out
}

// WriteErrors prints what was wrong or missing, one a line, by kind.
func (r *Report) WriteErrors(w io.Writer) error {
	errors := slices.Clone(r.Errors)
	slices.SortStableFunc(errors, func(a, b Error) int { return cmp.Compare(a.Kind, b.Kind) })
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, e := range errors {
		fmt.Fprintf(t, "%s\t%s\t%q\tgot %q\twant %q\n", e.Kind, e.Article, e.Text, e.Got, e.Want)
	}
	return t.Flush()
}
