// Package hostile is a newsroom for tests that misbehaves: a site on loopback
// for each way in which sites do, and beside it what must come of it. What
// reads the news must get through all of them, at the same time, and lose
// nothing of a site that behaves.
//
// To add a way, add a row to one of the tables: bodies, pages, answers,
// redirects, rules, feeds, sitemaps, secured, multiplexed.
package hostile

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// Site is a site that misbehaves in one way. What lists its pages is at FeedPath
// or, where Sitemap is true, a sitemap at SitemapPath.
type Site struct {
	Name string
	// URL is its address, http://127.0.0.1:PORT.
	URL  string
	Want Want
	// Slow is true where only a timeout ends a request.
	Slow    bool
	Sitemap bool
}

// Want is what must come of a site.
type Want struct {
	// Articles is how many articles there are, told apart by their IDs.
	Articles int
	// Text is what each of their texts must hold.
	Text string
	// Reason is why other entries of the feed are set aside, empty where none
	// are, and Says what the error must say.
	Reason, Says string
	// Feed is what the error must say for which the feed cannot be read, empty
	// where it can.
	Feed string
}

// row is a row of a table: what stands at the paths of a site, or what it does
// with a connection. By default there is no robots.txt, the feed lists /page,
// and that is an article.
type row struct {
	name string
	want Want
	slow bool
	// sitemap is true where a sitemap is to be read and not the feed.
	sitemap bool
	paths   paths
	raw     func(net.Conn)
	// secure is true of a site whose address is https, and tls how it speaks TLS,
	// unless raw does with the connection what it will.
	secure bool
	tls    *tls.Config
}

type paths map[string]http.HandlerFunc

// The paths that each site has.
const (
	FeedPath    = "/feed.xml"
	SitemapPath = "/sitemap.xml"
	robotsPath  = "/robots.txt"
	pagePath    = "/page"
)

// Newsroom is the sites, being served.
type Newsroom struct {
	Sites     []Site
	authority *authority
	secret    *secret
	servers   []*http.Server
	raw       []net.Listener
	open      sync.WaitGroup // connections to sites that do not speak HTTP
}

// Start serves the sites, each on a port of its own, until Close.
func Start() (*Newsroom, error) {
	n := &Newsroom{authority: newAuthority()}
	address, listener, err := listen()
	if err != nil {
		return nil, err
	}
	n.secret = &secret{address: address}
	n.serve(listener, n.secret)
	for _, r := range slices.Concat(bodies(), pages(), answers(), redirects(n.secret.address), rules(), feeds(), sitemaps(), secured(n.authority), multiplexed(n.authority)) {
		if err := n.add(r); err != nil {
			n.Close()
			return nil, fmt.Errorf("opening %s: %w", r.name, err)
		}
	}
	return n, nil
}

func listen() (string, net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", nil, fmt.Errorf("opening hostile newsroom: %w", err)
	}
	return listener.Addr().String(), listener, nil
}

func (n *Newsroom) add(r row) error {
	address, listener, err := listen()
	if err != nil {
		return err
	}
	scheme := "http://"
	if r.secure || r.tls != nil {
		scheme = "https://"
	}
	url := scheme + address
	if r.tls != nil {
		listener = tls.NewListener(listener, r.tls)
	}
	n.Sites = append(n.Sites, Site{r.name, url, r.want, r.slow, r.sitemap})
	if r.raw != nil {
		n.raw = append(n.raw, listener)
		go n.accept(listener, r.raw)
		return nil
	}
	n.serve(listener, r.handler(url))
	return nil
}

func (n *Newsroom) serve(listener net.Listener, handler http.Handler) {
	s := &http.Server{Handler: handler, ReadHeaderTimeout: 5 * time.Second, ErrorLog: slog.NewLogLogger(slog.DiscardHandler, 0)}
	n.servers = append(n.servers, s)
	go func() { _ = s.Serve(listener) }() // ends with Close
}

// accept gives each connection to what misbehaves with it.
func (n *Newsroom) accept(listener net.Listener, raw func(net.Conn)) {
	for {
		conn, err := listener.Accept()
		if err != nil {
			return
		}
		n.open.Go(func() {
			raw(conn)
			_ = conn.Close()
		})
	}
}

func (r row) handler(url string) http.Handler {
	mux := http.NewServeMux()
	all := paths{robotsPath: http.NotFound, FeedPath: feed(url, pagePath), pagePath: text("text/html; charset=utf-8", article(r.name))}
	for path, handler := range r.paths {
		all[path] = handler
	}
	for path, handler := range all {
		mux.HandleFunc(path, handler)
	}
	return mux
}

// Hosts returns the hosts and ports of the sites, and of a dead one: what must
// be allowed to be on loopback.
func (n *Newsroom) Hosts() []string {
	hosts := []string{dead}
	for _, s := range n.Sites {
		_, host, _ := strings.Cut(s.URL, "://")
		hosts = append(hosts, host)
	}
	return hosts
}

// Roots returns the certificates that the good ones of sites are signed by.
func (n *Newsroom) Roots() *x509.CertPool {
	pool := x509.NewCertPool()
	pool.AddCert(n.authority.certificate)
	return pool
}

// Left is closed when nobody is connected any more to the sites that do not speak
// HTTP: some of them flood who reads as long as they may.
func (n *Newsroom) Left() <-chan struct{} {
	left := make(chan struct{})
	go func() {
		n.open.Wait()
		close(left)
	}()
	return left
}

// Betrayed returns how often the site was asked that is not among Hosts and
// that others try to lead to.
func (n *Newsroom) Betrayed() int { return int(n.secret.asked.Load()) }

// Close ends the serving.
func (n *Newsroom) Close() {
	for _, s := range n.servers {
		_ = s.Close()
	}
	for _, l := range n.raw {
		_ = l.Close()
	}
}

// secret is a site in a private network.
type secret struct {
	address string
	asked   atomic.Int64
}

func (s *secret) ServeHTTP(w http.ResponseWriter, _ *http.Request) {
	s.asked.Add(1)
	fmt.Fprint(w, article("the secret"))
}
