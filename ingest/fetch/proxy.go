package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/url"

	"golang.org/x/net/http/httpproxy"
)

// proxies are those that HTTP_PROXY, HTTPS_PROXY and NO_PROXY name. Who sets
// them means them, so they may be private.
type proxies struct {
	choose func(*url.URL) (*url.URL, error)
	hosts  hostList
}

func proxiesFrom(c *httpproxy.Config) proxies {
	p := proxies{choose: c.ProxyFunc(), hosts: hostList{}}
	for _, scheme := range []string{"http", "https"} {
		if u, err := p.choose(&url.URL{Scheme: scheme, Host: "news.example"}); err == nil && u != nil {
			p.hosts[hostPort(u)] = true
		}
	}
	return p
}

func (p proxies) has(hostPort string) bool { return p.hosts.has(hostPort) }

// proxy returns the proxy for a request, nil for none. A proxy connects for
// us, past the check of the dialer, so what it is asked for is looked at
// before; and it is not itself a host to fetch from.
func (g *guard) proxy(r *http.Request) (*url.URL, error) {
	at := hostPort(r.URL)
	if g.allowed.has(at) {
		return g.proxies.choose(r.URL)
	}
	if g.proxies.has(at) {
		return nil, refused(at)
	}
	through, err := g.proxies.choose(r.URL)
	if err != nil || through == nil {
		return nil, err
	}
	return through, g.checkName(r.Context(), r.URL.Hostname(), at)
}

// checkName returns an error if a host is at a private address, as far as one
// knows here: behind a proxy, names may be known to the proxy only, and it
// looks them up once more.
func (g *guard) checkName(ctx context.Context, host, hostPort string) error {
	resolver := g.resolver
	if resolver == nil {
		resolver = net.DefaultResolver
	}
	found, err := resolver.LookupNetIP(ctx, "ip", host)
	var unknown *net.DNSError
	if errors.As(err, &unknown) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, ip := range found {
		if !public(ip) {
			return refused(hostPort)
		}
	}
	return nil
}
