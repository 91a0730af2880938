package hostile

import (
	"net/http"
	"strings"
)

// picture is the beginning of one.
const picture = "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00\x00\x00\x01\x00\x08\x06\x00\x00\x00"

// pages are sites whose pages are built or declared in a way that breaks
// readers.
func pages() []row {
	at := func(contentType, body string) paths { return paths{pagePath: text(contentType, body)} }
	page := func(body string) paths { return at("text/html; charset=utf-8", body) }
	cafe := Want{Articles: 1, Text: "a café in Zürich"}
	return []row{
		{name: "elements nested 10,000 deep", want: good, paths: page(around("depth", "", strings.Repeat("<div>", 10_000)+prose("depth")+strings.Repeat("</div>", 10_000)))},
		{name: "elements of all kinds, nested and left open", want: good, paths: page(around("depth", "", strings.Repeat("<b><font><ul><li><table><tr><td>", 2_000)+prose("tables")))},
		{name: "quotations nested 10,000 deep", want: good, paths: page(around("quotes", "", "<article>"+prose("quotes")+"</article>"+strings.Repeat("<blockquote><q>", 10_000)))},
		{name: "an open attribute", want: Want{Reason: "no_text"}, paths: page(`<html lang=en><body><p class="` + strings.Repeat("a ", 500_000))},
		{name: "100,000 attributes", want: good, paths: page(around("attributes", "", "<div"+strings.Repeat(" a=b", 100_000)+">"+prose("attributes")+"</div>"))},
		{name: "100,000 paragraphs", want: Want{Reason: "too_large"}, paths: page(around("length", "", strings.Repeat("<p>"+mark[:40]+"</p>", 100_000)))},
		{name: "100,000 empty paragraphs", want: good, paths: page(around("emptiness", "", strings.Repeat("<p></p>", 100_000)+prose("emptiness")))},
		{name: "100,000 links", want: good, paths: page(around("links", "", "<article>"+prose("links")+"</article><ul>"+strings.Repeat("<li><a href=/x>x</a>", 100_000)+"</ul>"))},
		{name: "JSON-LD nested deep", want: good, paths: page(around("data", `<script type="application/ld+json">`+strings.Repeat(`{"@graph":[`, 50_000)+`</script>`, prose("data")))},
		{name: "an empty page", want: Want{Reason: "empty"}, paths: page("")},
		{name: "a blank page", want: Want{Reason: "empty"}, paths: page(strings.Repeat(" \n", 50_000))},
		{name: "a page without an article", want: Want{Reason: "no_text"}, paths: page(around("nothing", "", "<nav><a href=/>Home</a></nav>"))},
		{name: "a picture", want: Want{Reason: "binary"}, paths: at("image/png", picture)},
		{name: "a picture that says it is a page", want: Want{Reason: "binary"}, paths: page(picture)},
		{name: "noise", want: Want{Reason: "binary"}, paths: page(strings.Repeat("\x00\x01\x02\x03\xfe\xff\x7f\x80", 10_000))},
		{name: "zero bytes in a page", want: good, paths: page(strings.ReplaceAll(article("zero bytes"), "\n", "\n\x00"))},

		{name: "UTF-8 that says it is latin1", want: cafe, paths: at("text/html; charset=iso-8859-1", article("a café in Zürich"))},
		{name: "latin1 that says it is UTF-8", want: cafe, paths: at("text/html; charset=utf-8", article("a caf\xe9 in Z\xfcrich"))},
		{name: "a charset that nobody knows", want: cafe, paths: at("text/html; charset=klingon", article("a café in Zürich"))},
		{name: "a charset that nobody knows, and no UTF-8", want: Want{Reason: "charset", Says: "klingon"}, paths: at("text/html; charset=klingon", article("a caf\xe9 in Z\xfcrich"))},
		{name: "UTF-16 declared within bytes", want: cafe, paths: at("text/html", strings.Replace(article("a caf\xe9 in Z\xfcrich"), "<head>", "<head><meta charset=utf-16>", 1))},

		{name: "a canonical address that is a file", want: good, paths: page(around("files", `<link rel=canonical href="file:///etc/passwd"><meta property="og:url" content="file:///etc/passwd">`+
			`<base href="file:///etc/"><meta http-equiv=refresh content="0; url=file:///etc/passwd">`, prose("files")))},
		{name: "a frame and entities that are files", want: good, paths: page(`<!DOCTYPE html [<!ENTITY f SYSTEM "file:///etc/passwd">]>` +
			around("frames", "", `<iframe src="file:///etc/passwd"></iframe><p>&f;</p>`+prose("frames")))},
		{name: "an article in German", want: Want{Reason: "language"}, paths: page(strings.ReplaceAll(around("Eisen", "", strings.Repeat("<p>Der Preis des Eisens ist seit dem Frühjahr um ein Drittel gefallen, wie die Händler in Hamburg am Montag sagten.</p>", 6)), "lang=en", "lang=de"))},
		{name: "one page under many addresses", want: good, paths: paths{
			FeedPath: many, pagePath: html(around("copies", `<link rel=canonical href="/page">`, prose("copies"))),
		}},
	}
}

// many is a feed that lists a page again and again.
func many(w http.ResponseWriter, r *http.Request) {
	base := "http://" + r.Host
	feed(base, "/page", "/page?utm_source=a", "/page?utm_source=b#top", "/page", "/page#comments")(w, r)
}
