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

// The widths of lines where nothing says another.
const (
	defaultWidth = 100
	maxWidth     = 160
)

// StyleOf returns the style of an output. color is "always", "never" or
// "auto", which is to use colours on a terminal unless NO_COLOR is set.
func StyleOf(out io.Writer, color string) Style {
	s := Style{Width: defaultWidth}
	file, isFile := out.(*os.File)
	terminal := isFile && term.IsTerminal(int(file.Fd()))
	if terminal {
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 20 {
			s.Width = min(width, maxWidth)
		}
	}
	if columns, err := strconv.Atoi(os.Getenv("COLUMNS")); err == nil && columns > 20 {
		s.Width = min(columns, maxWidth)
	}
	s.Color = color == "always" || color == "auto" && terminal && os.Getenv("NO_COLOR") == ""
	return s
}

// IsTerminal reports whether an output is one.
func IsTerminal(out io.Writer) bool {
	file, ok := out.(*os.File)
	return ok && term.IsTerminal(int(file.Fd()))
}

// The escape sequences of SGR (ECMA-48, section 8.3.117).
const (
	reset = "\x1b[0m"
	bold  = "\x1b[1m"
	dim   = "\x1b[2m"
)

func (s Style) paint(code, text string) string {
	if !s.Color || text == "" {
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
