package chart

import (
	"html/template"
	"math"
	"slices"
	"strings"
	"time"
)

// Point is a value that was stated at a time.
type Point struct {
	Time  time.Time
	Value float64
	// Label says it in words, for those who point at it or hear it.
	Label string
	// Href leads to the evidence.
	Href string
	// Class is how it is drawn. Points of the first class that a chart is given
	// are joined by a line.
	Class string
}

// Timeline shows values over time. Where they are far apart, the axis of values
// is logarithmic, and says so.
type Timeline struct {
	// Title says what it shows.
	Title  string
	Points []Point
	// Line is the class whose points are joined.
	Line string
	// Format writes a value beside the axis.
	Format func(float64) string
}

// HTML returns the chart, or nothing where it has no points.
func (t Timeline) HTML() template.HTML {
	t.Points = slices.DeleteFunc(slices.Clone(t.Points), func(p Point) bool {
		return p.Time.IsZero() || math.IsNaN(p.Value) || math.IsInf(p.Value, 0) || p.Value < 0
	})
	if len(t.Points) == 0 {
		return ""
	}
	slices.SortStableFunc(t.Points, func(a, b Point) int { return a.Time.Compare(b.Time) })
	var out template.HTML
	for _, s := range sizes() {
		out += draw("timeline.svg", t.layOut(s))
	}
	return out
}

// Room around what is drawn, in pixels: for values at the left, for times
// beneath.
const (
	left   = 92
	right  = 14
	top    = 12
	bottom = 26
	// tickWidth is how much a time needs beside another.
	tickWidth = 80
)

// tick is a line of the grid with its label.
type tick struct {
	At    float64
	Label string
}

// dot is a point at its place.
type dot struct {
	Point
	X, Y float64
}

// timeline is a Timeline of one size.
type timeline struct {
	size
	Title        string
	Log          bool
	Left, Right  float64
	Top, Bottom  float64
	Line         string
	Values, Days []tick
	Dots         []dot
}

func (t Timeline) layOut(s size) timeline {
	var values []float64
	var times []time.Time
	for _, p := range t.Points {
		values, times = append(values, p.Value), append(times, p.Time)
	}
	vertical, horizontal := scaleOf(values), spanOf(times)
	out := timeline{size: s, Title: t.Title, Log: vertical.log, Left: left, Right: s.Width - right, Top: top, Bottom: s.Height - bottom}
	x := func(at float64) float64 { return out.Left + at*(out.Right-out.Left) }
	y := func(at float64) float64 { return out.Bottom - at*(out.Bottom-out.Top) }
	for _, v := range vertical.ticks() {
		out.Values = append(out.Values, tick{y(vertical.at(v)), t.Format(v)})
	}
	days, format := horizontal.ticks(int((out.Right - out.Left) / tickWidth))
	for _, day := range days {
		out.Days = append(out.Days, tick{x(horizontal.at(day)), day.Format(format)})
	}
	var line []string
	for _, p := range t.Points {
		d := dot{p, x(horizontal.at(p.Time)), y(vertical.at(p.Value))}
		out.Dots = append(out.Dots, d)
		if p.Class == t.Line {
			line = append(line, px(d.X)+","+px(d.Y))
		}
	}
	out.Line = strings.Join(line, " ")
	return out
}
