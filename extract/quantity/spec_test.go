package quantity

import (
	"cmp"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// newScanner returns a scanner with the tables that are built in.
func newScanner(t testing.TB) *Scanner {
	t.Helper()
	s, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// specCase is a text and the quantities that it has, described.
type specCase struct {
	line int
	text string
	want []string
}

// readSpec reads the cases of a file; see testdata/spec/README.md.
func readSpec(t testing.TB, path string) []specCase {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	unescape := strings.NewReplacer(`\n`, "\n", `\t`, "\t", "_", "\u00a0", `\-`, "\u00ad", `\z`, "\u200b")
	var cases []specCase
	for i, line := range strings.Split(string(data), "\n") {
		switch text, isText := strings.CutPrefix(line, "> "); {
		case line == "" || strings.HasPrefix(line, "#"):
		case isText:
			cases = append(cases, specCase{line: i + 1, text: unescape.Replace(text)})
		default:
			last := &cases[len(cases)-1]
			last.want = append(last.want, normalise(t, unescape, line))
		}
	}
	return cases
}

// normalise returns an expected quantity in the words of describe. An
// underscore of a qualifier stays one.
func normalise(t testing.TB, unescape *strings.Replacer, line string) string {
	t.Helper()
	colon := strings.LastIndex(line, ": ")
	if colon < 0 {
		t.Fatalf("%q has no colon", line)
	}
	fields := strings.Fields(line[colon+2:])
	low, high, isRange := strings.Cut(fields[0], "..")
	if fields[0] != "vague" {
		fields[0] = number64(t, low)
		if isRange {
			fields[0] += ".." + number64(t, high)
		}
	}
	slices.Sort(fields[2:])
	return unescape.Replace(line[:colon]) + ": " + strings.Join(fields, " ")
}

// number64 returns a number as strconv prints it.
func number64(t testing.TB, s string) string {
	t.Helper()
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return strconv.FormatFloat(x, 'g', -1, 64)
}

// describe returns a quantity as a line of a spec.
func describe(raw string, q Quantity) string {
	value := strconv.FormatFloat(q.Low, 'g', -1, 64)
	if q.High != q.Low {
		value += ".." + strconv.FormatFloat(q.High, 'g', -1, 64)
	}
	if q.Qualifier == fact.Vague {
		value = "vague"
	}
	unit := map[Kind]string{Money: cmp.Or(q.Currency, "?"), Power: "GW", Energy: "GWh", Percent: "%"}[q.Kind]
	var more []string
	if q.Qualifier != fact.Exact && q.Qualifier != fact.Vague {
		more = append(more, string(q.Qualifier))
	}
	if q.Per != "" {
		more = append(more, "per", q.Per)
	}
	if q.Count != 1 {
		more = append(more, "count", strconv.Itoa(q.Count))
	}
	if q.Suffix != "" {
		more = append(more, "suffix", q.Suffix)
	}
	if q.Original >= 0 {
		more = append(more, "converts")
	}
	slices.Sort(more)
	return strings.TrimSpace(fmt.Sprintf("%s: %s %s %s", q.Of(raw), value, unit, strings.Join(more, " ")))
}

func TestSpec(t *testing.T) {
	paths, err := filepath.Glob("testdata/spec/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no specs: %v", err)
	}
	s := newScanner(t)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			for _, c := range readSpec(t, path) {
				var got []string
				for _, q := range s.Scan(sentence.Split(c.text)) {
					got = append(got, describe(c.text, q))
				}
				if !slices.Equal(got, c.want) {
					t.Errorf("line %d: %s\n got %s\nwant %s", c.line, c.text, strings.Join(got, "\n     "), strings.Join(c.want, "\n     "))
				}
			}
		})
	}
}
