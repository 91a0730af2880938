// Package server is the HTTP server of a run: of the page that people look at,
// and of what machines ask.
package server

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strconv"
	"syscall"
	"time"
)

// Server serves until it is closed.
type Server struct {
	http     http.Server
	listener net.Listener
	stop     context.CancelFunc
	done     chan struct{}
}

// The bounds of a request, and of what is under way at the end.
const (
	headerTimeout = 5 * time.Second
	readTimeout   = 30 * time.Second
	idleTimeout   = 2 * time.Minute
	maxHeader     = 64 << 10
	closeTimeout  = 2 * time.Second
)

// Start listens and serves what handler answers, to those who may ask. The
// contexts of requests end with the server, so that streams do. Where the
// default address is taken, it listens on one of the next ports.
func Start(c Config, handler http.Handler, log *slog.Logger) (*Server, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	listener, err := listen(c.Address)
	if err != nil {
		return nil, fmt.Errorf("listening on http.address %s: %w; name another, or none for no page", c.Address, err)
	}
	ctx, stop := context.WithCancel(context.Background())
	s := &Server{listener: listener, stop: stop, done: make(chan struct{})}
	s.http = http.Server{
		Handler: guard(c, handler), ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader, BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	go func() {
		defer close(s.done)
		if err := s.http.Serve(listener); !errors.Is(err, http.ErrServerClosed) {
			log.Error("serving HTTP", "error", err)
		}
	}()
	return s, nil
}

// otherPorts is how many ports are tried after the default one.
const otherPorts = 9

// listen listens on an address or, if that is the default one and taken, on
// the next port that is free: whoever chose an address relies on it.
func listen(address string) (net.Listener, error) {
	var config net.ListenConfig
	listener, err := config.Listen(context.Background(), "tcp", address)
	if address != defaultAddress {
		return listener, err
	}
	host, first, _ := net.SplitHostPort(address)
	port, _ := strconv.Atoi(first)
	for next := port + 1; errors.Is(err, syscall.EADDRINUSE) && next <= port+otherPorts; next++ {
		listener, err = config.Listen(context.Background(), "tcp", net.JoinHostPort(host, strconv.Itoa(next)))
	}
	return listener, err
}

// Addr returns where the server listens, host:port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// URL returns the address to open in a browser on this machine.
func (s *Server) URL() string {
	host, port, _ := net.SplitHostPort(s.Addr())
	if ip := net.ParseIP(host); ip == nil || ip.IsUnspecified() {
		host = "127.0.0.1"
	}
	return "http://" + net.JoinHostPort(host, port)
}

// Close ends streams, lets other requests end for a moment, and stops.
func (s *Server) Close() error {
	s.stop()
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	<-s.done
	if err != nil {
		return fmt.Errorf("closing HTTP server: %w", err)
	}
	return nil
}
