package chart

import "html/template"

// Column is one of Columns.
type Column struct {
	// Label stands beneath it, Said is what is told of it in words.
	Label, Said string
	Value       float64
}

// Columns shows one value after the other, such as the facts of each day.
type Columns struct {
	// Title says what it shows.
	Title   string
	Columns []Column
	// Format writes a value beside the axis.
	Format func(float64) string
	// Height is that of the chart in pixels, 0 for the height of others.
	Height float64
}

// HTML returns the chart, or nothing where it has no columns.
func (c Columns) HTML() template.HTML {
	if len(c.Columns) == 0 {
		return ""
	}
	var out template.HTML
	for _, s := range sizes() {
		if c.Height > 0 {
			s.Height = c.Height
		}
		out += draw("columns.svg", c.layOut(s))
	}
	return out
}

// block is a column at its place.
type block struct {
	Column
	X, Y, Width, Height float64
	Labelled            bool
}

// columns are Columns of one size.
type columns struct {
	size
	Title       string
	Left, Right float64
	Bottom      float64
	Values      []tick
	Blocks      []block
}

// gapShare is how much of its room a column leaves free.
const gapShare = 0.2

func (c Columns) layOut(s size) columns {
	values := make([]float64, len(c.Columns))
	for i := range c.Columns {
		values[i] = c.Columns[i].Value
	}
	vertical := scaleOf(append(values, 0))
	out := columns{size: s, Title: c.Title, Left: left, Right: s.Width - right, Bottom: s.Height - bottom}
	height := out.Bottom - top
	for _, v := range vertical.ticks() {
		out.Values = append(out.Values, tick{out.Bottom - vertical.at(v)*height, c.Format(v)})
	}
	room := (out.Right - out.Left) / float64(len(c.Columns))
	every := max(1, int(tickWidth/room+0.999))
	for i, column := range c.Columns {
		h := vertical.at(column.Value) * height
		out.Blocks = append(out.Blocks, block{
			column, out.Left + (float64(i)+gapShare/2)*room, out.Bottom - h, room * (1 - gapShare), h, i%every == 0,
		})
	}
	return out
}
