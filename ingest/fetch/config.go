package fetch

import (
	"errors"
	"fmt"
	"time"
)

// Config says how to fetch.
type Config struct {
	// UserAgent names the program and how to reach who runs it.
	UserAgent string `yaml:"user_agent"`
	// Delay is the least time between two requests to one host.
	Delay time.Duration `yaml:"delay"`
	// Timeout bounds one request, the body included.
	Timeout time.Duration `yaml:"timeout"`
	// MaxBody is how large a body may be once decompressed, in bytes.
	MaxBody int64 `yaml:"max_body_bytes"`
	// Attempts is how often a request is made that fails in passing.
	Attempts int `yaml:"attempts"`
	// AllowHosts are hosts, with ports, that may be private or loopback, and
	// are fetched from without delay. A host without a port is meant on 80 and
	// 443.
	AllowHosts []string `yaml:"allow_hosts"`
}

// DefaultConfig returns settings that no server should mind.
func DefaultConfig() Config {
	return Config{
		UserAgent: "gigawire/1 (+https://github.com/gigawire/gigawire)",
		Delay:     2 * time.Second, Timeout: 30 * time.Second, MaxBody: 5 << 20, Attempts: 3,
	}
}

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	switch {
	case c.UserAgent == "":
		return errors.New("fetch.user_agent is empty: name your program and an address to reach you")
	case c.Delay < 0:
		return fmt.Errorf("fetch.delay is %s: it must not be negative", c.Delay)
	case c.Timeout <= 0:
		return fmt.Errorf("fetch.timeout is %s: it must be more than 0, such as 30s", c.Timeout)
	case c.MaxBody < 1024:
		return fmt.Errorf("fetch.max_body_bytes is %d: it must be at least 1024", c.MaxBody)
	case c.Attempts < 1:
		return fmt.Errorf("fetch.attempts is %d: it must be at least 1", c.Attempts)
	}
	return nil
}
