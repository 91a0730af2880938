package hostile

import (
	"fmt"
	"net"
	"net/http"
	"strings"
	"sync/atomic"
	"time"
)

// answers are sites that answer with what is not HTTP, not at all, or with
// errors.
func answers() []row {
	whole := article("lengths")
	at := func(answer string) paths { return paths{pagePath: hijacked(answer)} }
	refused := func(says string) Want { return Want{Reason: "fetch", Says: says} }
	return []row{
		{name: "length too long", want: refused("EOF"), paths: at(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(whole)+100, whole))},
		{name: "length too short", want: good, paths: at(fmt.Sprintf("HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s", len(whole)-20, whole))},
		{name: "length beyond all measure", want: Want{Reason: "too_large"}, paths: at("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n")},
		{name: "two lengths", want: refused("Content-Length"), paths: at("HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab")},
		{name: "chunks cut short", want: refused("EOF"), paths: at("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfff\r\n<p>The beginning")},
		{name: "chunk of no length", want: refused("chunk"), paths: at("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nlong\r\n")},
		{name: "no HTTP", want: refused("malformed HTTP"), paths: at("220 news.example ESMTP\r\n")},
		{name: "no answer", want: refused("EOF"), paths: at("")},
		{name: "headers without end", want: refused("header"), paths: at("HTTP/1.1 200 OK\r\n" + strings.Repeat("X-A: "+strings.Repeat("a", 1000)+"\r\n", 1000))},
		{name: "hints without end", want: refused("header"), paths: at(strings.Repeat("HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n", 100_000))},
		{name: "a switch of protocols", want: refused("101"), paths: at("HTTP/1.1 101 Switching Protocols\r\nConnection: upgrade\r\nUpgrade: irc\r\n\r\n")},

		{name: "always 500", want: refused("500"), paths: paths{pagePath: status(500)}},
		{name: "gone", want: refused("410"), paths: paths{pagePath: status(410)}},
		{name: "gone, at length", want: refused("410"), paths: paths{pagePath: func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(http.StatusGone); drip(w, r) }}},
		{name: "moved, at length", want: good, paths: paths{"/new": html(article("moves")), pagePath: func(w http.ResponseWriter, r *http.Request) { to("/new")(w, r); drip(w, r) }}},
		{name: "busy for a day", want: refused("429"), paths: paths{pagePath: busy(100, "429", func() string { return "86400" })}},
		{name: "busy for a second", want: good, paths: paths{pagePath: busy(1, "429", func() string { return "1" })}},
		{name: "busy until a date", want: good, paths: paths{pagePath: busy(1, "503", func() string { return time.Now().Add(time.Second).UTC().Format(http.TimeFormat) })}},
		{name: "busy without saying until when", want: good, paths: paths{pagePath: busy(1, "503", func() string { return "soon" })}},

		{name: "dies and comes back", want: good, paths: paths{pagePath: dying(1, html(article("a resurrection")))}},
		{name: "dies for good", want: refused("EOF"), paths: paths{pagePath: dying(1000, nil)}},
		{name: "closes each connection", want: Want{Feed: "robots.txt"}, raw: func(net.Conn) {}},
		{name: "resets each connection", want: Want{Feed: "reset"}, raw: reset},
		{name: "sends noise", want: Want{Feed: "malformed HTTP"}, raw: noise},
		{name: "links to a dead host", want: refused("refused"), paths: paths{FeedPath: feed("http://"+dead, "/page")}},
	}
}

// dead is a host that refuses every connection: nobody has port 1.
const dead = "127.0.0.1:1"

// hijacked answers with bytes as they are, and then closes the connection.
func hijacked(answer string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := http.NewResponseController(w).Hijack()
		if err != nil {
			panic(err) // HTTP/1 can be hijacked
		}
		_, _ = conn.Write([]byte(answer))
		_ = conn.Close()
	}
}

func status(code int) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(code) }
}

// busy answers so often that it is, with a Retry-After, and then with an
// article.
func busy(times int64, code string, until func() string) http.HandlerFunc {
	var asked atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) > times {
			html(article("a busy day"))(w, r)
			return
		}
		w.Header().Set("Retry-After", until())
		w.WriteHeader(map[string]int{"429": http.StatusTooManyRequests, "503": http.StatusServiceUnavailable}[code])
	}
}

// dying closes so many connections without an answer.
func dying(times int64, then http.HandlerFunc) http.HandlerFunc {
	var asked atomic.Int64
	return func(w http.ResponseWriter, r *http.Request) {
		if asked.Add(1) <= times {
			hijacked("")(w, r)
			return
		}
		then(w, r)
	}
}

// reset ends a connection as a host does that has forgotten it.
func reset(conn net.Conn) {
	if tcp, ok := conn.(*net.TCPConn); ok {
		_ = tcp.SetLinger(0)
	}
}

func noise(conn net.Conn) {
	hear(conn)
	_, _ = conn.Write([]byte(strings.Repeat("\x16\x03\x01\xff", 10_000)))
}
