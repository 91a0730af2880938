// Package link brings the addresses under which one article is met to one
// form.
package link

import (
	"fmt"
	"net/url"
	"path"
	"strings"
)

// IsWeb reports whether an address is an absolute one of http or https.
func IsWeb(address string) bool {
	u, err := parse(address)
	return err == nil && (u.Scheme == "http" || u.Scheme == "https") && strings.Trim(u.Hostname(), ".") != ""
}

// Site returns the host of an address, without "www.", as people name a site.
// It is empty where there is none.
func Site(address string) string {
	u, err := parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}

// parse reads an address as people write them, also with escapes that are none.
func parse(address string) (*url.URL, error) {
	return url.Parse(mendEscapes(strings.TrimSpace(address)))
}

// Normaliser brings addresses to one form. It may be used by several
// goroutines.
type Normaliser struct {
	parameters parameters
	variants   variants
}

// New returns a normaliser with the built-in tables.
func New() *Normaliser {
	return &Normaliser{parameters: readParameters(parametersTable), variants: readVariants(variantsTable)}
}

// Normalise returns the one form of an address: scheme and host in lower case
// and in ASCII, without default port; dots resolved and escapes as RFC 3986,
// section 6.2.2, has them; without fragment, session ID and parameters of
// tracking, the others in order; and not the AMP or mobile form of a page, nor
// an AMP cache's copy. It is an error if the address is not an absolute http or
// https one.
func (n *Normaliser) Normalise(raw string) (string, error) {
	u, err := parse(raw)
	if err != nil {
		return "", fmt.Errorf("parsing address: %w", err)
	}
	if (u.Scheme != "http" && u.Scheme != "https") || strings.Trim(u.Hostname(), ".") == "" {
		return "", fmt.Errorf("parsing address %q: want http:// or https:// and a host", raw)
	}
	u.User, u.Host = nil, ascii(u.Host)
	p := n.page(u)
	u.Host = n.host(u)
	if u.Path, err = url.PathUnescape(p); err != nil {
		return "", fmt.Errorf("parsing address %q: %w", raw, err)
	}
	u.RawPath, u.RawQuery, u.ForceQuery = p, n.query(u.RawQuery), false
	if !isRoute(u.Fragment) {
		u.Fragment, u.RawFragment = "", ""
	}
	return u.String(), nil
}

// page returns the path of the page that an address shows, and sets the host
// that has it.
func (n *Normaliser) page(u *url.URL) string {
	p := path.Clean("/" + escape(u.EscapedPath(), inPath))
	for {
		for n.uncache(u, &p) {
		}
		shorter := n.shorten(p)
		if shorter == p {
			return p
		}
		p = shorter // which may uncover more
	}
}

// isRoute reports whether a fragment says which page is shown and not which
// place of it, as #!/story/7 does.
func isRoute(fragment string) bool {
	return strings.HasPrefix(fragment, "!") || strings.HasPrefix(fragment, "/")
}

// Identity returns what an article's ID is made of: its normal address, with
// https for http and without "www.", for sites answer to both with one page.
// An address with a port of its own is itself.
func Identity(normal string) string {
	u, err := url.Parse(normal)
	if err != nil || u.Port() != "" {
		return normal
	}
	if rest, ok := strings.CutPrefix(u.Host, "www."); ok && registrable(rest) != "" {
		u.Host = rest
	}
	if u.Scheme == "http" {
		u.Scheme = "https"
	}
	return u.String()
}
