package fetch

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/dns/dnsmessage"
)

func TestPublicAddresses(t *testing.T) {
	for address, want := range map[string]bool{
		"8.8.8.8": true, "93.184.216.34": true, "172.32.0.1": true, "2606:4700::1111": true, "100.63.255.255": true,
		"127.0.0.1": false, "127.8.9.1": false, "10.1.2.3": false, "172.16.0.1": false, "192.168.1.1": false,
		"169.254.169.254": false, "100.64.0.1": false, "0.0.0.0": false, "0.1.2.3": false, "255.255.255.255": false,
		"224.0.0.1": false, "192.0.2.1": false, "198.18.0.1": false, "240.0.0.1": false,
		"168.63.129.16": false, "192.0.0.192": false, "100.100.100.200": false, "239.255.255.250": false, "192.88.99.1": false,
		"64:ff9b::8.8.8.8": true, "64:ff9b::10.0.0.1": false, "64:ff9b::169.254.169.254": false, "64:ff9b:1::8.8.8.8": false,
		"::ffff:8.8.8.8": true, "::ffff:0:7f00:1": false, "::ffff:169.254.169.254": false, "2001:0:4136:e378::1": false, "fd00:ec2::254": false,
		"100::1": false, "5f00::1": false, "3fff::1": false, "4000::1": false, "ff0e::1": false,
		"::": false, "::1": false, "fe80::1": false, "fe80::1%eth0": false, "fc00::1": false, "fd12::1": false, "ff02::1": false, "fec0::1": false,
		"::ffff:127.0.0.1": false, "::ffff:10.0.0.1": false, "::127.0.0.1": false, "64:ff9b::7f00:1": false, "2002:7f00:1::": false, "2001:db8::1": false,
	} {
		if got := public(netip.MustParseAddr(address)); got != want {
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

// TestNamesOfPrivateAddressesAreRefused has a name server that says where
// every name is: the address is looked at, however innocent the name.
func TestNamesOfPrivateAddressesAreRefused(t *testing.T) {
	for _, address := range []string{"127.0.0.1", "10.1.2.3", "169.254.169.254", "100.64.1.1", "192.168.0.10", "0.0.0.0"} {
		g := newGuard(hostList{})
		g.resolver = nameServer(t, address)
		connect := g.dialer(time.Second)
		for range 2 { // each time, and not only the first
			if conn, err := connect(t.Context(), "tcp", "news.example:80"); !errors.Is(err, ErrPrivate) {
				t.Errorf("%s: connection %v, error %v", address, conn, err)
			}
		}
	}
}

// nameServer returns a resolver that says of every name that it is at an IPv4
// address.
func nameServer(t *testing.T, address string) *net.Resolver {
	t.Helper()
	conn, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	go func() {
		question := make([]byte, 512)
		for {
			n, from, err := conn.ReadFrom(question)
			if err != nil {
				return
			}
			if answer := named(question[:n], netip.MustParseAddr(address)); answer != nil {
				conn.WriteTo(answer, from)
			}
		}
	}()
	return &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, _, _ string) (net.Conn, error) {
		return new(net.Dialer).DialContext(ctx, "udp", conn.LocalAddr().String())
	}}
}

// named answers a question for the address of a name.
func named(question []byte, is netip.Addr) []byte {
	var m dnsmessage.Message
	if m.Unpack(question) != nil || len(m.Questions) != 1 {
		return nil
	}
	m.Response, m.Authoritative, m.Additionals = true, true, nil
	if q := m.Questions[0]; q.Type == dnsmessage.TypeA {
		m.Answers = []dnsmessage.Resource{{
			Header: dnsmessage.ResourceHeader{Name: q.Name, Class: dnsmessage.ClassINET}, Body: &dnsmessage.AResource{A: is.As4()},
		}}
	}
	answer, _ := m.Pack()
	return answer
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
