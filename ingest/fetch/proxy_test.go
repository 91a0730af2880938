package fetch

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"slices"
	"testing"

	"golang.org/x/net/http/httpproxy"
)

// behind returns a fetcher that reaches all but loopback through a proxy, and
// what the proxy is asked for. The proxy answers itself, from loopback.
func behind(t *testing.T, change func(*Config), resolvesTo string) (*Fetcher, *visits, *httptest.Server) {
	t.Helper()
	asked := &visits{}
	proxy := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.add(r.URL.String())
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/moved":
			http.Redirect(w, r, "http://169.254.169.254/latest/meta-data", http.StatusFound)
		default:
			w.Write([]byte("page"))
		}
	}))
	t.Cleanup(proxy.Close)
	f, _ := fetcherFor(t, change)
	g := newGuard(f.allowed)
	g.proxies = proxiesFrom(&httpproxy.Config{HTTPProxy: proxy.URL, HTTPSProxy: proxy.URL})
	g.resolver = nameServer(t, resolvesTo)
	f.client = newClient(f.config, g)
	t.Cleanup(f.client.CloseIdleConnections)
	return f, asked, proxy
}

func TestProxyIsUsed(t *testing.T) {
	f, asked, _ := behind(t, nil, "93.184.215.14")
	resp, err := f.Get(t.Context(), "http://news.example/a", "", "")
	if err != nil || string(resp.Body) != "page" {
		t.Fatalf("response %+v, error %v", resp, err)
	}
	if want := []string{"http://news.example/robots.txt", "http://news.example/a"}; !slices.Equal(asked.paths, want) {
		t.Errorf("the proxy was asked for %v", asked.paths)
	}
}

// TestProxyIsNoWayToPrivateAddresses by number, by name, by redirect or to
// the proxy itself.
func TestProxyIsNoWayToPrivateAddresses(t *testing.T) {
	f, asked, proxy := behind(t, nil, "10.0.0.1")
	for _, address := range []string{"http://10.0.0.1/a", "http://[fd00::1]/a", "http://inside.example/a", "http://169.254.169.254/a", proxy.URL + "/a"} {
		if _, err := f.Get(t.Context(), address, "", ""); !errors.Is(err, ErrPrivate) || Passing(err) {
			t.Errorf("%s: error %v", address, err)
		}
	}
	if len(asked.paths) > 0 {
		t.Errorf("the proxy was asked for %v", asked.paths)
	}
	f, _, _ = behind(t, nil, "93.184.215.14")
	if _, err := f.Get(t.Context(), "http://news.example/moved", "", ""); !errors.Is(err, ErrPrivate) {
		t.Errorf("redirect: error %v", err)
	}
	f, asked, _ = behind(t, func(c *Config) { c.AllowHosts = []string{"inside.example"} }, "10.0.0.1")
	if _, err := f.Get(t.Context(), "http://inside.example/a", "", ""); err != nil || asked.count("http://inside.example/a") != 1 {
		t.Errorf("what is allowed: error %v, asked for %v", err, asked.paths)
	}
}

func TestProxiesAreKnownByTheirPorts(t *testing.T) {
	for address, want := range map[string]string{
		"http://proxy.example:3128": "proxy.example:3128", "proxy.example": "proxy.example:80", "https://proxy.example": "proxy.example:443",
		"socks5://user:password@proxy.example": "proxy.example:1080",
	} {
		p := proxiesFrom(&httpproxy.Config{HTTPSProxy: address})
		if !p.has(want) || len(p.hosts) != 1 {
			t.Errorf("%s: hosts %v, want %s", address, p.hosts, want)
		}
	}
	if p := proxiesFrom(&httpproxy.Config{}); len(p.hosts) != 0 {
		t.Errorf("no proxy: hosts %v", p.hosts)
	}
}
