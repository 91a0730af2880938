package render

import (
	"io"
	"os"
	"strconv"

	"golang.org/x/term"

	"github.com/gigawire/gigawire/extract/fact"
)

// Style is how a terminal shows text.
type Style struct {
	// Color says that escape sequences are understood.
	Color bool
	// Width is that of a line, in columns.
	Width int
}

// The widths of lines: where nothing says another, and the ends of what is
// easy to read.
const (
	defaultWidth = 100
	minWidth     = 48
	maxWidth     = 140
)

// The ways to colour: always, never, or on a terminal that can, unless
// NO_COLOR is set.
const (
	ColorAuto   = "auto"
	ColorAlways = "always"
	ColorNever  = "never"
)

// Colors lists the ways to colour.
func Colors() []string { return []string{ColorAuto, ColorAlways, ColorNever} }

// StyleOf returns the style of an output. COLUMNS goes over the width that a
// terminal has.
func StyleOf(out io.Writer, color string) Style {
	terminal := IsTerminal(out)
	able := terminal && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb"
	return Style{Color: color == ColorAlways || color == ColorAuto && able, Width: widthOf(out)}
}

func widthOf(out io.Writer) int {
	width := defaultWidth
	if file, ok := out.(*os.File); ok {
		if columns, _, err := term.GetSize(int(file.Fd())); err == nil && columns > 0 {
			width = columns
		}
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 0 {
		width = columns
	}
	return min(max(width, minWidth), maxWidth)
}

// IsTerminal reports whether an input or output is one.
func IsTerminal(stream any) bool {
	file, ok := stream.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// The escape sequences of SGR (ECMA-48, section 8.3.117).
const (
	reset = "\x1b[0m"
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
)

// paint puts a text between escape sequences, unless code is empty.
func (s Style) paint(code, text string) string {
	if !s.Color || text == "" || code == "" {
		return text
	}
	return code + text + reset
}

// colorOf returns the colour of a type.
func colorOf(t fact.Type) string {
	switch t {
	case fact.TypeCompany:
		return "\x1b[36m" // cyan
	case fact.TypeAmount:
		return "\x1b[33m" // yellow
	case fact.TypeValuation:
		return "\x1b[35m" // magenta
	case fact.TypeGigawatt:
		return "\x1b[32m" // green
	default:
		return "\x1b[34m" // blue
	}
}
