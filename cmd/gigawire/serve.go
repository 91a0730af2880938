package main

import (
	"fmt"
	"net/http"

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
	fmt.Fprintf(r.err, "gigawire: open %s to watch the news become facts\n", s.URL())
	return nil
}

// routes says what is served where.
func (r *run) routes(open *closers) (http.Handler, error) {
	mux := http.NewServeMux()
	page, err := r.openPage(open)
	if err != nil {
		return nil, err
	}
	mux.Handle("/", page)
	return mux, nil
}
