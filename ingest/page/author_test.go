package page

import (
	"strings"
	"testing"
)

// TestBylinesAreReadAsNames, and what is no name of a person is none.
func TestBylinesAreReadAsNames(t *testing.T) {
	for byline, want := range map[string]string{
		"By Ann Lee":                                           "Ann Lee",
		"BY ANN LEE AND BO EK, Meridian Wire":                  "ANN LEE+BO EK",
		"Written by Ann Lee, Bo Ek & Cy de la Rue":             "Ann Lee+Bo Ek+Cy de la Rue",
		"| BY: Ann Lee, MS, RDN":                               "Ann Lee",
		"Ann Lee | November 18, 2019 12:01 PM":                 "Ann Lee",
		"Ann Lee @annlee Nov 18, 2019 at 9:24 pm • 2 min read": "Ann Lee",
		"Monday November 18, 2019 7:45 am by Ann Lee":          "Ann Lee",
		"Ann Lee Monday, 18 November":                          "Ann Lee",
		"Analysis by Ann Lee, Editor-at-large":                 "Ann Lee",
		"Ann Lee, Senior Business Correspondent":               "Ann Lee",
		"Ann Lee (ann@ledger.example) is the editor":           "Ann Lee",
		"Ann Lee Meridian Ledger":                              "Ann Lee",
		"Maria-José Ó Briain":                                  "Maria-José Ó Briain",
		"Theresa May":                                          "Theresa May",
		"Associated Press":                                     "",
		"Staff Reporter":                                       "",
		"16 hours ago on the blog":                             "",
		"about the author and their work":                      "",
		"By":                                                   "",
		"":                                                     "",
		strings.Repeat("Very Long Name ", 9):                   "",
	} {
		if got := strings.Join(namesIn(byline, "Meridian Ledger"), "+"); got != want {
			t.Errorf("%q names %q, want %q", byline, got, want)
		}
	}
}

// TestAuthorsAreTakenFromWhereTheyAreMostReliable: JSON-LD, marks, tags, then
// the byline; never from comments or from what stands beside.
func TestAuthorsAreTakenFromWhereTheyAreMostReliable(t *testing.T) {
	const (
		data    = `<script type="application/ld+json">{"@type":"NewsArticle","author":[{"name":"Data One, Meridian Wire"},"Data Two"]}</script>`
		tag     = `<meta name="author" content="Tag One">`
		site    = `<meta property="og:site_name" content="The Ledger"><meta name="author" content="The Ledger">`
		profile = `<meta property="article:author" content="https://facebook.example/the.ledger">`
		item    = `<span itemprop="author" itemscope><span itemprop="name">Item One</span></span>`
		rel     = `<a rel="author" href="/x">Rel One</a>`
		byline  = `<div class="story-byline">By <a href="/a">Shown One</a> and Shown Two<br>March 1, 2026</div>`
		agency  = `<p class="byline">Meridian Wire Service</p>`
		comment = `<div class="comments"><div itemprop="author">Com Menter</div><p class="comment-author">Com Menter</p></div>`
		others  = `<aside><p class="byline">By Other Writer</p></aside>`
	)
	for head, want := range map[string]string{
		data + tag + item + byline: "Data One+Data Two", tag + item + byline + comment: "Item One", tag + comment: "Tag One",
		rel + byline: "Rel One", site + byline: "Shown One+Shown Two", site: "", profile + byline: "Shown One+Shown Two",
		agency + others + comment: "", others + byline: "Shown One+Shown Two", comment: "",
	} {
		a, err := New().HTML([]byte("<html lang=en>"+head+"<article><h1>Iron</h1>"+said("Iron", 4)+"</article></html>"), "", "")
		if got := strings.Join(a.Authors, "+"); err != nil || got != want {
			t.Errorf("authors %q, want %q (%v) of\n%s", got, want, err, head)
		}
	}
}
