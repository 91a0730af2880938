package hostile

import (
	"net/http"
	"strings"
)

// rules are sites whose robots.txt forbids, or cannot be had, or is none.
func rules() []row {
	at := func(h http.HandlerFunc) paths { return paths{robotsPath: h} }
	plain := func(body string) paths { return at(text("text/plain", body)) }
	filler := strings.Repeat("# "+strings.Repeat("-", 70)+"\n", 100_000)
	forbidden := Want{Reason: "fetch", Says: "robots.txt forbids"}
	return []row{
		{name: "robots.txt that forbids the page", want: forbidden, paths: plain("User-agent: *\nDisallow: /page")},
		{name: "robots.txt that forbids us", want: Want{Feed: "robots.txt forbids"}, paths: plain("User-agent: *\nAllow: /\n\nUser-agent: gigawire\nDisallow: /")},
		{name: "robots.txt that forbids, then is huge", want: forbidden, paths: plain("User-agent: *\nDisallow: /page\n" + filler)},
		{name: "robots.txt that is huge, then forbids", want: good, paths: plain("User-agent: *\n" + filler + "Disallow: /page\n")},
		{name: "robots.txt without end", want: good, paths: at(endless)},
		{name: "robots.txt that never comes", slow: true, want: Want{Feed: "robots.txt"}, paths: at(silence)},
		{name: "robots.txt that drips", slow: true, want: Want{Feed: "robots.txt"}, paths: at(drip)},
		{name: "robots.txt with 500", want: Want{Feed: "500"}, paths: at(status(http.StatusInternalServerError))},
		{name: "robots.txt with 429", want: Want{Feed: "429"}, paths: at(status(http.StatusTooManyRequests))},
		{name: "robots.txt with 403", want: good, paths: at(status(http.StatusForbidden))},
		{name: "robots.txt that leads in a circle", want: good, paths: at(to(robotsPath))},
		{name: "robots.txt that is a bomb", want: good, paths: at(packed("gzip", zeros()))},
		{name: "robots.txt that is a page", want: good, paths: at(html(article("soft errors")))},
		{name: "robots.txt that is a picture", want: good, paths: at(text("image/png", picture))},
		{name: "robots.txt that asks for a year", want: good, paths: plain("User-agent: *\nCrawl-delay: 31536000\n")},
	}
}
