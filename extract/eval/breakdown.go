package eval

import (
	"fmt"
	"io"
	"unicode/utf8"
)

// WriteBreakdown prints the cases as a table, those of an aspect together.
func (r *Report) WriteBreakdown(w io.Writer) error {
	all, group := r.Breakdown(), ""
	width := 0
	for _, c := range all {
		width = max(width, utf8.RuneCountInString(c.group()), utf8.RuneCountInString(c.Value))
	}
	for _, c := range all {
		if of := c.group(); of != group {
			group = of
			if _, err := fmt.Fprintf(w, "\n%*s  precision  recall     F1  right  wrong  missing\n", width, of); err != nil {
				return fmt.Errorf("writing breakdown: %w", err)
			}
		}
		recall, f1 := c.ofMissing()
		fmt.Fprintf(w, "%*s  %9s  %6s  %5s  %5d  %5d  %7d\n",
			width, c.Value, share(c.Right, c.Wrong), recall, f1, c.Right, c.Wrong, c.Missing)
	}
	return nil
}

// ofMissing returns recall and F1, "-" where nothing can be missing.
func (c Case) ofMissing() (recall, f1 string) {
	if c.Figure == confidence {
		return "-", "-"
	}
	return share(c.Right, c.Missing), fmt.Sprintf("%.3f", c.F1())
}

// share is the share of the right ones, "-" of nothing.
func share(right, other int) string {
	if right+other == 0 {
		return "-"
	}
	return fmt.Sprintf("%.3f", ratio(right, right+other))
}

func (c Case) group() string {
	if c.Aspect == "" {
		return c.Figure
	}
	return c.Figure + " by " + c.Aspect
}
