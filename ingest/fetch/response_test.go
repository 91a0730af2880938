package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// answer serves a body in a content coding, and no robots.txt.
func answer(coding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		if coding != "" {
			w.Header().Set("Content-Encoding", coding)
		}
		w.Write(body)
	}
}

func TestBodies(t *testing.T) {
	large := strings.Repeat("a", 2000)
	for name, test := range map[string]struct {
		coding string
		body   []byte
		want   string
		err    error
	}{
		"plain":              {"", []byte("page"), "page", nil},
		"empty":              {"", nil, "", nil},
		"identity":           {"identity", []byte("page"), "page", nil},
		"gzip":               {"gzip", packed(t, "gzip", []byte("page")), "page", nil},
		"as large as may be": {"", []byte(large[:1024]), large[:1024], nil},
		"too large":          {"", []byte(large[:1025]), "", ingest.ErrTooLarge},
		"too large unpacked": {"gzip", packed(t, "gzip", []byte(large)), "", ingest.ErrTooLarge},
	} {
		server, seen := serve(t, answer(test.coding, test.body))
		f, _ := fetcherFor(t, func(c *Config) { c.MaxBody = 1024 }, server)
		resp, err := f.Get(t.Context(), server.URL+"/a", "", "")
		if !errors.Is(err, test.err) || (err == nil && string(resp.Body) != test.want) {
			t.Errorf("%s: response %+v, error %v, want %v", name, resp, err, test.err)
		}
		if n := seen.count("/a"); n != 1 {
			t.Errorf("%s: asked %d times", name, n)
		}
	}
}

func TestEndlessBodyIsCut(t *testing.T) {
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		for r.Context().Err() == nil {
			if _, err := w.Write(bytes.Repeat([]byte("a"), 4096)); err != nil {
				return
			}
		}
	})
	f, _ := fetcherFor(t, nil, server)
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); !errors.Is(err, ingest.ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}

// TestSlowServers serves a page whose headers, or whose body, never end.
func TestSlowServers(t *testing.T) {
	for name, begin := range map[string]func(http.ResponseWriter){
		"headers": func(http.ResponseWriter) {},
		"body": func(w http.ResponseWriter) {
			fmt.Fprint(w, "<p>The beginning")
			w.(http.Flusher).Flush()
		},
	} {
		server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			begin(w)
			<-r.Context().Done()
		})
		f, _ := fetcherFor(t, func(c *Config) { c.Attempts = 2 }, server)
		if _, err := f.Sitemaps(t.Context(), server.URL); err != nil { // there is time for robots.txt
			t.Fatal(err)
		}
		f.config.Timeout = 300 * time.Millisecond
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		wantError(t, err, server.URL+"/a", "300ms", "fetch.timeout")
		if n := seen.count("/a"); n != 2 || !Passing(err) {
			t.Errorf("slow %s: asked %d times, passing %v", name, n, Passing(err))
		}
	}
}

// TestPhasesHaveTimeouts of their own, shorter than that of the whole.
func TestPhasesHaveTimeouts(t *testing.T) {
	const short = 100 * time.Millisecond
	for name, test := range map[string]struct {
		change func(*Config)
		begin  func(http.ResponseWriter)
		want   string
	}{
		"header": {func(c *Config) { c.HeaderTimeout = short }, func(http.ResponseWriter) {}, "fetch.header_timeout"},
		"idle": {func(c *Config) { c.IdleTimeout = short }, func(w http.ResponseWriter) {
			fmt.Fprint(w, "<p>The beginning")
			w.(http.Flusher).Flush()
		}, "fetch.idle_timeout"},
	} {
		server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/robots.txt" {
				http.NotFound(w, r)
				return
			}
			test.begin(w)
			<-r.Context().Done()
		})
		f, _ := fetcherFor(t, func(c *Config) { c.Attempts = 1; test.change(c) }, server)
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		if wantError(t, err, test.want); !Passing(err) {
			t.Errorf("%s: no second try later", name)
		}
	}
}

// TestHandshakeHasATimeout connects to what never answers in TLS.
func TestHandshakeHasATimeout(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { listener.Close() })
	f, _ := fetcherFor(t, func(c *Config) {
		c.AllowHosts, c.Attempts, c.ConnectTimeout = []string{listener.Addr().String()}, 1, 100*time.Millisecond
	})
	_, err = f.Get(t.Context(), "https://"+listener.Addr().String()+"/a", "", "")
	wantError(t, err, "TLS handshake timeout", "fetch.connect_timeout")
}

// TestBodyInPiecesIsRead to its end.
func TestBodyInPiecesIsRead(t *testing.T) {
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		for range 5 {
			fmt.Fprint(w, "page")
			w.(http.Flusher).Flush()
		}
	})
	f, _ := fetcherFor(t, func(c *Config) { c.IdleTimeout = 10 * time.Second }, server)
	resp, err := f.Get(t.Context(), server.URL+"/a", "", "")
	if err != nil || string(resp.Body) != strings.Repeat("page", 5) {
		t.Errorf("response %+v, error %v", resp, err)
	}
}

// TestConnectionsAreUsedAgain after answers of every kind.
func TestConnectionsAreUsedAgain(t *testing.T) {
	var mu sync.Mutex
	from := map[string]bool{}
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		from[r.RemoteAddr] = true
		switch r.URL.Path {
		case "/robots.txt":
			http.NotFound(w, r)
		case "/moved":
			http.Redirect(w, r, "/a", http.StatusFound)
		case "/zipped":
			w.Header().Set("Content-Encoding", "gzip")
			w.Write(packed(t, "gzip", []byte("page")))
		default:
			w.Write(bytes.Repeat([]byte("page"), 5000))
		}
	})
	f, _ := fetcherFor(t, nil, server)
	for _, path := range []string{"/moved", "/zipped", "/a"} {
		if _, err := f.Get(t.Context(), server.URL+path, "", ""); err != nil {
			t.Error(err)
		}
	}
	if len(from) != 1 {
		t.Errorf("%d connections were opened", len(from))
	}
}

// raw answers with bytes as they are, and then closes the connection.
func raw(t *testing.T, bytes string) http.HandlerFunc {
	t.Helper()
	return func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		conn, _, err := w.(http.Hijacker).Hijack()
		if err != nil {
			t.Error(err)
			return
		}
		defer conn.Close()
		conn.Write([]byte(bytes))
	}
}

func TestAnswersThatAreNotHTTP(t *testing.T) {
	for name, test := range map[string]struct{ bytes, want string }{
		"body cut short":      {"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nbeginning", "EOF"},
		"chunk cut short":     {"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n64\r\nbeginning", "EOF"},
		"two lengths":         {"HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab", "Content-Length"},
		"negative length":     {"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\nab", "Content-Length"},
		"no HTTP":             {"220 news.example ESMTP\r\n", "malformed HTTP"},
		"nothing":             {"", "EOF"},
		"headers without end": {"HTTP/1.1 200 OK\r\n" + strings.Repeat("X-A: "+strings.Repeat("a", 1000)+"\r\n", 1000), "header"},
	} {
		server, _ := serve(t, raw(t, test.bytes))
		f, at := fetcherFor(t, nil, server)
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		wantError(t, err, server.URL+"/a", test.want)
		if errors.Is(err, io.EOF) {
			t.Errorf("%s: error %v reads as the end of a source", name, err)
		}
		if !Passing(err) || len(at.waits()) != 2 {
			t.Errorf("%s: error %v was not tried again", name, err)
		}
	}
}

func TestBodyLongerThanItsLengthIsCutThere(t *testing.T) {
	server, _ := serve(t, raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\npage and more"))
	f, _ := fetcherFor(t, nil, server)
	resp, err := f.Get(t.Context(), server.URL+"/a", "", "")
	if err != nil || string(resp.Body) != "page" {
		t.Errorf("response %+v, error %v", resp, err)
	}
}

func TestAnnouncedLengthIsBelieved(t *testing.T) {
	server, _ := serve(t, raw(t, "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"))
	f, _ := fetcherFor(t, nil, server)
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); !errors.Is(err, ingest.ErrTooLarge) {
		t.Errorf("error %v", err)
	}
}
