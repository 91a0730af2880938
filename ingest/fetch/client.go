package fetch

import (
	"net/http"
	"time"
)

func newClient(allowed hostList) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext:            dial(allowed),
			ForceAttemptHTTP2:      true, // a dialer of our own switches it off
			TLSHandshakeTimeout:    10 * time.Second,
			MaxResponseHeaderBytes: 256 << 10,
			MaxIdleConnsPerHost:    1,
			MaxIdleConns:           100,
			IdleConnTimeout:        30 * time.Second,
			// A proxy would connect for us, past the check of addresses.
			Proxy: nil,
		},
		// The fetcher follows redirects itself, for robots.txt and pace hold
		// for where they lead too.
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
