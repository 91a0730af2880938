package server

import (
	"bufio"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"strings"
	"testing"
)

var hello = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { io.WriteString(w, "hello") })

func start(t *testing.T, c Config, h http.Handler) *Server {
	t.Helper()
	s, err := Start(c, h, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// ask sends a request with some headers and returns the answer, its body read.
func ask(t *testing.T, method, url string, header map[string]string) (*http.Response, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	for name, value := range header {
		r.Header.Set(name, value)
	}
	r.Host = r.Header.Get("Host")
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, string(body)
}

func TestAnswersAreHardened(t *testing.T) {
	s := start(t, Config{Address: "127.0.0.1:0"}, hello)
	resp, body := ask(t, http.MethodGet, s.URL(), nil)
	if body != "hello" {
		t.Errorf("body %q", body)
	}
	for name, want := range map[string]string{
		"Content-Security-Policy": "default-src 'self'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
	} {
		if !strings.HasPrefix(resp.Header.Get(name), want) {
			t.Errorf("%s is %q, want %q", name, resp.Header.Get(name), want)
		}
	}
	if p := resp.Header.Get("Content-Security-Policy"); strings.Contains(p, "unsafe") || !strings.Contains(p, "frame-ancestors 'none'") {
		t.Errorf("policy %q", p)
	}
}

// TestWhoMayAsk tells requests of this machine's browser from those that a
// page elsewhere brings about.
func TestWhoMayAsk(t *testing.T) {
	s := start(t, Config{Address: "127.0.0.1:0", Hosts: []string{"gigawire.example"}}, hello)
	for _, c := range []struct {
		method, host, origin, site string
		want                       int
	}{
		{"GET", s.Addr(), "", "", http.StatusOK},
		{"GET", "localhost:8080", "", "", http.StatusOK},
		{"GET", "[::1]:8080", "", "", http.StatusOK},
		{"GET", "GIGAWIRE.example", "", "", http.StatusOK},
		{"GET", "rebound.example", "", "", http.StatusMisdirectedRequest},
		{"GET", "127.0.0.1.rebound.example:8080", "", "", http.StatusMisdirectedRequest},
		{"POST", s.Addr(), "http://" + s.Addr(), "same-origin", http.StatusOK},
		{"POST", s.Addr(), "", "", http.StatusOK}, // no browser
		{"POST", s.Addr(), "http://elsewhere.example", "", http.StatusForbidden},
		{"POST", s.Addr(), "http://elsewhere.example", "cross-site", http.StatusForbidden},
		{"POST", s.Addr(), "null", "", http.StatusForbidden},
	} {
		header := map[string]string{"Host": c.host}
		if c.origin != "" {
			header["Origin"] = c.origin
		}
		if c.site != "" {
			header["Sec-Fetch-Site"] = c.site
		}
		if resp, _ := ask(t, c.method, s.URL(), header); resp.StatusCode != c.want {
			t.Errorf("%+v: status %d", c, resp.StatusCode)
		}
	}
}

func TestChangesNeedTheToken(t *testing.T) {
	for _, c := range []struct {
		token, shown string
		want         int
	}{
		{"", "", http.StatusForbidden},
		{"", "Bearer ", http.StatusForbidden},
		{"secret", "", http.StatusUnauthorized},
		{"secret", "Bearer secre", http.StatusUnauthorized},
		{"secret", "secret", http.StatusUnauthorized},
		{"secret", "Bearer secret", http.StatusOK},
	} {
		config := Config{Address: "127.0.0.1:0", Token: c.token}
		s := start(t, config, config.Changes(hello))
		if resp, body := ask(t, http.MethodPost, s.URL(), map[string]string{"Authorization": c.shown}); resp.StatusCode != c.want {
			t.Errorf("token %q, shown %q: status %d, %s", c.token, c.shown, resp.StatusCode, body)
		}
	}
}

// TestFormsShowTheTokenInAField, as a browser without scripts does.
func TestFormsShowTheTokenInAField(t *testing.T) {
	config := Config{Address: "127.0.0.1:0", Token: "secret"}
	s := start(t, config, config.Changes(hello))
	for shown, want := range map[string]int{"": http.StatusUnauthorized, "secre": http.StatusUnauthorized, "secret": http.StatusOK} {
		resp, err := http.PostForm(s.URL(), url.Values{"token": {shown}})
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != want {
			t.Errorf("%q: status %d, want %d", shown, resp.StatusCode, want)
		}
	}
	if resp, _ := ask(t, http.MethodGet, s.URL()+"/?token=secret", nil); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("in an address, which logs keep: status %d", resp.StatusCode)
	}
}

func TestStreamsEndWithTheServer(t *testing.T) {
	s := start(t, Config{Address: "127.0.0.1:0"}, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		io.WriteString(w, "begun\n")
		http.NewResponseController(w).Flush()
		<-r.Context().Done()
	}))
	resp, err := http.Get(s.URL())
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if line, err := bufio.NewReader(resp.Body).ReadString('\n'); line != "begun\n" {
		t.Fatalf("%q, %v", line, err)
	}
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}

func TestAddressInUseIsSaid(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer taken.Close()
	_, err = Start(Config{Address: taken.Addr().String()}, hello, slog.New(slog.DiscardHandler))
	if err == nil || !strings.Contains(err.Error(), "http.address "+taken.Addr().String()) {
		t.Errorf("error %v", err)
	}
}

// TestDefaultAddressGivesWay to whatever listens there already.
func TestDefaultAddressGivesWay(t *testing.T) {
	first, second := start(t, DefaultConfig(), hello), start(t, DefaultConfig(), hello)
	if first.Addr() == second.Addr() || !strings.HasPrefix(second.URL(), "http://127.0.0.1:80") {
		t.Errorf("at %s and %s", first.Addr(), second.URL())
	}
}

func TestOtherMachinesMustBeMeant(t *testing.T) {
	for _, c := range []struct {
		config Config
		said   string // empty where it is valid
	}{
		{Config{}, ""},
		{DefaultConfig(), ""},
		{Config{Address: "localhost:8080"}, ""},
		{Config{Address: "[::1]:8080"}, ""},
		{Config{Address: "0.0.0.0:8080"}, "http.hosts"},
		{Config{Address: ":8080"}, "http.hosts"},
		{Config{Address: "192.168.1.5:8080"}, "127.0.0.1:8080"},
		{Config{Address: ":8080", Hosts: []string{"gigawire.example"}}, ""},
		{Config{Address: ":8080", Hosts: []string{"http://gigawire.example"}}, "without scheme"},
		{Config{Address: "8080"}, "host:port"},
	} {
		err := c.config.Validate()
		if (err == nil) != (c.said == "") || err != nil && !strings.Contains(err.Error(), c.said) {
			t.Errorf("%+v: %v", c.config, err)
		}
	}
}

func TestURLCanBeOpened(t *testing.T) {
	s := start(t, Config{Address: ":0", Hosts: []string{"localhost"}}, hello)
	if _, body := ask(t, http.MethodGet, s.URL(), nil); body != "hello" {
		t.Errorf("%s answers %q", s.URL(), body)
	}
}

// TestProfilesAreForThisMachine, and for others that show the token.
func TestProfilesAreForThisMachine(t *testing.T) {
	for _, c := range []struct {
		config Config
		shown  string
		want   int
	}{
		{Config{Address: "127.0.0.1:0", Pprof: true}, "", http.StatusOK},
		{Config{Address: "127.0.0.1:0", Hosts: []string{"a.example"}, Token: "t", Pprof: true}, "", http.StatusUnauthorized},
		{Config{Address: "0.0.0.0:0", Hosts: []string{"a.example"}, Token: "t", Pprof: true}, "Bearer u", http.StatusUnauthorized},
		{Config{Address: "0.0.0.0:0", Hosts: []string{"a.example"}, Token: "t", Pprof: true}, "Bearer t", http.StatusOK},
	} {
		s := start(t, c.config, c.config.Private(hello))
		if resp, _ := ask(t, http.MethodGet, s.URL(), map[string]string{"Authorization": c.shown}); resp.StatusCode != c.want {
			t.Errorf("%+v, shown %q: status %d, want %d", c.config, c.shown, resp.StatusCode, c.want)
		}
	}
	err := Config{Address: "0.0.0.0:8080", Hosts: []string{"a.example"}, Pprof: true}.Validate()
	if err == nil || !strings.Contains(err.Error(), "http.token") {
		t.Errorf("profiles for everybody: %v", err)
	}
}
