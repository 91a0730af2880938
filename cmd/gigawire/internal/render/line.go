package render

import (
	"fmt"
	"io"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/gigawire/gigawire/extract/fact"
)

// Line writes a fact as one line: its type, company, value and what is said
// of it, and as much of the sentence as there is room for.
func (s Style) Line(w io.Writer, f *fact.Fact) error {
	widths, room := s.lineWidths()
	cells := newCells(f)
	text := make([]string, 0, columns)
	for column, paint := range []string{colorOf(f.Type), bold, colorOf(f.Type), ""} {
		text = append(text, s.paint(paint, fit(cells[column], widths[column])))
	}
	if room > 0 {
		text = append(text, s.paint(dim, strings.TrimRight(fit(excerpt(f, room), room), " ")))
	}
	_, err := fmt.Fprintln(w, strings.TrimRight(strings.Join(text, strings.Repeat(" ", gap)), " "))
	return err
}

// narrow is the width below which a line has no room for the sentence.
const narrow = 100

// lineWidths shares a line out to its columns, and to the sentence behind them.
// A stream is not known beforehand, so they are the same for all lines.
func (s Style) lineWidths() (widths [columns]int, sentence int) {
	widths[columnType] = len(fact.TypeValuation)
	widths[columnCompanies], widths[columnValue], widths[columnDetail] = 26, 20, 18
	if s.Width < narrow {
		widths[columnCompanies], widths[columnValue] = s.Width*28/100, s.Width*24/100
		widths[columnDetail] = s.Width - widths[columnType] - widths[columnCompanies] - widths[columnValue] - 3*gap
		return widths, 0
	}
	return widths, s.Width - widths[columnType] - widths[columnCompanies] - widths[columnValue] - widths[columnDetail] - 4*gap
}

// excerpt returns the sentence from a little before the fact's span, if that
// would not be seen in the room there is.
func excerpt(f *fact.Fact, room int) string {
	sentence := Clean(f.Evidence.Sentence)
	before, _, found := strings.Cut(sentence, Clean(f.Evidence.Text))
	if !found || runewidth.StringWidth(before+f.Evidence.Text) < room {
		return sentence
	}
	cut := strings.LastIndexByte(strings.TrimRight(before, " "), ' ') + 1
	return "…" + sentence[cut:]
}
