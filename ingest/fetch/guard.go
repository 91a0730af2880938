package fetch

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"syscall"
	"time"
)

// dial returns a dialer that refuses addresses that are not public, except
// for the hosts allowed by name. It looks at the address that is connected
// to, so that neither a name that resolves to another address the second time
// nor a redirect gets past it.
func dial(allowed hostList) func(context.Context, string, string) (net.Conn, error) {
	open := &net.Dialer{Timeout: 10 * time.Second}
	guarded := &net.Dialer{Timeout: 10 * time.Second, Control: refusePrivate}
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		if allowed.has(address) {
			return open.DialContext(ctx, network, address)
		}
		conn, err := guarded.DialContext(ctx, network, address)
		if errors.Is(err, ErrPrivate) {
			return nil, fmt.Errorf("%w; to allow it, add %q to fetch.allow_hosts", err, address)
		}
		return conn, err
	}
}

func refusePrivate(_, address string, _ syscall.RawConn) error {
	to, err := netip.ParseAddrPort(address)
	if err != nil {
		return fmt.Errorf("checking address %s: %w", address, err)
	}
	if !public(to.Addr().Unmap()) {
		return ErrPrivate
	}
	return nil
}

// public reports whether an address is one of the open Internet.
func public(ip netip.Addr) bool {
	if !ip.IsGlobalUnicast() || ip.IsPrivate() {
		return false
	}
	ip = ip.WithZone("")
	return !slices.ContainsFunc(reserved(), func(p netip.Prefix) bool { return p.Contains(ip) })
}

// reserved lists special-purpose blocks (IANA's registries of RFC 6890) that
// net/netip does not know of: shared and this-network addresses, protocol
// assignments, documentation, benchmarks, and the IPv6 forms that carry an
// IPv4 address within.
func reserved() []netip.Prefix {
	var out []netip.Prefix
	for _, p := range []string{
		"0.0.0.0/8", "100.64.0.0/10", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "198.18.0.0/15",
		"198.51.100.0/24", "203.0.113.0/24", "240.0.0.0/4",
		"::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16",
		"3fff::/20", "5f00::/16", "fec0::/10",
	} {
		out = append(out, netip.MustParsePrefix(p))
	}
	return out
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
	default:
		port = "80"
	}
	return net.JoinHostPort(strings.ToLower(u.Hostname()), port)
}
