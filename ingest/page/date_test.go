package page

import (
	"testing"
	"time"
)

func TestDatesAreReadAsTheyAreWritten(t *testing.T) {
	for written, want := range map[string]string{
		"2026-03-01T10:00:00Z": "2026-03-01", "2026-03-01T10:00:00.123+05:30": "2026-03-01", "2026-03-01 10:00": "2026-03-01",
		"Sun, 01 Mar 2026 10:00:00 GMT": "2026-03-01", "20260301": "2026-03-01", "March 1, 2026": "2026-03-01", "1 March 2026": "2026-03-01",
		"Monday November 18, 2019 7:45 am PST": "2019-11-18", "Published November 20th, 2019 - 07:29 GMT": "2019-11-20",
		"20 Nov, 2019 05:47": "2019-11-20", "Sept. 9, 2025": "2025-09-09", "https://news.example/2026/03/01/iron-falls": "2026-03-01",
		"11.14.2019 09:00 AM": "2019-11-14", "22/01/2018": "2018-01-22", "03-03-2026": "2026-03-03",
		"03/04/2026": "", "version 1.2.3.2019": "", "45/13/2019": "",
		"https://news.example/a/2026-3-1": "2026-03-01",
		"2026-03-01 10:00:00+00:00":       "2026-03-01", "2026-03-01 10:00:00 UTC": "2026-03-01", "Sun Mar  1 10:00:00 2026": "2026-03-01",
		"1772359200": "2026-03-01", "1772359200.5": "2026-03-01", "1772359200000": "2026-03-01", "1772359200000000000": "2026-03-01", "17723592": "",
		"": "", "today": "", "31 February 2026": "", "2026/13/45": "", "In March 2026": "", "call 2026-555-0134": "", "May 2026": "",
	} {
		got := ""
		if at := date(written); !at.IsZero() {
			got = at.Format(time.DateOnly)
		}
		if got != want {
			t.Errorf("%q is read as %q, want %q", written, got, want)
		}
	}
}

// TestDateIsTakenFromWhereItIsMostReliable: what the page's data say, then its
// address, then what it shows beneath its heading.
func TestDateIsTakenFromWhereItIsMostReliable(t *testing.T) {
	const (
		data    = `<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-01"}</script>`
		tag     = `<meta property="article:published_time" content="2026-03-02T08:00:00Z">`
		broken  = `<meta property="article:published_time" content="yesterday">`
		item    = `<span itemprop="datePublished">March 3, 2026</span>`
		element = `<time datetime="2026-03-04"></time>`
		address = `<link rel="canonical" href="https://news.example/2026/03/05/iron">`
		shown   = `<p>Tuesday, March 6, 2026</p>`
	)
	body := "<body><div>March 9, 2026</div><h1>Iron</h1>" + shown + said("Iron", 4)
	for page, want := range map[string]string{
		data + tag + item + element + address + body: "2026-03-01", tag + item + element + address + body: "2026-03-02",
		broken + element + address + body: "2026-03-04", item + address + body: "2026-03-03", address + body: "2026-03-05", body: "2026-03-06",
		"<body><div>March 9, 2026</div>" + said("Iron", 4): "0001-01-01",
	} {
		a, err := New().HTML([]byte(page), "", "")
		if err != nil || a.Published.Format(time.DateOnly) != want {
			t.Errorf("published %v, want %s (%v) of\n%.200s", a.Published, want, err, page)
		}
	}
}

// TestDateIsThatOfPublication, whatever other dates a page shows.
func TestDateIsThatOfPublication(t *testing.T) {
	const (
		changed  = `<p class="updated-date">March 9, 2026</p><p class="date">Updated: March 9, 2026</p><div><b>Last modified</b> <time datetime="2026-03-09">9 March</time></div>`
		aside    = `<aside><time datetime="2026-03-08">8 March</time></aside>`
		comment  = `<div class="comments"><span class="date">March 8, 2026</span></div>`
		called   = `<time class="entry-published" datetime="2026-03-02T10:00:00Z">2 March</time>`
		first    = `<time datetime="2026-03-03T10:00:00Z">3 March</time>`
		class    = `<div class="post-date">4 March 2026</div>`
		title    = `<abbr class="published" title="2026-03-05T10:00:00Z">two days ago</abbr>`
		script   = `<script>window.page = {"title": "Iron", "publishDate": "03.16.2026 09:00 AM", "updated": "2026-03-09"}</script>`
		noScript = `<script>var x = {"publishDate": null, "published": true}</script>`
	)
	for page, want := range map[string]string{
		changed + aside + first + called: "2026-03-02", changed + aside + first: "2026-03-03", aside + "<p>Iron</p>": "2026-03-08",
		changed + comment + class: "2026-03-04", comment + title: "2026-03-05", comment + changed + script: "2026-03-16",
		comment + noScript: "0001-01-01", comment: "0001-01-01",
	} {
		a, err := New().HTML([]byte("<html lang=en><body>"+page+"<article>"+said("Iron", 4)+"</article></body></html>"), "", "")
		if err != nil || a.Published.Format(time.DateOnly) != want {
			t.Errorf("published %v, want %s (%v) of\n%s", a.Published, want, err, page)
		}
	}
}
