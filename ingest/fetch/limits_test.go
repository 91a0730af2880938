package fetch

import (
	"testing"
	"time"
)

func TestLimitsOfAHost(t *testing.T) {
	slow, fast := 10*time.Second, time.Duration(0)
	f, _ := fetcherFor(t, func(c *Config) {
		c.AllowHosts = []string{"intranet.example", "10.0.0.1:8080"}
		c.Hosts = []HostConfig{
			{Host: "Slow.example", Delay: &slow}, {Host: "fast.slow.example", Delay: &fast, Connections: 4},
			{Host: "intranet.example", Connections: 2},
		}
	})
	for _, test := range []struct {
		host string
		want limits
	}{
		{"news.example", limits{2 * time.Second, 1, false}},
		{"slow.example", limits{slow, 1, false}},
		{"WWW.slow.example", limits{slow, 1, false}},
		{"notslow.example", limits{2 * time.Second, 1, false}},
		{"a.fast.slow.example", limits{0, 4, false}},
		{"intranet.example", limits{0, 2, true}},
		{"10.0.0.1", limits{2 * time.Second, 1, false}},
	} {
		if got := f.limitsOf(test.host, test.host+":443"); got != test.want {
			t.Errorf("%s: limits %+v, want %+v", test.host, got, test.want)
		}
	}
}

func TestCrawlDelayHoldsForOthersOnly(t *testing.T) {
	for _, test := range []struct {
		limits           limits
		crawlDelay, want time.Duration
	}{
		{limits{delay: 2 * time.Second}, 9 * time.Second, 9 * time.Second},
		{limits{delay: 20 * time.Second}, 9 * time.Second, 20 * time.Second},
		{limits{ours: true}, 9 * time.Second, 0},
		{limits{delay: time.Second, ours: true}, 9 * time.Second, time.Second},
	} {
		if got := test.limits.after(test.crawlDelay); got != test.want {
			t.Errorf("%+v: pause %s, want %s", test.limits, got, test.want)
		}
	}
}

func TestHostsAreValidated(t *testing.T) {
	negative := -time.Second
	for _, h := range []HostConfig{
		{}, {Host: "https://news.example"}, {Host: "*.news.example"}, {Host: "news.example", Delay: &negative}, {Host: "news.example", Connections: -1},
	} {
		c := DefaultConfig()
		c.Hosts = []HostConfig{h}
		wantError(t, c.Validate(), "fetch.hosts")
	}
	c := DefaultConfig()
	for _, agent := range []string{"", " ", "(+https://news.example)", "gigawire/1", "gigawire/1 (+https://news.example)\nX-A: b"} {
		c.UserAgent = agent
		wantError(t, c.Validate(), "fetch.user_agent")
	}
}
