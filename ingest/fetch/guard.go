package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strings"
	"syscall"
	"time"

	"golang.org/x/net/http/httpproxy"
)

// guard refuses requests to addresses that are not public, except for hosts
// that are allowed by name.
type guard struct {
	allowed  hostList
	resolver *net.Resolver // nil for the system's
	proxies  proxies
}

func newGuard(allowed hostList) *guard {
	return &guard{allowed: allowed, proxies: proxiesFrom(httpproxy.FromEnvironment())}
}

// dialer returns what connects, within a time. It looks at the address that
// is connected to, so that neither a name that resolves to another address the
// second time nor a redirect gets past it.
func (g *guard) dialer(timeout time.Duration) func(context.Context, string, string) (net.Conn, error) {
	open := &net.Dialer{Timeout: timeout, Resolver: g.resolver}
	guarded := &net.Dialer{Timeout: timeout, Resolver: g.resolver, Control: refusePrivate}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if g.allowed.has(address) || g.proxies.has(address) {
			return open.DialContext(ctx, network, address)
		}
		conn, err := guarded.DialContext(ctx, network, address)
		if errors.Is(err, ErrPrivate) {
			return nil, refused(address)
		}
		return conn, err
	}
}

func refused(hostPort string) error {
	return fmt.Errorf("%w; to allow it, add %q to fetch.allow_hosts", ErrPrivate, hostPort)
}

func refusePrivate(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("checking address %s: %w", address, err)
	}
	if !public(to.Addr()) {
		return ErrPrivate
	}
	return nil
}

// hostList is a set of hosts with ports.
type hostList map[string]bool

// newHostList returns the set of the hosts named; one without a port is meant
// on those of http and https.
func newHostList(hosts []string) hostList {
	list := hostList{}
	for _, host := range hosts {
		host = strings.ToLower(host)
		if _, _, err := net.SplitHostPort(host); err == nil {
			list[host] = true
			continue
		}
		bare := strings.Trim(host, "[]")
		list[net.JoinHostPort(bare, "80")] = true
		list[net.JoinHostPort(bare, "443")] = true
	}
	return list
}

func (l hostList) has(hostPort string) bool { return l[strings.ToLower(hostPort)] }

// hostPort returns an address's host and port, the default one included.
func hostPort(u *url.URL) string {
	port := u.Port()
	switch {
	case port != "":
	case u.Scheme == "https":
		port = "443"
	case strings.HasPrefix(u.Scheme, "socks5"): // of a proxy
		port = "1080"
	default:
		port = "80"
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}
