package hostile

import (
	"io"
	"net/http"
	"strings"
)

// sitemaps are sites whose sitemap is broken.
func sitemaps() []row {
	at := func(write func(base string) string) paths {
		return paths{SitemapPath: func(w http.ResponseWriter, r *http.Request) {
			text("application/xml", write("http://"+r.Host))(w, r)
		}}
	}
	listed := func(base string) string { return urlset(base + pagePath) }
	rows := []row{
		{name: "a sitemap", want: good, paths: at(listed)},
		{name: "sitemap that is empty", want: Want{Feed: "empty"}, paths: at(func(string) string { return "" })},
		{name: "sitemap that is a page", want: Want{Feed: "sitemap"}, paths: at(func(string) string { return article("sitemaps") })},
		{name: "sitemap cut short", want: good, paths: at(func(base string) string { return strings.TrimSuffix(listed(base), "</urlset>") + "<url><loc>http://" })},
		{name: "sitemap with a billion laughs", want: Want{Feed: "entities"}, paths: at(func(base string) string {
			return `<!DOCTYPE urlset [<!ENTITY l "laugh"><!ENTITY m "&l;&l;&l;">]>` + listed(base)
		})},
		{name: "sitemap nested 100,000 deep", want: Want{Feed: "nested"}, paths: at(func(string) string { return "<urlset>" + strings.Repeat("<url>", 100_000) })},
		{name: "sitemap of files and private addresses", want: good, paths: at(func(base string) string {
			return urlset("file:///etc/passwd", "http://169.254.169.254/latest/", base+pagePath)
		})},
		{name: "sitemap that is a bomb", want: Want{Feed: "too large"}, paths: paths{SitemapPath: packed("gzip", io.LimitReader(zero{}, 128<<20))}},
		{name: "index that names itself", want: Want{}, paths: at(func(base string) string {
			return "<sitemapindex><sitemap><loc>" + base + SitemapPath + "</loc></sitemap></sitemapindex>"
		})},
	}
	for i := range rows {
		rows[i].sitemap = true
	}
	return rows
}

func urlset(addresses ...string) string {
	return "<urlset><url><loc>" + strings.Join(addresses, "</loc></url><url><loc>") + "</loc></url></urlset>"
}
