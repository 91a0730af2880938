// Package push takes in articles that others send over HTTP: POST /articles,
// as openapi.yaml describes it. An answer is given when the article is safe,
// so that whoever sends waits for a broker that is slow.
package push

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"runtime"
	"time"

	"golang.org/x/net/netutil"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/raw"
)

// Answers remember what was answered under a key.
type Answers interface {
	// Answer returns what was put under a key, nil for nothing.
	Answer(key string) []byte
	Put(key string, answer []byte) error
}

// Deps are what a server works with.
type Deps struct {
	Reader  *raw.Reader
	Answers Answers
	// Articles and Dead are the topics of articles and of dead letters, as
	// senders are told of them.
	Articles, Dead string
	Log            *slog.Logger
}

// Server is a source of the articles that are sent to it.
type Server struct {
	config     Config
	deps       Deps
	listener   net.Listener
	http       http.Server
	deliveries chan ingest.Delivery
	requests   chan struct{} // holds one for each request in flight
	readers    chan struct{} // holds one for each document being read
	keys       keys
	closing    chan struct{}
	served     chan error
}

// The bounds of a connection. A request must have come within bodyTimeout.
const (
	headerTimeout  = 10 * time.Second
	bodyTimeout    = 2 * time.Minute
	idleTimeout    = 2 * time.Minute
	writeTimeout   = 10 * time.Second
	closeTimeout   = 5 * time.Second
	maxHeader      = 32 << 10
	maxConnections = 1024
)

// Listen starts a server. The error is of its configuration, or of an address
// that cannot be had.
func Listen(c Config, d Deps) (*Server, error) {
	if err := c.Validate(); err != nil {
		return nil, err
	}
	secure, err := c.TLS.config(d.Log)
	if err != nil {
		return nil, err
	}
	var listen net.ListenConfig
	listener, err := listen.Listen(context.Background(), "tcp", c.Address)
	if err != nil {
		return nil, fmt.Errorf("listening on sources.push.address: %w: name another, or stop what has it", err)
	}
	s := &Server{
		config: c, deps: d, listener: listener, deliveries: make(chan ingest.Delivery),
		requests: make(chan struct{}, c.MaxRequests), readers: make(chan struct{}, runtime.GOMAXPROCS(0)),
		closing: make(chan struct{}), served: make(chan error, 1),
	}
	s.http = http.Server{
		Handler: s.handler(), ReadHeaderTimeout: headerTimeout, ReadTimeout: bodyTimeout, IdleTimeout: idleTimeout,
		WriteTimeout: bodyTimeout + c.Timeout + writeTimeout, MaxHeaderBytes: maxHeader, TLSConfig: secure,
		ErrorLog: slog.NewLogLogger(d.Log.Handler(), slog.LevelWarn),
	}
	go func() { s.served <- s.serve(netutil.LimitListener(listener, maxConnections)) }()
	return s, nil
}

func (s *Server) serve(l net.Listener) error {
	if s.config.TLS.Enabled() {
		return s.http.ServeTLS(l, "", "") // the configuration has the certificate
	}
	return s.http.Serve(l)
}

// Name says where articles are sent to.
func (s *Server) Name() string { return s.URL() }

// URL returns the address that articles are sent to.
func (s *Server) URL() string {
	scheme := "http"
	if s.config.TLS.Enabled() {
		scheme = "https"
	}
	return scheme + "://" + s.listener.Addr().String() + "/articles"
}

// Next returns the next article or rejection. It ends only with its context,
// or when serving fails.
func (s *Server) Next(ctx context.Context) (ingest.Delivery, error) {
	select {
	case d := <-s.deliveries:
		return d, nil
	case err := <-s.served:
		return ingest.Delivery{}, fmt.Errorf("serving %s: %w", s.Name(), err)
	case <-ctx.Done():
		return ingest.Delivery{}, ctx.Err()
	}
}

// Close refuses what is not yet handed over, lets the answers to what is in
// hand be given, and ends the connections.
func (s *Server) Close() error {
	close(s.closing)
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	err := s.http.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = s.http.Close()
	}
	if err != nil {
		return fmt.Errorf("closing %s: %w", s.Name(), err)
	}
	return nil
}
