package page

import (
	"bytes"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func stretched(page string) string {
	return string(bytes.Join(collect([]byte(page)), []byte("|")))
}

func collect(page []byte) (all [][]byte) {
	for s := range Stretches(page) {
		all = append(all, s)
	}
	return all
}

func TestStretchesAreTheTextBetweenTags(t *testing.T) {
	for page, want := range map[string]string{
		"a<b>c</b>d": "a|c|d",
		"<script>var a = '$5';</script >x<STYLE>p{width:5%}</STYLE>y": " >x|>y",
		"<!-- $5 <p> -->x<!-->y": "x|y",
		`<meta name=color content="#$5"><meta name=og:title content="$5"><p class="x">y`: `meta name=og:title content="$5">|y`,
		"<li><a href=x><b>Rival raises $5</b></a></li><p><a>Acme</a> raises $6":          "Acme| raises $6",
		"<p>It <a>raised $5</a> and</p><p><a>It raised $6.</a></p>":                      "It |raised $5| and|It raised $6.",
		"<p>$<b>5</b>":       "$|5",
		"margin <5% or < 6%": "margin |5% or | 6%",
		"<script>x":          "x",
		"a<!-- b":            "a|!-- b",
		"a<b":                "a|b",
		"a<":                 "a",
		"":                   "",
	} {
		if got := stretched(page); got != want {
			t.Errorf("%q gives %q, want %q", page, got, want)
		}
	}
}

// TestStretchesOfBrokenMarkupTakeLinearTime: the ends of a million beginnings
// are each looked for once.
func TestStretchesOfBrokenMarkupTakeLinearTime(t *testing.T) {
	for _, beginning := range []string{"<!--", "<script ", "<style ", "<a"} {
		page := []byte(strings.Repeat(beginning, 1<<20))
		count := 0
		for range Stretches(page) {
			count++
		}
		if count < 1<<20 {
			t.Errorf("%d stretches of %q", count, beginning)
		}
	}
}

// FuzzStretches holds what is yielded of a page without links to have all words
// that the tree shows.
func FuzzStretches(f *testing.F) {
	f.Add(`<html><head><title>A $5bn deal</title><script>if (a<b) {"</p>"}</script></head><body><p title="a>b">Text <b>6%</b><!-- c --></body></html>`)
	f.Add("a<!--b-->c<style>x</style ><script>y</script\n>z</")
	f.Fuzz(func(t *testing.T, page string) {
		if strings.ContainsAny(page, "&\x00\r") || strings.Contains(strings.ToLower(page), "<a") {
			return
		}
		root, err := html.Parse(strings.NewReader(page))
		if err != nil {
			return
		}
		all := string(bytes.Join(collect([]byte(page)), nil))
		for n := range root.Descendants() {
			if n.Type != html.TextNode || textless(n.Parent) || holdsNoTags(n.Parent) {
				continue
			}
			for word := range strings.FieldsSeq(n.Data) {
				if isPlain(word) && !strings.Contains(all, word) {
					t.Fatalf("%q is not in %q", word, all)
				}
			}
		}
	})
}

// holdsNoTags reports whether what looks like a tag within an element is text,
// of which it may be missed.
func holdsNoTags(n *html.Node) bool {
	switch n.Data {
	case "title", "textarea", "xmp", "noembed", "noframes", "plaintext":
		return true
	}
	return false
}

// isPlain reports whether a word has no mark of markup, at which stretches may
// cut it.
func isPlain(word string) bool { return !strings.ContainsAny(word, "<>!-/") }
