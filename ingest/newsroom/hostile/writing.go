package hostile

import (
	"encoding/xml"
	"fmt"
	"net/http"
	"strings"
)

// mark is a sentence of every article.
const mark = "The price of iron has fallen by a third since the spring."

// prose returns the paragraphs of an article that tells it from others.
func prose(subject string) string {
	return fmt.Sprintf("<p>Traders spoke of %s on Monday in London, and of little else.</p>\n<p>%s</p>\n<p>%s</p>\n",
		subject, mark, strings.Repeat("More is said about the matter in this paragraph, which nobody needs. ", 8))
}

// around returns a page with a head and, in its body, what is given.
func around(subject, head, body string) string {
	return "<!doctype html><html lang=en><head><title>On " + subject + "</title>" + head + "</head><body>" + body + "</body></html>"
}

// article returns a page with an article.
func article(subject string) string {
	return around(subject, "", "<article><h1>On "+subject+"</h1>"+prose(subject)+"</article>")
}

// text answers with a body of a type.
func text(contentType, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", contentType)
		fmt.Fprint(w, body)
	}
}

func html(body string) http.HandlerFunc { return text("text/html; charset=utf-8", body) }

// feed answers with a feed that lists links, relative to base.
func feed(base string, links ...string) http.HandlerFunc {
	return text("application/rss+xml; charset=utf-8", rss(base, links...))
}

func rss(base string, links ...string) string {
	var items strings.Builder
	for i, link := range links {
		items.WriteString(item(i, base, link))
	}
	return channel(base, items.String())
}

func channel(base, items string) string {
	return `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel><title>Hostile</title><link>` + base +
		`</link><description>News</description>` + items + `</channel></rss>`
}

func item(number int, base, link string) string {
	if strings.HasPrefix(link, "/") {
		link = base + link
	}
	var escaped strings.Builder
	_ = xml.EscapeText(&escaped, []byte(link)) // a Builder takes everything
	return fmt.Sprintf(`<item><title>Entry %d</title><link>%s</link><guid isPermaLink="false">%s#%d</guid></item>`, number, escaped.String(), base, number)
}
