package push

import (
	"net"
	"net/http"

	"github.com/gigawire/gigawire/ingest/bearer"
	"github.com/gigawire/gigawire/ingest/link"
)

// guard lets a request pass that shows the token. Without one, where only this
// machine can ask, it holds off what a page in a browser on it may send.
func (s *Server) guard(next http.Handler) http.Handler {
	origins := http.NewCrossOriginProtection()
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Cache-Control", "no-store")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		w.Header().Set("Link", `</openapi.yaml>; rel="service-desc"`)
		switch {
		case s.config.Token != "" && !bearer.Is(bearer.Shown(r), s.config.Token):
			w.Header().Set("WWW-Authenticate", "Bearer")
			answer(w, problem(http.StatusUnauthorized, "unauthorized", "show the token of sources.push.token: Authorization: Bearer …"))
		case s.config.Token == "" && !link.IsLoopback(hostname(r.Host)):
			answer(w, problem(http.StatusMisdirectedRequest, "misdirected", "this server has no token and is for this machine only: ask for localhost, or set sources.push.token"))
		case origins.Check(r) != nil:
			answer(w, problem(http.StatusForbidden, "cross_origin", "a page of another origin may not send articles"))
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func answer(w http.ResponseWriter, r reply) { r.response().write(w) }

func hostname(hostport string) string {
	if host, _, err := net.SplitHostPort(hostport); err == nil {
		return host
	}
	return hostport
}
