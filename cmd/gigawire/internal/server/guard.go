package server

import (
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/ingest/bearer"
)

// guard lets a request pass that a page elsewhere cannot have brought about,
// and tells browsers to trust an answer with as little as it needs.
func guard(c Config, next http.Handler) http.Handler {
	sameOrigin := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		harden(w.Header())
		switch {
		case !c.known(r.Host):
			http.Error(w, "this server is not known by that name: list it in http.hosts", http.StatusMisdirectedRequest)
		case sameOrigin.Check(r) != nil:
			http.Error(w, "a page of another origin may not ask for this", http.StatusForbidden)
		default:
			next.ServeHTTP(w, r)
		}
	})
}

// known reports whether a request's Host is one of ours. A page elsewhere
// whose name is made to lead here (DNS rebinding) asks with that name; an
// address as such cannot be made to lead elsewhere.
func (c Config) known(hostport string) bool {
	host, _, err := net.SplitHostPort(hostport)
	if err != nil {
		host = hostport
	}
	if _, err := netip.ParseAddr(strings.Trim(host, "[]")); err == nil || strings.EqualFold(host, "localhost") {
		return true
	}
	return slices.ContainsFunc(c.Hosts, func(name string) bool { return strings.EqualFold(name, host) })
}

// policy allows what the server itself serves, and nothing else: no script or
// style within a page, no frame around it.
const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"

func harden(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
}

// Changes passes on requests that show the token, as "Authorization: Bearer" or
// in a form's field "token", and refuses others. Without a token it refuses all.
func (c Config) Changes(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if c.Token == "" {
			http.Error(w, "nothing can be changed from here: set http.token to allow it", http.StatusForbidden)
			return
		}
		c.withToken(next).ServeHTTP(w, r)
	})
}

// Private passes on requests of this machine, and those that show the token.
func (c Config) Private(next http.Handler) http.Handler {
	if c.onlyHere() {
		return next
	}
	return c.withToken(next)
}

func (c Config) withToken(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !bearer.Is(shownToken(w, r), c.Token) {
			w.Header().Set("WWW-Authenticate", "Bearer")
			http.Error(w, "the token is not that of http.token", http.StatusUnauthorized)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// maxForm is how long a form with a token may be, in bytes.
const maxForm = 1 << 20

// shownToken returns the token that a request shows. A form that was read before
// is not read again.
func shownToken(w http.ResponseWriter, r *http.Request) string {
	if shown := bearer.Shown(r); shown != "" || r.Method != http.MethodPost {
		return shown
	}
	if r.PostForm == nil {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	}
	return r.PostFormValue("token")
}
