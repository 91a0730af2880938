package page

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"time"
)

// said returns paragraphs of an article, and about that of comments on it.
func said(what string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "<p>%s %d: the price of iron has fallen by a third since the spring, and nobody in London knows why.</p>", what, i)
	}
	return b.String()
}

// TestBodyIsFoundByStructure on pages that are each hard in one way: the
// paragraphs of the article are all there, and those around it are not.
func TestBodyIsFoundByStructure(t *testing.T) {
	teasers := strings.Repeat(`<div class=item><h3><a href=/x>Another story that one may read</a></h3><p>Teaser: a word or two.</p></div>`, 12)
	for name, c := range map[string]struct {
		page string
		want int // paragraphs of the article
	}{
		"plain":                {said("Article", 6) + "<footer>" + said("Around", 2) + "</footer>", 6},
		"comments are longer":  {"<article>" + said("Article", 6) + "</article><div class=comments>" + said("Around", 20) + "</div>", 6},
		"a form around it all": {"<form><div>" + said("Article", 6) + "</div><aside>" + said("Around", 2) + "</aside></form>", 6},
		"names that mislead": {`<div class="with-sidebar"><div class="field label-hidden">` + said("Article", 6) + `</div></div>
			<div class=related>` + said("Around", 2) + "</div>", 6},
		"hidden until a script runs": {`<div style="display: none"><div>` + said("Article", 6) + "</div></div>", 6},
		"cut in pieces": {"<main><div><section><div>" + said("Article", 3) + "</div></section><div class=ad>" + said("Around", 1) +
			"</div><section><div>" + said("Article", 4) + "</div></section></div></main>", 7},
		"teasers around it": {"<div><div>" + said("Article", 6) + "</div>" + teasers + "</div>", 6},
		"bare text in spans": {"<div><div class=text><span><span>" + strings.NewReplacer("<p>", "", "</p>", "<br><br>").Replace(said("Article", 6)) +
			"</span></span></div><div id=foot>" + said("Around", 1) + "</div></div>", 6},
		"bare text in a cell": {"<table><tr><td>" + strings.NewReplacer("<p>", "", "</p>", "<br><br>").Replace(said("Article", 6)) +
			"</td><td><a href=/>" + said("Around", 1) + "</a></td></tr></table>", 6},
		"a quotation with a class": {"<article>" + said("Article", 3) + `<blockquote class="twitter-tweet">` + said("Article", 1) + "</blockquote></article>", 4},
	} {
		a, err := New().HTML([]byte("<html lang=en><title>Iron</title><body><h1>Iron</h1>"+c.page+"</body></html>"), "", "")
		if got := strings.Count(a.Text, "Article"); err != nil || got != c.want || strings.Contains(a.Text, "Around") || strings.Contains(a.Text, "Teaser") {
			t.Errorf("%s: %d paragraphs, want %d; error %v; text\n%s", name, got, c.want, err, a.Text)
		}
	}
}

// TestTimeGrowsWithThePage and not faster, whatever its shape.
func TestTimeGrowsWithThePage(t *testing.T) {
	for name, shape := range map[string]func(n int) string{
		"flat":  func(n int) string { return strings.Repeat("<p>Iron is low.</p>", n) },
		"links": func(n int) string { return strings.Repeat("<div><a href=/>Iron is low.</a></div>", n) },
		"text at depths": func(n int) string {
			return strings.Repeat("<div>Iron has fallen by a third since spring.", 400) + strings.Repeat("<b>i</b>", n)
		},
		"skipped at depth": func(n int) string {
			return strings.Repeat("<div class=ad>Iron fell by a third since spring.", 400) + strings.Repeat("<i>i</i>", n)
		},
		"comments": func(n int) string {
			return strings.Repeat("<div class=comment>Iron fell by a third since spring.", 400) + strings.Repeat("<i>i</i>", n)
		},
		"authors": func(n int) string { return strings.Repeat("<a rel=author>Ann Lee", n) },
		"lists": func(n int) string {
			return strings.Repeat("<ul><li>Iron is low, they say.", 200) + strings.Repeat("<li>Iron", n)
		},
	} {
		if ratio := growth(shape); ratio > 40 {
			t.Errorf("%s: ten times the page takes %.0f times as long", name, ratio)
		}
	}
}

// growth returns how many times as long a page takes that is ten times as long:
// the least of a few times that it is measured, for others use the machine, too.
func growth(shape func(n int) string) float64 {
	took := func(n int) time.Duration {
		page := []byte(shape(n))
		began := time.Now()
		_, _ = New().HTML(page, "", "")
		return time.Since(began)
	}
	least := math.Inf(1)
	for range 5 {
		least = min(least, float64(took(50_000))/float64(took(5_000)))
		if least < 20 {
			break
		}
	}
	return least
}
