package fetch

import (
	"crypto/x509"
	"errors"
	"fmt"
	"strings"
	"time"

	"golang.org/x/net/http/httpguts"
)

// Config says how to fetch.
type Config struct {
	// UserAgent names the program and how to reach who runs it.
	UserAgent string `yaml:"user_agent"`
	// Delay is the least time between two requests to one host, from the end
	// of the first.
	Delay time.Duration `yaml:"delay"`
	// Concurrency is how many requests may run at once, one to each host.
	Concurrency int `yaml:"concurrency"`
	// Timeout bounds one request, the body included.
	Timeout time.Duration `yaml:"timeout"`
	// ConnectTimeout bounds looking up and connecting, and the TLS handshake
	// once more; HeaderTimeout the wait for an answer to begin; IdleTimeout
	// that for the next bytes of a body.
	ConnectTimeout time.Duration `yaml:"connect_timeout"`
	HeaderTimeout  time.Duration `yaml:"header_timeout"`
	IdleTimeout    time.Duration `yaml:"idle_timeout"`
	// MaxBody is how large a body may be once decompressed, in bytes.
	MaxBody int64 `yaml:"max_body_bytes"`
	// Attempts is how often a request is made that fails in passing.
	Attempts int `yaml:"attempts"`
	// AllowHosts are hosts, with ports, that may be private or loopback, and
	// are fetched from without delay. A host without a port is meant on 80 and
	// 443.
	AllowHosts []string `yaml:"allow_hosts"`
	// Hosts has other delays for single hosts.
	Hosts []HostConfig `yaml:"hosts"`
	// Roots are what the certificates of sites are checked against, nil for
	// those of the system.
	Roots *x509.CertPool `yaml:"-"`
}

// DefaultConfig returns settings that no server should mind.
func DefaultConfig() Config {
	return Config{
		UserAgent: "gigawire/1 (+https://github.com/gigawire/gigawire)",
		Delay:     2 * time.Second, Concurrency: 64,
		Timeout: 30 * time.Second, ConnectTimeout: 10 * time.Second, HeaderTimeout: 20 * time.Second, IdleTimeout: 10 * time.Second,
		MaxBody: 5 << 20, Attempts: 3,
	}
}

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	if err := c.validateAgent(); err != nil {
		return err
	}
	for _, d := range []struct {
		key  string
		time time.Duration
	}{
		{"timeout", c.Timeout}, {"connect_timeout", c.ConnectTimeout}, {"header_timeout", c.HeaderTimeout}, {"idle_timeout", c.IdleTimeout},
	} {
		if d.time <= 0 {
			return fmt.Errorf("fetch.%s is %s: it must be more than 0, such as 30s", d.key, d.time)
		}
	}
	switch {
	case c.Delay < 0:
		return fmt.Errorf("fetch.delay is %s: it must not be negative", c.Delay)
	case c.Concurrency < 1:
		return fmt.Errorf("fetch.concurrency is %d: it must be at least 1", c.Concurrency)
	case c.MaxBody < 1024:
		return fmt.Errorf("fetch.max_body_bytes is %d: it must be at least 1024", c.MaxBody)
	case c.Attempts < 1:
		return fmt.Errorf("fetch.attempts is %d: it must be at least 1", c.Attempts)
	}
	return validateHosts(c.Hosts)
}

// validateAgent wants a user agent that the owner of a site can answer to.
func (c Config) validateAgent() error {
	switch {
	case productToken(c.UserAgent) == "":
		return errors.New("fetch.user_agent does not begin with a name: name your program and an address to reach you")
	case !strings.Contains(c.UserAgent, "@") && !strings.Contains(c.UserAgent, "://"):
		return fmt.Errorf("fetch.user_agent is %q: add an address to reach you, such as (+https://your.example/contact)", c.UserAgent)
	case !httpguts.ValidHeaderFieldValue(c.UserAgent):
		return fmt.Errorf("fetch.user_agent is %q: a header cannot hold that", c.UserAgent)
	}
	return nil
}
