package link

import (
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/idna"
	"golang.org/x/net/publicsuffix"
)

// names turns international names into ASCII (UTS 46), and takes underscores,
// which some hosts have.
var names = idna.New(idna.MapForLookup(), idna.Transitional(false), idna.StrictDomainName(false))

// ascii returns a host, with its port, in small letters and ASCII.
func ascii(host string) string {
	host = strings.ToLower(host)
	if strings.HasPrefix(host, "[") || !strings.ContainsFunc(host, func(r rune) bool { return r >= 0x80 }) {
		return host
	}
	name, port, _ := strings.Cut(host, ":") // a colon is no letter of a name
	encoded, err := names.ToASCII(name)
	switch {
	case err != nil || !isName(encoded): // some signs are mapped to nothing, or to a slash
		return host
	case port == "":
		return encoded
	}
	return encoded + ":" + port
}

// host drops the default port and the labels of mobile and AMP forms.
func (n *Normaliser) host(u *url.URL) string {
	name := n.original(strings.TrimRight(u.Hostname(), "."))
	port := u.Port()
	if port == "" || (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		if strings.Contains(name, ":") {
			return "[" + name + "]"
		}
		return name
	}
	return net.JoinHostPort(name, port)
}

// original drops the labels of mobile and AMP forms before a domain.
func (n *Normaliser) original(name string) string {
	domain := registrable(name)
	before, found := strings.CutSuffix(name, "."+domain)
	if domain == "" || !found {
		return name
	}
	labels := slices.DeleteFunc(strings.Split(before, "."), func(label string) bool { return n.variants.labels[label] })
	return strings.Join(append(labels, domain), ".")
}

// uncache goes from the copy that an AMP cache has of a page, or that a viewer
// shows, to the page's own address, and reports whether there was one.
func (n *Normaliser) uncache(u *url.URL, p *string) bool {
	host := strings.TrimRight(u.Hostname(), ".")
	view, rest, found := strings.Cut(strings.TrimPrefix(*p, "/"), "/")
	switch {
	case !found:
		return false
	case n.variants.isCache(host):
	case view == "amp" && n.variants.isViewer(host):
	default:
		return false
	}
	scheme := "http"
	if within, ok := strings.CutPrefix(rest, "s/"); ok {
		scheme, rest = "https", within
	}
	target, below, _ := strings.Cut(rest, "/")
	target = ascii(target)
	if !isName(target) || registrable(target) == "" {
		return false
	}
	u.Scheme, u.Host, *p = scheme, target, "/"+below
	return true
}

// isName reports whether a text may be the name of a host, in ASCII.
func isName(s string) bool {
	for i := range len(s) {
		if !isUnreserved(s[i]) || s[i] == '~' {
			return false
		}
	}
	return s != ""
}

// SameSite reports whether two addresses belong to one registrable domain, or
// to one host where there is none, such as an IP address.
func SameSite(a, b string) bool {
	u, errA := url.Parse(a)
	v, errB := url.Parse(b)
	if errA != nil || errB != nil || u.Hostname() == "" {
		return false
	}
	if strings.EqualFold(u.Host, v.Host) {
		return true
	}
	domain := registrable(strings.ToLower(u.Hostname()))
	return domain != "" && domain == registrable(strings.ToLower(v.Hostname()))
}

// IsLoopback reports whether a host, with brackets or without, can be reached
// from this machine only.
func IsLoopback(host string) bool {
	addr, err := netip.ParseAddr(strings.Trim(host, "[]"))
	return strings.EqualFold(host, "localhost") || err == nil && addr.IsLoopback()
}

// registrable returns the domain that one registers, empty for none.
func registrable(host string) string {
	if net.ParseIP(host) != nil {
		return ""
	}
	domain, err := publicsuffix.EffectiveTLDPlusOne(host)
	if err != nil {
		return ""
	}
	return domain
}
