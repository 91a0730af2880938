package fetch

import (
	"crypto/tls"
	"net/http"
	"time"
)

// newClient returns a client that connects as the guard lets it. It speaks
// HTTP/1.1 alone: where one request at a time runs to a host, HTTP/2 gains
// nothing, and net/http's repeats requests by itself, at once and again, where a
// server refuses them or goes away, and listens to floods of frames for half a
// minute after a request is given up.
func newClient(c Config, g *guard) *http.Client {
	var protocols http.Protocols
	protocols.SetHTTP1(true)
	return &http.Client{
		Transport: &http.Transport{
			DialContext:            g.dialer(c.ConnectTimeout),
			Proxy:                  g.proxy,
			Protocols:              &protocols,
			TLSClientConfig:        &tls.Config{RootCAs: c.Roots, MinVersion: tls.VersionTLS12},
			TLSHandshakeTimeout:    c.ConnectTimeout,
			ResponseHeaderTimeout:  c.HeaderTimeout,
			MaxResponseHeaderBytes: 256 << 10,
			MaxIdleConns:           256,
			MaxIdleConnsPerHost:    1,
			IdleConnTimeout:        30 * time.Second,
			DisableCompression:     true, // more codings are asked for than it knows
		},
		// The fetcher follows redirects itself, for robots.txt and pace hold
		// for where they lead too.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
