package newsroom

import (
	"context"
	"encoding/xml"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
	"time"
)

// FeedPath is where the newsroom has its RSS feed.
const FeedPath = "/feed.xml"

// Handler serves the feed at FeedPath and each article under /news/. Links
// name the host that the request names. An error means that the program was
// built wrongly.
func Handler() (http.Handler, error) {
	n, err := load()
	if err != nil {
		return nil, fmt.Errorf("loading sample newsroom: %w", err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+FeedPath, n.feed)
	mux.HandleFunc("GET /news/{slug}", n.page)
	mux.HandleFunc("GET /robots.txt", robots)
	mux.HandleFunc("GET /{$}", n.front)
	return mux, nil
}

// Server is a newsroom that is being served.
type Server struct {
	http     *http.Server
	listener net.Listener
}

// Start serves the newsroom at a loopback address such as "127.0.0.1:0"
// until Close.
func Start(addr string) (*Server, error) {
	handler, err := Handler()
	if err != nil {
		return nil, err
	}
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", addr)
	if err != nil {
		return nil, fmt.Errorf("opening the sample newsroom at %s: %w", addr, err)
	}
	s := &Server{&http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second}, listener}
	go s.serve()
	return s, nil
}

func (s *Server) serve() {
	if err := s.http.Serve(s.listener); !errors.Is(err, http.ErrServerClosed) {
		s.listener.Close()
	}
}

// URL returns the newsroom's address, "http://127.0.0.1:PORT".
func (s *Server) URL() string { return "http://" + s.listener.Addr().String() }

// Addr returns the newsroom's host and port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// FeedURL returns the address of the feed.
func (s *Server) FeedURL() string { return s.URL() + FeedPath }

// Close ends the serving.
func (s *Server) Close() error { return s.http.Close() }

func robots(w http.ResponseWriter, _ *http.Request) {
	fmt.Fprint(w, "User-agent: *\nDisallow: /subscribe\n")
}

// page is what a layout is given.
type page struct {
	story
	Newsroom, Base, URL string
	Related             []story
}

func (n *newsroom) page(w http.ResponseWriter, r *http.Request) {
	for i, s := range n.stories {
		if s.Slug == r.PathValue("slug") {
			n.render(w, s.Layout+".html", page{s, Name, base(r), base(r) + "/news/" + s.Slug, n.related(i)})
			return
		}
	}
	http.NotFound(w, r)
}

func (n *newsroom) front(w http.ResponseWriter, r *http.Request) {
	n.render(w, "front.html", page{Newsroom: Name, Base: base(r), Related: n.stories})
}

func (n *newsroom) render(w http.ResponseWriter, layout string, p page) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	if err := n.layouts.ExecuteTemplate(w, layout, p); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// related returns the three stories after story i.
func (n *newsroom) related(i int) []story {
	var out []story
	for k := 1; k <= 3; k++ {
		out = append(out, n.stories[(i+k)%len(n.stories)])
	}
	return out
}

func base(r *http.Request) string { return "http://" + r.Host }

type rss struct {
	XMLName xml.Name  `xml:"rss"`
	Version string    `xml:"version,attr"`
	Title   string    `xml:"channel>title"`
	Link    string    `xml:"channel>link"`
	About   string    `xml:"channel>description"`
	Items   []rssItem `xml:"channel>item"`
}

type rssItem struct {
	Title     string `xml:"title"`
	Link      string `xml:"link"`
	GUID      string `xml:"guid"`
	Published string `xml:"pubDate"`
	Summary   string `xml:"description"`
}

func (n *newsroom) feed(w http.ResponseWriter, r *http.Request) {
	out := rss{Version: "2.0", Title: Name, Link: base(r), About: "Invented news, to try gigawire on"}
	for _, s := range n.stories {
		link := base(r) + "/news/" + s.Slug
		out.Items = append(out.Items, rssItem{s.Title, link + "?utm_source=rss", link, s.Published.Format(time.RFC1123Z), s.summary()})
	}
	w.Header().Set("Content-Type", "application/rss+xml; charset=utf-8")
	fmt.Fprint(w, xml.Header)
	if err := xml.NewEncoder(w).Encode(out); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
	}
}

// summary returns the first sentence of a story, as feeds carry it.
func (s story) summary() string {
	if len(s.Blocks) == 0 {
		return ""
	}
	first, _, _ := strings.Cut(s.Blocks[0].Text, ". ")
	return first
}
