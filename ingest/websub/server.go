package websub

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

// Server listens for hubs.
type Server struct {
	http     *http.Server
	listener net.Listener
	failed   chan error
}

// Times that a hub may take, for its request and in all, and to ask again on
// one connection.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = time.Minute
	idleTimeout   = time.Minute
)

// Start listens at the configured address until Close.
func (s *Subscriber) Start() (*Server, error) {
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", s.config.Address)
	if err != nil {
		return nil, fmt.Errorf("listening for WebSub hubs at sources.websub.address: %w", err)
	}
	server := &Server{
		http: &http.Server{
			Handler: s.Handler(), ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: readTimeout, IdleTimeout: idleTimeout,
			MaxHeaderBytes: 64 << 10, ErrorLog: slog.NewLogLogger(s.deps.Log.Handler(), slog.LevelWarn),
		},
		listener: listener, failed: make(chan error, 1),
	}
	go func() { server.failed <- server.http.Serve(listener) }()
	return server, nil
}

// Handler serves the callback at the path that it has.
func (s *Subscriber) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET "+s.config.path()+"/{id}", s.answer)
	mux.HandleFunc("POST "+s.config.path()+"/{id}", s.answer)
	return mux
}

// Addr returns where it listens.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Close ends the listening.
func (s *Server) Close() error {
	err := s.http.Close()
	if served := <-s.failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	if err != nil {
		return fmt.Errorf("listening for WebSub hubs: %w", err)
	}
	return nil
}
