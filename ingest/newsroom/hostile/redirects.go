package hostile

import (
	"fmt"
	"net"
	"net/http"
	"strconv"
	"strings"
)

// redirects are sites that lead elsewhere: round in circles, or to where
// nobody should go. secret is the host of a site that is private.
func redirects(secret string) []row {
	_, port, _ := net.SplitHostPort(secret)
	private := Want{Reason: "fetch", Says: "private"}
	noAddress := Want{Reason: "fetch", Says: "http://"}
	rows := []row{
		{name: "redirect to itself", want: Want{Reason: "fetch", Says: "redirects"}, paths: paths{pagePath: to(pagePath)}},
		{name: "redirect to itself with a cookie", want: Want{Reason: "fetch", Says: "redirects"}, paths: paths{pagePath: cookieWall}},
		{name: "redirects without end", want: Want{Reason: "fetch", Says: "redirects"}, paths: paths{pagePath: onwards, "/page/": onwards}},
		{name: "three redirects", want: good, paths: paths{pagePath: to("/a"), "/a": to("/b"), "/b": to("c?d=e"), "/c": html(article("a move"))}},
		{name: "redirect to nowhere", want: Want{Reason: "fetch", Says: "302"}, paths: paths{pagePath: status(http.StatusFound)}},
	}
	for _, location := range []string{
		"http://" + secret + "/", "http://localhost:" + port + "/", "http://[::ffff:127.0.0.1]:" + port + "/", "http://0.0.0.0:" + port + "/",
		"http://127.1.2.3:" + port + "/", "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://192.168.1.1/", "http://100.100.100.200/",
		"http://[::1]:" + port + "/", "http://[fd00:ec2::254]/", "http://[64:ff9b::7f00:1]/", "http://[2002:7f00:1::]/", "//" + secret + "/",
	} {
		rows = append(rows, row{name: "redirect to " + location, want: private, paths: paths{pagePath: to(location)}})
	}
	for _, location := range []string{"file:///etc/passwd", "FILE:/etc/passwd", "gopher://127.0.0.1:70/", "javascript:alert(1)", "data:text/html,<p>x"} {
		rows = append(rows, row{name: "redirect to " + location, want: noAddress, paths: paths{pagePath: to(location)}})
	}
	return append(rows,
		row{name: "robots.txt that leads to a private address", want: Want{Feed: "private"}, paths: paths{robotsPath: to("http://" + secret + "/robots.txt")}},
		row{name: "feed that leads to a private address", want: Want{Feed: "private"}, paths: paths{FeedPath: to("http://" + secret + "/feed.xml")}},
		row{name: "feed that links to a private address", want: private, paths: paths{FeedPath: feed("http://"+secret, "/")}},
		row{name: "feed that links to files", want: noAddress, paths: paths{FeedPath: feed("", "file:///etc/passwd", "file://localhost/etc/passwd")}},
	)
}

// to leads to a location as it is written.
func to(location string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Location", location)
		w.WriteHeader(http.StatusFound)
	}
}

func cookieWall(w http.ResponseWriter, r *http.Request) {
	http.SetCookie(w, &http.Cookie{Name: "consent", Value: "asked"})
	to(r.URL.Path)(w, r)
}

// onwards leads from each page to the next.
func onwards(w http.ResponseWriter, r *http.Request) {
	n, _ := strconv.Atoi(strings.TrimPrefix(r.URL.Path, pagePath+"/"))
	to(fmt.Sprintf("%s/%d", pagePath, n+1))(w, r)
}
