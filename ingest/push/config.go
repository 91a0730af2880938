package push

import (
	"errors"
	"fmt"
	"net"
	"time"

	"github.com/gigawire/gigawire/ingest/link"
)

// Config says where articles may be pushed to, by whom, and how much at once.
type Config struct {
	// Address is "host:port", empty for no server.
	Address string `yaml:"address"`
	// Token is what a request must show as "Authorization: Bearer". It may be
	// empty where only this machine can reach the address.
	Token string `yaml:"token"`
	// TLS is the certificate by which it speaks HTTPS.
	TLS TLS `yaml:"tls"`
	// MaxBody is how large the body of a request may be, in bytes, as it comes
	// and again once unpacked.
	MaxBody int64 `yaml:"max_body_bytes"`
	// MaxRequests is how many requests may be in flight.
	MaxRequests int `yaml:"max_requests"`
	// Timeout is how long an answer may wait for the broker.
	Timeout time.Duration `yaml:"timeout"`
}

// DefaultConfig returns the limits of a server that is not yet given an
// address.
func DefaultConfig() Config {
	return Config{MaxBody: 5 << 20, MaxRequests: 64, Timeout: 30 * time.Second}
}

// Enabled reports whether there is to be a server.
func (c Config) Enabled() bool { return c.Address != "" }

// Validate returns an error that names each wrong setting and says what to do.
func (c Config) Validate() error {
	errs := []error{c.checkAddress(), c.checkTLS()}
	if c.MaxBody < 1 {
		errs = append(errs, fmt.Errorf("sources.push.max_body_bytes is %d: it must be at least 1", c.MaxBody))
	}
	if c.MaxRequests < 1 {
		errs = append(errs, fmt.Errorf("sources.push.max_requests is %d: it must be at least 1", c.MaxRequests))
	}
	if c.Timeout <= 0 {
		errs = append(errs, fmt.Errorf("sources.push.timeout is %s: write a duration such as 30s", c.Timeout))
	}
	return errors.Join(errs...)
}

func (c Config) checkAddress() error {
	if !c.Enabled() {
		return nil
	}
	host, port, err := net.SplitHostPort(c.Address)
	switch {
	case err != nil || port == "":
		return fmt.Errorf("sources.push.address is %q: write host:port, such as 127.0.0.1:8097", c.Address)
	case c.Token == "" && !link.IsLoopback(host):
		return fmt.Errorf("sources.push.address is %q, which other machines can reach: set sources.push.token, or listen on 127.0.0.1:%s", c.Address, port)
	}
	return nil
}

func (c Config) checkTLS() error {
	_, err := c.TLS.config(nil)
	return err
}
