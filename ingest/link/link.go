// Package link brings the addresses under which one article is met to one
// form.
package link

import (
	_ "embed"
	"fmt"
	"net"
	"net/url"
	"path"
	"slices"
	"strings"

	"golang.org/x/net/publicsuffix"
)

// tracking lists the query parameters that say where a reader came from and
// not what is read: one a line, a trailing * standing for any ending.
//
//go:embed tracking.txt
var tracking string

// Normaliser brings addresses to one form.
type Normaliser struct {
	exact    map[string]bool
	prefixes []string
}

// New returns a normaliser with the built-in list of tracking parameters.
func New() *Normaliser {
	n := &Normaliser{exact: map[string]bool{}}
	for line := range strings.Lines(tracking) {
		line = strings.TrimSpace(line)
		if prefix, ok := strings.CutSuffix(line, "*"); ok {
			n.prefixes = append(n.prefixes, prefix)
		} else if line != "" && !strings.HasPrefix(line, "#") {
			n.exact[line] = true
		}
	}
	return n
}

// Normalise returns the one form of an address: scheme and host in lower case
// without default port, without fragment, tracking parameters and session IDs,
// parameters in order, and not the AMP or mobile variant. It is an error if
// the address is not an absolute http or https one.
func (n *Normaliser) Normalise(raw string) (string, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	if err != nil {
		return "", fmt.Errorf("parsing address: %w", err)
	}
	u.Scheme = strings.ToLower(u.Scheme)
	if (u.Scheme != "http" && u.Scheme != "https") || strings.Trim(u.Hostname(), ".") == "" {
		return "", fmt.Errorf("parsing address %q: want http:// or https:// and a host", raw)
	}
	u.Host = host(u)
	u.User, u.Fragment, u.RawFragment = nil, "", ""
	u.Path, u.RawPath = cleanPath(u.Path), ""
	u.RawQuery = n.query(u.Query())
	u.ForceQuery = false
	return u.String(), nil
}

// host drops the default port and the label of a mobile or AMP variant.
func host(u *url.URL) string {
	name := original(strings.TrimRight(strings.ToLower(u.Hostname()), "."))
	port := u.Port()
	if port == "" || (u.Scheme == "http" && port == "80") || (u.Scheme == "https" && port == "443") {
		if strings.Contains(name, ":") {
			return "[" + name + "]"
		}
		return name
	}
	return net.JoinHostPort(name, port)
}

// original drops the labels of mobile and AMP variants before a host's name.
func original(name string) string {
	label, rest, _ := strings.Cut(name, ".")
	if (label == "m" || label == "mobile" || label == "amp") && registrable(rest) != "" {
		return original(rest)
	}
	return name
}

// cleanPath resolves dots, drops a session ID, an AMP ending and a trailing
// slash.
func cleanPath(p string) string {
	p, _, _ = strings.Cut(p, ";jsessionid=")
	p = path.Clean("/" + p)
	for strings.HasSuffix(p, "/amp") || strings.HasSuffix(p, "/amp.html") {
		p = path.Dir(p)
	}
	return p
}

func (n *Normaliser) query(values url.Values) string {
	for key := range values {
		if n.tracks(strings.ToLower(key)) {
			delete(values, key)
		}
	}
	return values.Encode() // sorted by key
}

func (n *Normaliser) tracks(key string) bool {
	return n.exact[key] || slices.ContainsFunc(n.prefixes, func(p string) bool { return strings.HasPrefix(key, p) })
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
