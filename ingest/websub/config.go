package websub

import (
	"fmt"
	"net"
	"net/url"
	"strings"
)

// Config says where hubs reach us.
type Config struct {
	// Callback is the address under which hubs reach Address, from the whole
	// net: that of a reverse proxy, as a rule. Without one nothing is
	// subscribed to.
	Callback string `yaml:"callback"`
	// Address is where the callback is listened for, host:port.
	Address string `yaml:"address"`
}

// DefaultConfig subscribes to nothing.
func DefaultConfig() Config { return Config{Address: "127.0.0.1:8096"} }

// Enabled reports whether there is anywhere to reach us.
func (c Config) Enabled() bool { return c.Callback != "" }

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	if !c.Enabled() {
		return nil
	}
	u, err := url.Parse(c.Callback)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.RawQuery != "" || u.Fragment != "" {
		return fmt.Errorf("sources.websub.callback is %q: write the public address that leads here, such as https://news.example/websub", c.Callback)
	}
	if _, port, err := net.SplitHostPort(c.Address); err != nil || port == "" {
		return fmt.Errorf("sources.websub.address is %q: write host:port, such as %s", c.Address, DefaultConfig().Address)
	}
	return nil
}

// path returns the path of the callback, without a slash at its end.
func (c Config) path() string {
	u, err := url.Parse(c.Callback)
	if err != nil {
		return ""
	}
	return strings.TrimRight(u.Path, "/")
}
