package main

import (
	"net/http"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/server"
)

// serve starts the HTTP server, unless there is to be none.
func (r *run) serve(open *closers) error {
	if r.config.HTTP.Address == "" {
		return nil
	}
	s, err := server.Start(r.config.HTTP, r.routes(), r.log())
	if err != nil {
		return err
	}
	open.add(s)
	return nil
}

// routes says what is served where.
func (r *run) routes() http.Handler {
	return http.NewServeMux()
}
