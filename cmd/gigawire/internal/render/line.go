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
	typ := string(f.Type)
	company, value, detail := Companies(f), Value(f), Detail(f)
	left := fmt.Sprintf("%-9s  %s  %s  %s  ", typ, pad(company, 24), pad(value, 22), pad(detail, 12))
	room := s.Width - runewidth.StringWidth(left)
	sentence := ""
	if room > 20 {
		sentence = runewidth.Truncate(oneLine(f.Evidence.Sentence), room, "…")
	}
	line := s.paint(colorOf(f.Type), fmt.Sprintf("%-9s", typ)) + "  " + s.paint(bold, pad(company, 24)) + "  " +
		pad(value, 22) + "  " + pad(detail, 12) + "  " + s.paint(dim, sentence)
	_, err := fmt.Fprintln(w, strings.TrimRight(line, " "))
	return err
}

// Companies returns the names of whom a fact is about.
func Companies(f *fact.Fact) string {
	switch {
	case f.Type == fact.TypeStake && f.Holder != nil:
		return f.Holder.Name + " in " + f.Company.Name
	case f.Company != nil:
		return f.Company.Name
	}
	names := make([]string, len(f.Companies))
	for i, p := range f.Companies {
		names[i] = p.Name
	}
	return strings.Join(names, ", ")
}

// Detail returns what is said of a fact beside its value.
func Detail(f *fact.Fact) string {
	switch f.Type {
	case fact.TypeCompany:
		if f.Outlet {
			return "outlet"
		}
		return fmt.Sprintf("%d×", len(f.Mentions))
	case fact.TypeAmount:
		return string(f.Role)
	case fact.TypeGigawatt:
		return strings.TrimSuffix(string(f.Kind)+", "+f.Site, ", ")
	default:
		return strings.TrimSuffix(string(f.Status)+", "+string(f.Basis), ", ")
	}
}

// pad cuts or fills a text to a width in columns.
func pad(text string, width int) string {
	return runewidth.FillRight(runewidth.Truncate(text, width, "…"), width)
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }
