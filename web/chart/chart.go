// Package chart draws small charts as SVG, on the server: they need no script,
// each point can be a link, screen readers read them, and a report that holds
// them needs nothing else. Colours and type are those of a stylesheet, by
// classes.
package chart

import (
	"embed"
	"html/template"
	"strconv"
	"strings"
)

//go:embed *.svg
var files embed.FS

// drawings are the templates of the charts.
var drawings = template.Must(template.New("").Funcs(template.FuncMap{"px": px}).ParseFS(files, "*.svg"))

// px writes a coordinate with as many decimals as the eye sees.
func px(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

// draw fills in a drawing. What is wrong with one shows in tests.
func draw(name string, data any) template.HTML {
	var b strings.Builder
	if err := drawings.ExecuteTemplate(&b, name, data); err != nil {
		return template.HTML("<!-- " + template.HTMLEscapeString(err.Error()) + " -->") //nolint:gosec // escaped
	}
	return template.HTML(b.String()) //nolint:gosec // html/template has escaped it
}

// The widths in which a chart is drawn, in pixels: a stylesheet shows the one
// for which there is room.
const (
	wide   = 720
	narrow = 340
)

// size is how a drawing is to be laid out.
type size struct {
	Class         string // of the svg element
	Width, Height float64
}

func sizes() []size { return []size{{"wide", wide, 260}, {"narrow", narrow, 220}} }
