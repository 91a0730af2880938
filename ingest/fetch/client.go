package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"syscall"
	"time"
)

// maxRedirects is how many redirects are followed.
const maxRedirects = 8

var errRedirects = errors.New("too many redirects")

func newClient(c Config) *http.Client {
	return &http.Client{
		Transport: &http.Transport{
			DialContext:           dial(c.AllowHosts),
			TLSHandshakeTimeout:   10 * time.Second,
			ResponseHeaderTimeout: c.Timeout,
			MaxIdleConnsPerHost:   1,
			MaxIdleConns:          100,
			IdleConnTimeout:       30 * time.Second,
			// A proxy would connect for us, past the check of addresses.
			Proxy: nil,
		},
		CheckRedirect: func(_ *http.Request, via []*http.Request) error {
			if len(via) > maxRedirects {
				return errRedirects
			}
			return nil
		},
	}
}

// dial returns a dialer that refuses addresses that are not public, except
// for the hosts named. It looks at the address that is connected to, so that
// neither a name that resolves to another address the second time nor a
// redirect gets past it.
func dial(allowed []string) func(context.Context, string, string) (net.Conn, error) {
	open := &net.Dialer{Timeout: 10 * time.Second}
	guarded := &net.Dialer{Timeout: 10 * time.Second, Control: refusePrivate}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if slices.Contains(allowed, address) {
			return open.DialContext(ctx, network, address)
		}
		return guarded.DialContext(ctx, network, address)
	}
}

func refusePrivate(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("checking address %s: %w", address, err)
	}
	if !public(to.Addr().Unmap()) {
		return fmt.Errorf("%w: %s: name it in fetch.allow_hosts to allow it", ErrPrivate, address)
	}
	return nil
}

// public reports whether an address is one of the open Internet.
func public(ip netip.Addr) bool {
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.IsLoopback() || ip.IsLinkLocalUnicast() {
		return false
	}
	return !slices.ContainsFunc(reserved(), func(p netip.Prefix) bool { return p.Contains(ip) })
}

// reserved lists special-purpose blocks (IANA's registries of RFC 6890) that
// net/netip does not know of: shared and this-network addresses, protocol
// assignments, documentation, benchmarks, and the IPv6 forms that carry an
// IPv4 address within.
func reserved() []netip.Prefix {
	var out []netip.Prefix
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "198.18.0.0/15", "198.51.100.0/24",
		"203.0.113.0/24", "240.0.0.0/4", "64:ff9b::/96", "64:ff9b:1::/48", "2001::/32", "2001:db8::/32", "2002::/16",
	} {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
}
