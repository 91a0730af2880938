package company

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/sentence"
)

// marked is a text whose names were marked in brackets.
type marked struct {
	text string
	// mentions says of each marked span, as the text has it, what it is.
	mentions map[sentence.Span]string
}

// The kinds of mark.
const (
	companyMark = "company"
	outletMark  = "outlet"
	nominalMark = "nominal"
)

// unmark takes the brackets out. Names that the marks give stand in names.
func unmark(t *testing.T, line string) (m marked, names map[sentence.Span]string) {
	t.Helper()
	m.mentions, names = map[sentence.Span]string{}, map[sentence.Span]string{}
	for line != "" {
		open := strings.IndexAny(line, "[{")
		if open < 0 || len(line) < open+2 || line[open+1] != line[open] {
			m.text += line
			break
		}
		closing := strings.Index(line, map[byte]string{'[': "]]", '{': "}}"}[line[open]])
		if closing < 0 {
			t.Fatalf("no end of the mark in %q", line)
		}
		m.text += line[:open]
		kind := companyMark
		if line[open] == '{' {
			kind = outletMark
		}
		surface, name, _ := strings.Cut(line[open+2:closing], "=")
		if rest, ok := strings.CutPrefix(name, ">"); ok {
			kind, name = nominalMark, rest
		}
		span := sentence.Span{Start: len(m.text), End: len(m.text) + len(surface)}
		m.text += surface
		m.mentions[span] = kind
		if name != "" {
			names[span] = name
		}
		line = line[closing+2:]
	}
	return m, names
}

// found returns the mentions of entities as unmark does, and the names of the
// spans that want has.
func found(entities []Entity, want map[sentence.Span]string) (mentions, names map[sentence.Span]string) {
	mentions, names = map[sentence.Span]string{}, map[sentence.Span]string{}
	for _, e := range entities {
		for _, m := range e.Mentions {
			kind := companyMark
			if m.Nominal {
				kind = nominalMark
			} else if e.Outlet {
				kind = outletMark
			}
			mentions[m.Span] = kind
			if _, ok := want[m.Span]; ok && names[m.Span] == "" {
				names[m.Span] = e.Name
			}
		}
	}
	return mentions, names
}

func TestCases(t *testing.T) {
	r := newTestRecogniser(t)
	paths, err := filepath.Glob("testdata/cases/*.txt")
	if err != nil || len(paths) == 0 {
		t.Fatalf("no cases: %v", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txt"), func(t *testing.T) {
			for _, text := range caseTexts(t, path) {
				checkCase(t, r, text)
			}
		})
	}
}

// caseTexts returns the paragraphs of a file without its comments.
func caseTexts(t *testing.T, path string) []string {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	kept := slices.DeleteFunc(strings.Split(string(data), "\n"), func(line string) bool { return strings.HasPrefix(line, "#") })
	texts := strings.Split(strings.Join(kept, "\n"), "\n\n")
	return slices.DeleteFunc(texts, func(s string) bool { return strings.TrimSpace(s) == "" })
}

func checkCase(t *testing.T, r *Recogniser, text string) {
	t.Helper()
	want, wantNames := unmark(t, strings.TrimSpace(text))
	entities := r.Recognise(sentence.Split(want.text), Hint{})
	got, names := found(entities, wantNames)
	if diff := cmp.Diff(readable(want.text, want.mentions), readable(want.text, got)); diff != "" {
		t.Errorf("%s\n(-want +got)\n%s", want.text, diff)
	}
	if diff := cmp.Diff(readable(want.text, wantNames), readable(want.text, names)); diff != "" {
		t.Errorf("%s\nnames (-want +got)\n%s", want.text, diff)
	}
}

// readable returns lines of a span's text and what is said of it, in order.
func readable(text string, spans map[sentence.Span]string) []string {
	var lines []string
	order := slices.SortedFunc(maps.Keys(spans), func(a, b sentence.Span) int { return a.Start - b.Start })
	for _, span := range order {
		lines = append(lines, span.Of(text)+": "+spans[span])
	}
	return lines
}

func newTestRecogniser(t testing.TB) *Recogniser {
	t.Helper()
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return r
}
