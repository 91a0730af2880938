package fetch

import (
	"net/netip"
	"slices"
)

// public reports whether an address is one of the open Internet.
func public(ip netip.Addr) bool {
	ip = ip.Unmap().WithZone("")
	if nat64.Contains(ip) {
		ip = embedded(ip)
	}
	if !ip.IsGlobalUnicast() || ip.IsPrivate() || ip.Is6() && !allocated.Contains(ip) {
		return false
	}
	return !slices.ContainsFunc(reserved, func(p netip.Prefix) bool { return p.Contains(ip) })
}

var (
	// nat64 is how a network without IPv4 shows the addresses of hosts that
	// have nothing else (RFC 6052): each is as public as the one within.
	nat64 = netip.MustParsePrefix("64:ff9b::/96")
	// allocated is where all public addresses of IPv6 are. It leaves out those
	// that are translated or compatible to IPv4, and the NAT64 of one network.
	allocated = netip.MustParsePrefix("2000::/3")
	// reserved lists special-purpose blocks (IANA's registries of RFC 6890)
	// that net/netip does not know of, and what clouds keep for themselves.
	reserved = []netip.Prefix{
		netip.MustParsePrefix("0.0.0.0/8"),        // this network
		netip.MustParsePrefix("100.64.0.0/10"),    // shared by a carrier's customers
		netip.MustParsePrefix("168.63.129.16/32"), // Azure's own services within each machine
		netip.MustParsePrefix("192.0.0.0/24"),     // protocol assignments
		netip.MustParsePrefix("192.0.2.0/24"),     // documentation
		netip.MustParsePrefix("192.88.99.0/24"),   // relays of 6to4
		netip.MustParsePrefix("198.18.0.0/15"),    // benchmarks
		netip.MustParsePrefix("198.51.100.0/24"),  // documentation
		netip.MustParsePrefix("203.0.113.0/24"),   // documentation
		netip.MustParsePrefix("240.0.0.0/4"),      // kept for later, broadcast
		netip.MustParsePrefix("2001::/23"),        // protocol assignments: Teredo, ORCHID, benchmarks
		netip.MustParsePrefix("2001:db8::/32"),    // documentation
		netip.MustParsePrefix("2002::/16"),        // 6to4: an IPv4 address within
		netip.MustParsePrefix("3fff::/20"),        // documentation
	}
)

// embedded returns the IPv4 address in the last 32 bits.
func embedded(ip netip.Addr) netip.Addr {
	b := ip.As16()
	return netip.AddrFrom4([4]byte(b[12:]))
}
