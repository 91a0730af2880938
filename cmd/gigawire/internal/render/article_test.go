package render

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/mattn/go-runewidth"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

var update = flag.Bool("update", false, "write the golden files anew")

// golden compares an output with the file that holds what it was.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s: -want +got\n%s", name, diff)
	}
}

var kestrelArticle = &article.Article{
	Title: "Kestrel Bay raises €50m 🚀 for its 1.2 GW campus", URL: "https://news.example/kestrel-bay",
	Published: time.Date(2026, 3, 9, 8, 0, 0, 0, time.UTC),
}

// kestrel returns the facts of an article that has some of every kind: ranges,
// vague and small amounts, stakes, several units, wide characters and emoji.
func kestrel(t *testing.T) []Explained {
	t.Helper()
	data, err := os.ReadFile("testdata/kestrel.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	var facts []Explained
	for line := range strings.Lines(string(data)) {
		var f fact.Fact
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		facts = append(facts, Explained{Fact: f})
	}
	return facts
}

func shownAs(t *testing.T, s Style, a *article.Article, facts []Explained) string {
	t.Helper()
	var out bytes.Buffer
	if err := s.Article(&out, a, facts); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

func TestArticleAtSeveralWidths(t *testing.T) {
	for _, width := range []int{60, 80, 120} {
		got := shownAs(t, Style{Width: width}, kestrelArticle, kestrel(t))
		golden(t, fmt.Sprintf("kestrel.%d.txt", width), got)
	}
}

func TestArticleInColor(t *testing.T) {
	golden(t, "kestrel.color.txt", shownAs(t, Style{Width: 80, Color: true}, kestrelArticle, kestrel(t)))
}

func TestArticleWithReasons(t *testing.T) {
	facts := kestrel(t)
	for i := range facts {
		facts[i].Reason = fmt.Sprintf("%s at %.2f, cue deal (“deal”) before it", facts[i].Type, facts[i].Confidence)
	}
	golden(t, "kestrel.explained.txt", shownAs(t, Style{Width: 80}, kestrelArticle, facts))
}

var escapes = regexp.MustCompile(`\x1b\[\d+m`)

// TestColorsChangeNoColumn: without its escape sequences, a coloured output is
// the plain one, at every width; no line is wider than the terminal.
func TestColorsChangeNoColumn(t *testing.T) {
	facts, unaddressed := kestrel(t), *kestrelArticle
	unaddressed.URL = "" // which is not broken
	for width := minWidth; width <= maxWidth; width++ {
		plain := shownAs(t, Style{Width: width}, &unaddressed, facts)
		colored := shownAs(t, Style{Width: width, Color: true}, &unaddressed, facts)
		if escapes.ReplaceAllString(colored, "") != plain {
			t.Errorf("width %d: colours change the text", width)
		}
		for line := range strings.Lines(plain) {
			if w := runewidth.StringWidth(strings.TrimSuffix(line, "\n")); w > width {
				t.Errorf("width %d: a line of %d: %q", width, w, line)
			}
		}
	}
}

func TestArticleWithoutFacts(t *testing.T) {
	got := shownAs(t, Style{Width: 80}, &article.Article{Title: "A quiet day"}, nil)
	want := "A quiet day\n\nNo companies, amounts, valuations, gigawatts or stakes in this text.\n\n"
	if got != want {
		t.Errorf("got %q", got)
	}
}

// TestArticleCommandsNoTerminal: what a page says cannot move the cursor,
// colour the screen or turn the direction of writing.
func TestArticleCommandsNoTerminal(t *testing.T) {
	const evil = "A\x1b[2Jcme\x07 \u202eSA\u202c\u009b31m paid\r\n$5"
	f := Explained{Fact: fact.Fact{
		Type: fact.TypeCompany, Company: &fact.Company{Name: evil},
		Evidence: fact.Evidence{Field: fact.FieldText, Text: evil, End: len([]rune(evil)), Sentence: evil},
	}}
	got := shownAs(t, Style{Width: 80}, &article.Article{Title: evil, URL: "https://news.example/\x1b[2J"}, []Explained{f})
	var line bytes.Buffer
	if err := (Style{Width: 80}).Line(&line, &f.Fact); err != nil {
		t.Fatal(err)
	}
	for _, out := range []string{got, line.String()} {
		if strings.ContainsAny(out, "\x1b\x07\r\u202e\u202c\u009b") {
			t.Errorf("output %q", out)
		}
	}
}

// TestHighlightsFindTheirPlace: a span is painted where it stands, not where
// the same words stand before it.
func TestHighlightsFindTheirPlace(t *testing.T) {
	const sentence = "Shares of Meta cost $5; Meta paid $5 million and “$5” more."
	amount := func(text string, start int) Explained {
		return Explained{Fact: fact.Fact{Type: fact.TypeAmount, Evidence: fact.Evidence{
			Field: fact.FieldText, Text: text, Start: start, End: start + len([]rune(text)), Sentence: sentence,
		}}}
	}
	facts := []Explained{amount("$5 million", 134), amount("$5", 150)}
	painted := paintedOf(highlights(facts, facts))
	if diff := cmp.Diff([]stretch{{34, 44}, {50, 52}}, painted, cmp.AllowUnexported(stretch{})); diff != "" {
		t.Errorf("spans: -want +got\n%s", diff)
	}
	facts[0].Evidence.Start = 3 // as no place of the sentence allows
	if painted := paintedOf(highlights(facts, facts)); painted != nil {
		t.Errorf("spans of facts that do not agree: %v", painted)
	}
}

// paintedOf returns the stretches that have a code.
func paintedOf(codes []string) []stretch {
	var out []stretch
	for i, code := range codes {
		switch last := len(out) - 1; {
		case code == "":
		case last >= 0 && out[last].end == i:
			out[last].end = i + 1
		default:
			out = append(out, stretch{i, i + 1})
		}
	}
	return out
}
