package fetch

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"net/http"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
)

// packed returns a body in a content coding.
func packed(t testing.TB, coding string, body []byte) []byte {
	t.Helper()
	var out bytes.Buffer
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(&out)
	case "br":
		w = brotli.NewWriter(&out)
	case "zstd":
		z, err := zstd.NewWriter(&out)
		if err != nil {
			t.Fatal(err)
		}
		w = z
	}
	if _, err := w.Write(body); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// noise returns bytes that nothing packs much.
func noise(n int) []byte {
	random, out := rand.New(rand.NewPCG(1, 2)), make([]byte, n)
	for i := range out {
		out[i] = 'a' + byte(random.IntN(26))
	}
	return out
}

// TestCodings reads, with one fetcher and so with the same decoders, what is
// whole, cut, broken, too large, a bomb, and whole again.
func TestCodings(t *testing.T) {
	text := noise(20_000)
	for _, coding := range []string{"gzip", "br", "zstd"} {
		whole := packed(t, coding, text)
		broken := bytes.Clone(whole)
		for i := range 200 {
			broken[len(broken)/2+i] ^= 0xff
		}
		bodies := map[string][]byte{
			"/whole": whole, "/cut": whole[:len(whole)/2], "/broken": broken, "/other": []byte("\xff<html>this is not packed at all</html>"),
			"/large": packed(t, coding, noise(100_000)), "/bomb": packed(t, coding, make([]byte, 4<<20)),
		}
		server, seen := serve(t, func(w http.ResponseWriter, r *http.Request) {
			if accepted := r.Header.Get("Accept-Encoding"); !strings.Contains(accepted, coding) {
				t.Errorf("%s is not asked for: %q", coding, accepted)
			}
			answer(coding, bodies[r.URL.Path])(w, r)
		})
		f, _ := fetcherFor(t, func(c *Config) { c.MaxBody = 64 << 10 }, server)
		for _, test := range []struct {
			path  string
			err   error
			asked int
		}{
			{"/whole", nil, 1}, {"/cut", io.ErrUnexpectedEOF, 3}, {"/broken", ingest.ErrMalformed, 1}, {"/other", ingest.ErrMalformed, 1},
			{"/large", ingest.ErrTooLarge, 1}, {"/bomb", ingest.ErrTooLarge, 1}, {"/whole", nil, 2},
		} {
			resp, err := f.Get(t.Context(), server.URL+test.path, "", "")
			if !errors.Is(err, test.err) || err == nil && !bytes.Equal(resp.Body, text) {
				t.Errorf("%s %s: error %v, want %v", coding, test.path, err, test.err)
			}
			if n := seen.count(test.path); n != test.asked {
				t.Errorf("%s %s: asked %d times, want %d", coding, test.path, n, test.asked)
			}
		}
	}
}

func TestBombIsToldFromALargePage(t *testing.T) {
	for _, coding := range []string{"gzip", "br", "zstd"} {
		server, _ := serve(t, answer(coding, packed(t, coding, make([]byte, 8<<20))))
		f, _ := fetcherFor(t, func(c *Config) { c.MaxBody = 1 << 30 }, server)
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		if wantError(t, err, "300 times"); ingest.Reason(err) != ingest.ReasonTooLarge {
			t.Errorf("reason %q", ingest.Reason(err))
		}
	}
	server, _ := serve(t, answer("gzip", packed(t, "gzip", noise(2000))))
	f, _ := fetcherFor(t, func(c *Config) { c.MaxBody = 1024 }, server)
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	wantError(t, err, "1024", "fetch.max_body_bytes")
}

func TestCodingsThatWereNotAskedFor(t *testing.T) {
	for _, coding := range []string{"deflate", "compress", "gzip, gzip", "dcb"} {
		server, seen := serve(t, answer(coding, []byte("page")))
		f, _ := fetcherFor(t, nil, server)
		_, err := f.Get(t.Context(), server.URL+"/a", "", "")
		if wantError(t, err, coding); !errors.Is(err, ingest.ErrMalformed) || seen.count("/a") != 1 {
			t.Errorf("%s: error %v", coding, err)
		}
	}
	for coding, body := range map[string][]byte{"X-GZIP": packed(t, "gzip", []byte("page")), "Identity": []byte("page")} {
		server, _ := serve(t, answer(coding, body))
		f, _ := fetcherFor(t, nil, server)
		if resp, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil || string(resp.Body) != "page" {
			t.Errorf("%s: response %+v, error %v", coding, resp, err)
		}
	}
	server, _ := serve(t, answer("zstd", nil))
	f, _ := fetcherFor(t, nil, server)
	if resp, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil || len(resp.Body) != 0 {
		t.Errorf("an empty body: response %+v, error %v", resp, err)
	}
}

func FuzzUnpack(f *testing.F) {
	for i, coding := range []string{"gzip", "br", "zstd"} {
		f.Add(uint8(i), packed(f, coding, []byte("<p>The round values Orrery at $12.4 billion.")))
	}
	all := newDecoders()
	f.Fuzz(func(t *testing.T, which uint8, body []byte) {
		coding := []string{"gzip", "br", "zstd"}[which%3]
		from := newSource(bytes.NewReader(body), maxHold, func(error) {})
		u, err := all.unpack(coding, from)
		if err != nil {
			return
		}
		defer u.release()
		if out, _ := io.ReadAll(io.LimitReader(u, 4<<20)); len(out) > bombFrom+1<<20 && len(out) > bombRatio*(len(body)+1) {
			t.Errorf("%d bytes unpack to %d", len(body), len(out))
		}
	})
}
