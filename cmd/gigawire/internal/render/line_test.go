package render

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/mattn/go-runewidth"
)

func linesOf(t *testing.T, s Style) string {
	t.Helper()
	var out bytes.Buffer
	for _, f := range kestrel(t) {
		if err := s.Line(&out, &f.Fact); err != nil {
			t.Fatal(err)
		}
	}
	return out.String()
}

func TestLinesAtSeveralWidths(t *testing.T) {
	for name, s := range map[string]Style{
		"lines.60.txt": {Width: 60}, "lines.80.txt": {Width: 80}, "lines.120.txt": {Width: 120}, "lines.color.txt": {Width: 120, Color: true},
	} {
		golden(t, name, linesOf(t, s))
	}
}

// TestLinesFit: a fact is one line, no wider than the terminal, at every width.
func TestLinesFit(t *testing.T) {
	facts := len(kestrel(t))
	for width := minWidth; width <= maxWidth; width++ {
		lines := strings.Split(strings.TrimSuffix(linesOf(t, Style{Width: width}), "\n"), "\n")
		if len(lines) != facts {
			t.Errorf("width %d: %d lines of %d facts", width, len(lines), facts)
		}
		for _, line := range lines {
			if w := runewidth.StringWidth(line); w > width {
				t.Errorf("width %d: a line of %d: %q", width, w, line)
			}
		}
	}
}

func TestStyleOf(t *testing.T) {
	file, err := os.CreateTemp(t.TempDir(), "out")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	for _, c := range []struct {
		name, color, columns, noColor string
		want                          Style
	}{
		{"a file has no colours", ColorAuto, "", "", Style{Width: defaultWidth}},
		{"unless they are asked for", ColorAlways, "", "", Style{Width: defaultWidth, Color: true}},
		{"even with NO_COLOR", ColorAlways, "", "1", Style{Width: defaultWidth, Color: true}},
		{"COLUMNS is obeyed", ColorNever, "72", "", Style{Width: 72}},
		{"within bounds", ColorNever, "9000", "", Style{Width: maxWidth}},
		{"at both ends", ColorNever, "3", "", Style{Width: minWidth}},
		{"and passed over if it is none", ColorNever, "wide", "", Style{Width: defaultWidth}},
	} {
		t.Setenv("COLUMNS", c.columns)
		t.Setenv("NO_COLOR", c.noColor)
		if got := StyleOf(file, c.color); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.name, got, c.want)
		}
	}
}
