package push

import (
	"bytes"
	"compress/gzip"
	"errors"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/coding"
)

func gzipped(t testing.TB, body []byte) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t testing.TB, body []byte) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll(body, nil))
}

// TestPackedBodiesAreBounded: they are unpacked, but bombs are cut and what is
// damaged is set aside.
func TestPackedBodiesAreBounded(t *testing.T) {
	for name, pack := range map[string]func(testing.TB, []byte) string{coding.Gzip: gzipped, coding.Zstd: zstandard} {
		t.Run(name, func(t *testing.T) {
			s, p := running(t, func(c *Config) { c.MaxBody = 100_000 })
			if got := push(t, s, "application/json", pack(t, []byte(object)), "Content-Encoding", name); got.Status != statusPublished {
				t.Errorf("%+v", got)
			}
			bomb := pack(t, make([]byte, 50<<20))
			if len(bomb) >= 100_000 {
				t.Fatalf("a bomb of %d bytes", len(bomb))
			}
			if got := push(t, s, "text/plain", bomb, "Content-Encoding", name); got.Status != 413 || len(p.last().Body) > 64<<10 {
				t.Errorf("%+v, %d bytes are kept", got, len(p.last().Body))
			}
			whole := pack(t, []byte(strings.Repeat(object, 20)))
			if got := push(t, s, "text/plain", whole[:len(whole)-9], "Content-Encoding", name); got.Reason != "malformed" || string(p.last().Body) != whole[:len(whole)-9] {
				t.Errorf("%+v", got)
			}
			if got := push(t, s, "text/plain", said, "Content-Encoding", name); got.Reason != "malformed" {
				t.Errorf("%+v", got)
			}
		})
	}
}

// FuzzUnpack: whatever comes is unpacked within the limit, or is an error that
// says why for good.
func FuzzUnpack(f *testing.F) {
	for _, body := range []string{said, strings.Repeat("0", 5000)} {
		f.Add([]byte(gzipped(f, []byte(body))), true)
		f.Add([]byte(zstandard(f, []byte(body))), false)
	}
	s := &Server{config: Config{MaxBody: 1000}}
	f.Fuzz(func(t *testing.T, packed []byte, isGzip bool) {
		packing := coding.Zstd
		if isGzip {
			packing = coding.Gzip
		}
		body, err := s.unpack(packed, packing)
		if err == nil && len(body) > 1000 || err != nil && !errors.Is(err, ingest.ErrTooLarge) && !errors.Is(err, ingest.ErrMalformed) {
			t.Errorf("%d bytes, %v", len(body), err)
		}
	})
}
