package fetch

import (
	"net/http"
	"time"
)

// newClient returns a client that connects as the guard lets it.
func newClient(c Config, g *guard) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext:            g.dialer(c.ConnectTimeout),
			Proxy:                  g.proxy,
			ForceAttemptHTTP2:      true, // a dialer of our own switches it off
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
