package render

import (
	"fmt"
	"strings"

	"github.com/mattn/go-runewidth"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/say"
)

// The columns of a fact: its type, whom it is about, its value, what is said
// of it, and how sure that is.
const (
	columnType = iota
	columnCompanies
	columnValue
	columnDetail
	columnConfidence
	columns
)

// The distances of a table.
const (
	indent = 2
	gap    = 2
)

// cells are those of a row.
type cells [columns]string

func newCells(f *fact.Fact) cells {
	c := cells{string(f.Type), say.Companies(f), say.Value(f), say.Detail(f), fmt.Sprintf("%.0f%%", 100*f.Confidence)}
	for i := range c {
		if c[i] == "" {
			c[i] = "–"
		}
	}
	return c
}

// table shows facts in columns as wide as those of all its rows need, or as
// there is room for.
type table struct {
	Style
	widths [columns]int
	// floors are the widths below which words and values would be broken.
	floors [columns]int
}

func (s Style) newTable(facts []Explained) *table {
	t := &table{Style: s}
	for i := range facts {
		for column, text := range newCells(&facts[i].Fact) {
			t.widths[column] = max(t.widths[column], runewidth.StringWidth(Clean(text)))
			t.floors[column] = max(t.floors[column], longestWord(text))
		}
	}
	t.floors[columnValue] = min(t.widths[columnValue], wholeValue)
	t.widths[columnType] = len(fact.TypeValuation)
	for t.width() > s.Width && (t.shrink(t.floors) || t.shrink([columns]int{})) {
	}
	return t
}

// wholeValue is how wide a value may be that is not broken: "up to
// $16.4 billion".
const wholeValue = 20

func longestWord(text string) int {
	longest := 0
	for word := range strings.FieldsSeq(Clean(text)) {
		longest = max(longest, runewidth.StringWidth(word))
	}
	return longest
}

func (t *table) width() int {
	total := indent + gap*(columns-1)
	for _, w := range t.widths {
		total += w
	}
	return total
}

// minColumn is how narrow a column may become, in columns of the terminal.
const minColumn = 8

// shrink makes the widest column narrower that is above its floor, if there is
// one.
func (t *table) shrink(floors [columns]int) bool {
	widest := -1
	for _, c := range []int{columnCompanies, columnValue, columnDetail} {
		if t.widths[c] > max(floors[c], minColumn) && (widest < 0 || t.widths[c] > t.widths[widest]) {
			widest = c
		}
	}
	if widest < 0 {
		return false
	}
	t.widths[widest]--
	return true
}

// row writes a fact in as many lines as its longest cell needs.
func (t *table) row(b *strings.Builder, f *fact.Fact) {
	paint := cells{colorOf(f.Type), bold, colorOf(f.Type), "", dim}
	var parts [columns][]string
	height := 0
	for column, text := range newCells(f) {
		parts[column] = wrapped(text, t.widths[column])
		height = max(height, len(parts[column]))
	}
	for line := range height {
		t.line(b, parts, paint, line)
	}
}

func (t *table) line(b *strings.Builder, parts [columns][]string, paint cells, line int) {
	last := columns - 1
	for last > 0 && len(parts[last]) <= line {
		last--
	}
	b.WriteString(strings.Repeat(" ", indent))
	for column := range last + 1 {
		text := ""
		if line < len(parts[column]) {
			text = parts[column][line]
		}
		fill := strings.Repeat(" ", max(t.widths[column]-runewidth.StringWidth(text), 0))
		switch column {
		case columnConfidence:
			b.WriteString(fill + t.paint(paint[column], text))
		case last:
			b.WriteString(t.paint(paint[column], text))
		default:
			b.WriteString(t.paint(paint[column], text) + fill + strings.Repeat(" ", gap))
		}
	}
	b.WriteByte('\n')
}

// note writes a text in the colour of a code beneath a heading in the column
// of types.
func (t *table) note(b *strings.Builder, heading, text, code string) {
	left := indent + t.widths[columnType] + gap
	for i, line := range wrapped(text, t.Width-left) {
		if i > 0 {
			heading = ""
		}
		b.WriteString(strings.Repeat(" ", indent) + t.paint(code, pad(heading, t.widths[columnType])) +
			strings.Repeat(" ", gap) + t.paint(code, line) + "\n")
	}
}
