package server

import (
	"errors"
	"fmt"
	"net"
	"strings"

	"github.com/gigawire/gigawire/ingest/link"
)

// Config says where the server listens, and for whom.
type Config struct {
	// Address is "host:port", empty for no server.
	Address string `yaml:"address"`
	// Hosts are the names by which other machines ask for it. An address that
	// they can reach needs one.
	Hosts []string `yaml:"hosts"`
	// Token is what a request must show that changes something. Without one
	// nothing can be changed.
	Token string `yaml:"token"`
	// Page serves the page beside what machines ask. It follows all topics.
	Page bool `yaml:"page"`
	// Pprof serves Go's profiles under /debug/pprof/, to this machine, and to
	// others that show the token.
	Pprof bool `yaml:"pprof"`
}

// defaultAddress is where people look for a page, and where other programs
// like to listen, too.
const defaultAddress = "127.0.0.1:8080"

// DefaultConfig listens on loopback and lets nothing be changed.
func DefaultConfig() Config { return Config{Address: defaultAddress, Page: true} }

// Public reports whether the server is meant for other machines.
func (c Config) Public() bool { return len(c.Hosts) > 0 }

// Validate returns an error that names each wrong setting and says what to do.
func (c Config) Validate() error {
	if c.Address == "" {
		return nil
	}
	return errors.Join(c.checkAddress(), c.checkHosts(), c.checkPprof())
}

func (c Config) checkAddress() error {
	host, port, err := net.SplitHostPort(c.Address)
	switch {
	case err != nil || port == "":
		return fmt.Errorf("http.address is %q: write host:port, such as %s, or nothing for no page", c.Address, defaultAddress)
	case link.IsLoopback(host) || c.Public():
		return nil
	}
	return fmt.Errorf("http.address is %q, which other machines can reach: list in http.hosts by which names they may, "+
		"such as [gigawire.example], or listen on 127.0.0.1:%s", c.Address, port)
}

func (c Config) checkHosts() error {
	var errs []error
	for _, host := range c.Hosts {
		if host == "" || strings.ContainsAny(host, ":/ ") {
			errs = append(errs, fmt.Errorf("http.hosts has %q: write a name without scheme or port, such as gigawire.example", host))
		}
	}
	return errors.Join(errs...)
}

func (c Config) checkPprof() error {
	if !c.Pprof || c.Token != "" || c.onlyHere() {
		return nil
	}
	return errors.New("http.pprof on an address that other machines can reach needs http.token: profiles tell what the program holds")
}

// onlyHere reports whether only this machine can ask.
func (c Config) onlyHere() bool {
	host, _, _ := net.SplitHostPort(c.Address)
	return link.IsLoopback(host) && !c.Public()
}
