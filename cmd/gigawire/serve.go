package main

import (
	"context"
	"log/slog"
	"net/http"
	"net/http/pprof"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/metrics"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/server"
)

// serve starts the HTTP server, unless there is to be none, and says where.
func (r *run) serve(open *closers) error {
	if r.config.HTTP.Address == "" {
		return nil
	}
	routes, err := r.routes(open)
	if err != nil {
		return err
	}
	s, err := server.Start(r.config.HTTP, routes, r.log())
	if err != nil {
		return err
	}
	open.add(s)
	if r.config.HTTP.Page {
		r.say(slog.LevelInfo, "open %s to watch the news become facts", s.URL())
	}
	return nil
}

// routes says what is served where.
func (r *run) routes(open *closers) (http.Handler, error) {
	mux := forOperators(r.config.HTTP, r.metrics, r.ready)
	if !r.config.HTTP.Page {
		return mux, nil
	}
	page, err := r.openPage(open)
	if err != nil {
		return nil, err
	}
	mux.Handle("/", page)
	return mux, nil
}

// forOperators serves what those ask who run the program: metrics, probes and
// profiles.
func forOperators(c server.Config, m *metrics.Metrics, ready func(context.Context) error) *http.ServeMux {
	mux := http.NewServeMux()
	mux.Handle("GET /metrics", m.Handler())
	mux.HandleFunc("GET /livez", live)
	mux.HandleFunc("GET /readyz", readyz(ready))
	if c.Pprof {
		mux.Handle("/debug/pprof/", c.Private(profiles()))
	}
	return mux
}

// profiles serves Go's profiles.
func profiles() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/debug/pprof/", pprof.Index)
	mux.HandleFunc("/debug/pprof/cmdline", pprof.Cmdline)
	mux.HandleFunc("/debug/pprof/profile", pprof.Profile)
	mux.HandleFunc("/debug/pprof/symbol", pprof.Symbol)
	mux.HandleFunc("/debug/pprof/trace", pprof.Trace)
	return mux
}
