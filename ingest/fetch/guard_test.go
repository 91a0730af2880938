package fetch

import (
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
)

func TestPublicAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "93.184.216.34": true, "172.32.0.1": true, "2606:4700::1111": true, "100.63.255.255": true,
		"127.0.0.1": false, "127.8.9.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "0.1.2.3": false, "255.255.255.255": false,
		"224.0.0.1": false, "192.0.2.1": false, "198.18.0.1": false, "240.0.0.1": false,
		"::": false, "::1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "fec0::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:db8::1": false,
	} {
		if got := public(netip.MustParseAddr(address).Unmap()); got != want {
			t.Errorf("public(%s) = %v", address, got)
		}
	}
}

func TestPrivateAddressesAreRefused(t *testing.T) {
	server, seen := serve(t, page("secret"))
	f, at := fetcherFor(t, nil)
	_, port, err := net.SplitHostPort(strings.TrimPrefix(server.URL, "http://"))
	if err != nil {
		t.Fatal(err)
	}
	for _, host := range []string{"127.0.0.1", "localhost", "127.1.2.3", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0"} {
		_, err := f.Get(t.Context(), "http://"+host+":"+port+"/a", "", "")
		if !errors.Is(err, ErrPrivate) || Passing(err) {
			t.Errorf("%s: error %v", host, err)
			continue
		}
		wantError(t, err, "fetch.allow_hosts", host+":"+port)
	}
	if len(seen.paths) > 0 || len(at.waits()) > 0 {
		t.Errorf("asked for %v", seen.paths)
	}
}

// TestRedirectsToPrivateAddressesAreRefused leads from a host that is allowed
// to another port of the same address.
func TestRedirectsToPrivateAddressesAreRefused(t *testing.T) {
	private, seen := serve(t, page("secret"))
	for _, path := range []string{"/a", "/robots.txt"} {
		server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == path {
				http.Redirect(w, r, private.URL+r.URL.Path, http.StatusFound)
			}
		})
		f, _ := fetcherFor(t, nil, server)
		if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); !errors.Is(err, ErrPrivate) {
			t.Errorf("redirect of %s: error %v", path, err)
		}
	}
	if len(seen.paths) > 0 {
		t.Errorf("asked for %v", seen.paths)
	}
}

// TestHostsAreAllowedByName allows a name and not the address that it has.
func TestHostsAreAllowedByName(t *testing.T) {
	server, _ := serve(t, page("page"))
	byName := strings.Replace(server.URL, "127.0.0.1", "localhost", 1)
	f, _ := fetcherFor(t, func(c *Config) { c.AllowHosts = []string{strings.ToUpper(strings.TrimPrefix(byName, "http://"))} })
	if _, err := f.Get(t.Context(), byName+"/a", "", ""); err != nil {
		t.Error(err)
	}
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); !errors.Is(err, ErrPrivate) {
		t.Errorf("the address is allowed too: error %v", err)
	}
}

func TestHostWithoutPortIsMeantOnTheDefaultOnes(t *testing.T) {
	list := newHostList([]string{"Intranet.example", "::1", "[fd00::1]:8080"})
	for address, want := range map[string]bool{
		"http://intranet.example/a": true, "https://INTRANET.example/a": true, "http://intranet.example:8080/": false,
		"http://[::1]/": true, "http://[fd00::1]:8080/": true, "http://[fd00::1]/": false, "http://other.example/": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := list.has(hostPort(u)); got != want {
			t.Errorf("%s is allowed: %v", address, got)
		}
	}
}
