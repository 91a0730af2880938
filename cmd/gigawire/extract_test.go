package main

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

const story = "Acme Robotics, the “small” maker of robots, said on Monday that it raised €50 million at a valuation of €400 million. " +
	"Its plant draws 40 megawatts."

// line returns an article as a line of JSON.
func line(t *testing.T, id, text string) string {
	t.Helper()
	data, err := json.Marshal(map[string]string{"id": id, "url": "https://news.example/" + id, "title": "Acme raises €50m", "text": text})
	if err != nil {
		t.Fatal(err)
	}
	return string(data) + "\n"
}

// TestExtractKeepsTheContractOfLines: one article a line, facts in the same
// order, and positions that count code points of the text as it was given.
func TestExtractKeepsTheContractOfLines(t *testing.T) {
	var in strings.Builder
	var want []string
	for i := range 200 {
		id := fmt.Sprintf("a%03d", i)
		in.WriteString(line(t, id, strings.Repeat("  \n", i%3)+story))
		want = append(want, id)
	}
	c := run1(t, in.String(), "extract", "-o", "ndjson", "--input", "jsonl", "-")
	c.want(t, exitDone)
	var got []string
	for _, f := range c.facts(t) {
		if len(got) == 0 || got[len(got)-1] != f.Article.ID {
			got = append(got, f.Article.ID)
		}
		checkSlices(t, &f)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("order of articles: -want +got\n%s", diff)
	}
}

func checkSlices(t *testing.T, f *fact.Fact) {
	t.Helper()
	text := "Acme raises €50m"
	if f.Evidence.Field == fact.FieldText {
		var i int
		if _, err := fmt.Sscanf(f.Article.ID, "a%03d", &i); err != nil {
			t.Fatal(err)
		}
		text = strings.Repeat("  \n", i%3) + story
	}
	runes := []rune(text)
	if got := string(runes[f.Evidence.Start:f.Evidence.End]); got != f.Evidence.Text {
		t.Errorf("%s: the span is %q, the evidence %q", f.Article.ID, got, f.Evidence.Text)
	}
}

func TestExtractGoesOnAfterABadLine(t *testing.T) {
	in := line(t, "a000", story) + "{broken\n" + line(t, "a001", story)
	c := run1(t, in, "extract", "-o", "ndjson", "--input", "jsonl", "-")
	c.want(t, exitDeadLetters, "-:2: the document is malformed")
	ids := map[string]bool{}
	for _, f := range c.facts(t) {
		ids[f.Article.ID] = true
	}
	if !ids["a000"] || !ids["a001"] {
		t.Errorf("facts of %v, want those of both good lines", ids)
	}
}

// TestExtractSetsBadInputAside gives each bad document its reason, and the good
// one beside it its facts.
func TestExtractSetsBadInputAside(t *testing.T) {
	good := write(t, "good.txt", story)
	for name, c := range map[string]struct{ content, said string }{
		"empty.txt":    {"", "empty"},
		"spaces.html":  {" \n\t ", "empty"},
		"image.html":   {"\x89PNG\r\n\x1a\n" + strings.Repeat("\x00\x01\xff", 500), "not text"},
		"charset.html": {"<meta charset=klingon-8><p>" + strings.Repeat("\xe4\xf6", 40), "klingon-8"},
		"german.txt":   {strings.Repeat("Der Vorstand hat am Montag beschlossen, das Werk für zwei Milliarden Euro zu bauen. ", 9), "English"},
		"menu.html":    {"<html><body><nav><a href=/>Home</a></nav></body></html>", "no article text"},
	} {
		t.Run(name, func(t *testing.T) {
			got := run1(t, "", "extract", "-o", "ndjson", write(t, name, c.content), good)
			got.want(t, exitDeadLetters, c.said, name)
			if len(got.facts(t)) == 0 {
				t.Error("the good document beside it gave no facts")
			}
		})
	}
}

// TestExtractGoesOnWithoutWhatItCannotHave: files that are not there,
// directories without articles and addresses that nobody answers at are named,
// and the documents around them read.
func TestExtractGoesOnWithoutWhatItCannotHave(t *testing.T) {
	good := write(t, "good.txt", story)
	for _, c := range []struct {
		what string
		code int
		said string
	}{
		{"nowhere.html", exitFailed, "nowhere.html: no such file"},
		{t.TempDir(), exitFailed, "no articles here: name .html"},
		{write(t, "none.jsonl", "\n\n"), exitFailed, "none.jsonl: no articles here"},
		{"http://127.0.0.1:" + freePort(t) + "/", exitFailed, "connection refused"},
		{write(t, "packed.txt.gz", "not packed"), exitDeadLetters, "packed.txt.gz: the document is malformed: unpacking"},
	} {
		t.Run(c.said, func(t *testing.T) {
			got := run1(t, "", "extract", "-o", "ndjson", good, c.what, good)
			got.want(t, c.code, c.said)
			if n := len(got.facts(t)); n == 0 || n%2 != 0 {
				t.Errorf("%d facts of the two good documents", n)
			}
			run1(t, "", "article", c.what).want(t, c.code, c.said)
		})
	}
}

// TestExtractOfNothing: no lines are no articles, and nothing is wrong.
func TestExtractOfNothing(t *testing.T) {
	if c := run1(t, "", "extract", "-o", "ndjson", "--input", "jsonl", "-"); c.code != exitDone || c.out+c.err != "" {
		t.Errorf("%+v", c)
	}
}

func TestExtractReadsWhatIsBroken(t *testing.T) {
	broken := write(t, "broken.txt", "\xff\xfe\xfd? "+story+" \xc3")
	c := run1(t, "", "extract", "-o", "ndjson", write(t, "latin.txt", "Acme Corp paid 5 million dollars for its caf\xe9s in Nantes, it said on Monday."), broken)
	if len(c.facts(t)) == 0 || !utf8.ValidString(c.out) {
		t.Errorf("code %d, output %q, %s", c.code, c.out, c.err)
	}
}

func TestExtractBoundsWhatItReads(t *testing.T) {
	page := "<html><body><article><p>" + strings.Repeat("Acme raised $5 million on Monday. ", 50<<20/34) + "</p></article></body></html>"
	c := run1(t, "", "extract", "-o", "ndjson", write(t, "huge.html", page), write(t, "good.txt", story))
	c.want(t, exitDeadLetters, "huge.html")
	if len(c.facts(t)) == 0 {
		t.Error("the good document beside it gave no facts")
	}
}

func TestExplainGivesReasons(t *testing.T) {
	c := run1(t, "", "extract", "-o", "table", "--explain", write(t, "story.txt", story))
	c.want(t, exitDone)
	if strings.Count(c.out, "because") < 4 || !strings.Contains(c.out, "cue") {
		t.Errorf("output:\n%s", c.out)
	}
}

func TestArticleIsPrinted(t *testing.T) {
	page := `<html><head><title>Acme raises</title></head><body><article><h1>Acme raises</h1><p>` + story + `</p><p>` +
		strings.Repeat("More is said about the matter in this paragraph. ", 5) + `</p></article></body></html>`
	c := run1(t, page, "article", "--input", "html", "-")
	c.want(t, exitDone)
	var article struct{ Title, Text, ID string }
	if err := json.Unmarshal([]byte(c.out), &article); err != nil {
		t.Fatal(err)
	}
	if article.Title != "Acme raises" || !strings.HasPrefix(article.Text, "Acme Robotics") || article.ID == "" {
		t.Errorf("article %+v", article)
	}
}

// TestExtractWritesAPage of all articles, in their order, that needs no other
// file.
func TestExtractWritesAPage(t *testing.T) {
	c := run1(t, line(t, "a001", story)+line(t, "a002", "🎉 "+story), "extract", "--html", "--input", "jsonl", "-")
	c.want(t, exitDone)
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(c.out))
	if err != nil {
		t.Fatal(err)
	}
	if got := doc.Find("article").Map(func(_ int, a *goquery.Selection) string { return a.AttrOr("id", "") }); !slices.Equal(got, []string{"article-a001", "article-a002"}) {
		t.Errorf("articles %q", got)
	}
	if got := doc.Find("#article-a002 .text mark.gigawatt").Text(); got != "40 megawatts" {
		t.Errorf("marked: %q", got)
	}
	if n := doc.Find("[src], link, .because").Length(); n > 0 {
		t.Errorf("%d elements ask for files or explain", n)
	}
	if c := run1(t, story, "extract", "-o", "html", "--explain", "-"); !strings.Contains(c.out, "because") {
		t.Error("nothing is explained")
	}
	run1(t, story, "extract", "--html", "-o", "ndjson", "-").want(t, exitUsage, "exclude one another")
}
