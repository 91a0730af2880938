package fetch

import (
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

func zipped(t *testing.T, body []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	w := gzip.NewWriter(&out)
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

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
		"gzip":               {"gzip", zipped(t, []byte("page")), "page", nil},
		"as large as may be": {"", []byte(large[:1024]), large[:1024], nil},
		"too large":          {"", []byte(large[:1025]), "", ingest.ErrTooLarge},
		"too large unpacked": {"gzip", zipped(t, []byte(large)), "", ingest.ErrTooLarge},
		"brotli":             {"br", []byte("\x0b\x01\x80page\x03"), "", ingest.ErrMalformed},
		"zstd":               {"zstd", []byte("\x28\xb5\x2f\xfd\x04\x00"), "", ingest.ErrMalformed},
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

// TestBombIsNotUnpacked serves 16 MB of zeros in 16 KB.
func TestBombIsNotUnpacked(t *testing.T) {
	server, _ := serve(t, answer("gzip", zipped(t, make([]byte, 16<<20))))
	f, _ := fetcherFor(t, nil, server)
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	if !errors.Is(err, ingest.ErrTooLarge) {
		t.Fatalf("error %v", err)
	}
	wantError(t, err, "5242880", "fetch.max_body_bytes")
	if ingest.Reason(err) != ingest.ReasonTooLarge {
		t.Errorf("reason %q", ingest.Reason(err))
	}
}

func TestBrokenGzipIsAnError(t *testing.T) {
	server, _ := serve(t, answer("gzip", []byte("this is no gzip")))
	f, _ := fetcherFor(t, nil, server)
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	wantError(t, err, "gzip")
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
		f, _ := fetcherFor(t, func(c *Config) { c.Timeout = 300 * time.Millisecond; c.Attempts = 2 }, server)
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		wantError(t, err, server.URL+"/a", "300ms", "fetch.timeout")
		if n := seen.count("/a"); n != 2 || !Passing(err) {
			t.Errorf("slow %s: asked %d times, passing %v", name, n, Passing(err))
		}
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
