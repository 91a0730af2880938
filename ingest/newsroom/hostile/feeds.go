package hostile

import (
	"fmt"
	"net/http"
	"strings"
)

// feeds are sites whose feed is broken.
func feeds() []row {
	at := func(write func(base string) string) paths {
		return paths{FeedPath: func(w http.ResponseWriter, r *http.Request) {
			text("application/rss+xml", write("http://"+r.Host))(w, r)
		}}
	}
	always := func(body string) paths { return at(func(string) string { return body }) }
	within := func(before string) paths {
		return at(func(base string) string { return strings.Replace(rss(base, pagePath), "<item>", before+"<item>", 1) })
	}
	return []row{
		{name: "feed without end", want: Want{Feed: "too large"}, paths: paths{FeedPath: endless}},
		{name: "feed that is empty", want: Want{Feed: "empty"}, paths: always("")},
		{name: "feed that is a page", want: Want{Feed: "no RSS, Atom or JSON feed"}, paths: always(article("feeds"))},
		{name: "feed that is a picture", want: Want{Feed: "not text"}, paths: always(picture)},
		{name: "feed cut short", want: good, paths: at(func(base string) string {
			return strings.TrimSuffix(rss(base, pagePath, "/other"), item(1, base, "/other")[20:]+"</channel></rss>")
		})},
		{name: "feed that is no XML from the middle on", want: good, paths: at(func(base string) string {
			return strings.Replace(rss(base, pagePath), "</channel>", "</nonsense><item><<<", 1)
		})},
		{name: "feed with a billion laughs", want: Want{Feed: "entities"}, paths: at(laughs)},
		{name: "feed with an entity that is a file", want: Want{Feed: "entities"}, paths: at(func(base string) string {
			return `<!DOCTYPE rss [<!ENTITY f SYSTEM "file:///etc/passwd">]>` + strings.Replace(rss(base, pagePath), "Entry", "&f;", 1)
		})},
		{name: "feed nested 100,000 deep", want: Want{Feed: "nested"}, paths: within(strings.Repeat("<deep>", 100_000))},
		{name: "feed with 100,000 entries", want: Want{Feed: "too large"}, paths: always(channel("", strings.Repeat(item(0, "", pagePath), 100_000)))},
		{name: "feed with a charset that is wrong", want: good, paths: at(func(base string) string {
			return strings.Replace(strings.Replace(rss(base, pagePath), "Entry", "Caf\xe9", 1), "UTF-8", "UTF-16", 1)
		})},
		{name: "feed with characters that XML forbids", want: good, paths: within("<!-- \x0b -->\x0b\x1f")},
		{name: "feed with entities of HTML", want: good, paths: within("<category>caf&eacute; &amp; &nbsp; &unknown; & more</category>")},
		{name: "feed with elements left open", want: good, paths: within("<category><b>bold</category>")},
	}
}

// laughs is a feed whose title would be ten to the ninth words, were its
// entities expanded.
func laughs(base string) string {
	entities := `<!ENTITY l0 "laugh">`
	for i := 1; i <= 9; i++ {
		entities += fmt.Sprintf(`<!ENTITY l%d "%s">`, i, strings.Repeat(fmt.Sprintf("&l%d;", i-1), 10))
	}
	return "<!DOCTYPE rss [" + entities + "]>" + strings.Replace(rss(base, pagePath), "Hostile", "&l9;", 1)
}
