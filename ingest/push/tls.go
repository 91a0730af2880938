package push

import (
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"sync"
	"time"
)

// TLS names the PEM files of the server's certificate, with those between it
// and its root, and of its private key. Both are empty for a server that
// speaks HTTP in the clear.
type TLS struct {
	Cert string `yaml:"cert"`
	Key  string `yaml:"key"`
}

// Enabled reports whether the server speaks TLS.
func (t TLS) Enabled() bool { return t.Cert != "" || t.Key != "" }

// config returns what a server speaks TLS by, nil where it does not.
func (t TLS) config(log *slog.Logger) (*tls.Config, error) {
	if !t.Enabled() {
		return nil, nil
	}
	read := t.stamp()
	pair, err := t.load()
	if err != nil {
		return nil, err
	}
	c := &certificate{files: t, log: log, pair: pair, read: read}
	return &tls.Config{MinVersion: tls.VersionTLS12, GetCertificate: c.newest}, nil
}

func (t TLS) load() (*tls.Certificate, error) {
	if t.Cert == "" || t.Key == "" {
		return nil, errors.New("sources.push.tls has only one of cert and key: name both files, or neither")
	}
	pair, err := tls.LoadX509KeyPair(t.Cert, t.Key)
	if err != nil {
		return nil, fmt.Errorf("reading sources.push.tls.cert and key: %w", err)
	}
	return &pair, nil
}

// stamp says when the files were written.
func (t TLS) stamp() (s [2]time.Time) {
	for i, name := range []string{t.Cert, t.Key} {
		if info, err := os.Stat(name); err == nil {
			s[i] = info.ModTime()
		}
	}
	return s
}

// certificate is what the files hold. Certificates are renewed while a server
// runs, so each connection looks whether the files have changed.
type certificate struct {
	files TLS
	log   *slog.Logger
	mu    sync.Mutex
	pair  *tls.Certificate
	read  [2]time.Time // the stamp of the files when they were read last
}

// newest returns what the files hold now or, where that is no certificate with
// its key, what they held before.
func (c *certificate) newest(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	stamp := c.files.stamp()
	if stamp == c.read {
		return c.pair, nil
	}
	c.read = stamp
	pair, err := c.files.load()
	if err != nil {
		c.log.Warn("keeping the certificate that was there before", "error", err)
		return c.pair, nil
	}
	c.pair = pair
	return pair, nil
}
