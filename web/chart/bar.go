package chart

import "html/template"

// Segment is a part of a bar, its value not negative.
type Segment struct {
	Value float64
	Class string
}

// Bar returns a bar for a cell of a table, of segments one after the other,
// where a whole cell stands for the value full. Screen readers pass it over:
// its value stands in the cell beside it.
func Bar(full float64, segments ...Segment) template.HTML {
	at := 0.0
	var parts []part
	for _, s := range segments {
		width := 0.0
		if full > 0 {
			width = min(s.Value/full, 1) * barWidth
		}
		if width > 0 {
			parts = append(parts, part{at, width, s.Class})
			at += width
		}
	}
	return draw("bar.svg", parts)
}

// barWidth is that of a whole bar in units of its own; it fills its cell.
const barWidth = 1000

type part struct {
	X, Width float64
	Class    string
}
