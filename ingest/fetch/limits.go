package fetch

import (
	"fmt"
	"net/netip"
	"strings"
	"time"
)

// HostConfig has the delay of one host and of those beneath it.
type HostConfig struct {
	// Host is a name, such as news.example, without scheme and port.
	Host  string        `yaml:"host"`
	Delay time.Duration `yaml:"delay"`
}

func validateHosts(hosts []HostConfig) error {
	for _, h := range hosts {
		switch {
		case h.Host == "" || strings.ContainsAny(h.Host, "/ *"):
			return fmt.Errorf("fetch.hosts has the host %q: write a name such as news.example, which stands for www.news.example too", h.Host)
		case h.Delay <= 0:
			return fmt.Errorf("fetch.hosts has the delay %s for %s: it must be more than 0, such as 10s", h.Delay, h.Host)
		}
	}
	return nil
}

// limits are how fast one site may be fetched from.
type limits struct {
	delay time.Duration
	// ours is true for a host that is allowed by name: it is nobody else's,
	// so its crawl-delay does not hold.
	ours bool
}

// limitsOf returns the limits of a host. Of those that are configured for it
// and for names above it, the nearest hold.
func (f *Fetcher) limitsOf(host, hostPort string) limits {
	l := limits{f.config.Delay, f.allowed.has(hostPort)}
	if l.ours {
		l.delay = 0
	}
	for name := strings.ToLower(host); name != ""; name = parent(name) {
		for _, h := range f.config.Hosts {
			if strings.EqualFold(h.Host, name) {
				l.delay = h.Delay
				return l
			}
		}
	}
	return l
}

// parent returns the name above a host's, empty for none.
func parent(host string) string {
	if _, err := netip.ParseAddr(host); err == nil {
		return ""
	}
	_, above, _ := strings.Cut(host, ".")
	return above
}

// after returns the pause after a request, the site's crawl-delay being known.
func (l limits) after(crawlDelay time.Duration) time.Duration {
	if l.ours {
		return l.delay
	}
	return max(l.delay, crawlDelay)
}
