package fetch

import (
	"testing"
	"time"
)

func TestLimitsOfAHost(t *testing.T) {
	const slow = 10 * time.Second
	f, _ := fetcherFor(t, func(c *Config) {
		c.AllowHosts = []string{"intranet.example", "10.0.0.1:8080", "slow.intranet.example"}
		c.Hosts = []HostConfig{{"Slow.example", slow}, {"fast.slow.example", time.Second}, {"slow.intranet.example", slow}}
	})
	for _, test := range []struct {
		host string
		want limits
	}{
		{"news.example", limits{2 * time.Second, false}},
		{"slow.example", limits{slow, false}},
		{"WWW.slow.example", limits{slow, false}},
		{"notslow.example", limits{2 * time.Second, false}},
		{"a.fast.slow.example", limits{time.Second, false}},
		{"intranet.example", limits{0, true}},
		{"slow.intranet.example", limits{slow, true}},
		{"10.0.0.1", limits{2 * time.Second, false}},
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
	for _, h := range []HostConfig{
		{}, {Host: "https://news.example"}, {Host: "*.news.example"}, {Host: "news.example"}, {Host: "news.example", Delay: -time.Second},
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
