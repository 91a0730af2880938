package coding

import (
	"bytes"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
)

func packed(t *testing.T, to func(io.Writer) io.WriteCloser, text string) *bytes.Buffer {
	t.Helper()
	var b bytes.Buffer
	w := to(&b)
	if _, err := io.WriteString(w, text); err != nil {
		t.Fatal(err)
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return &b
}

func toZstd(window int) func(io.Writer) io.WriteCloser {
	return func(w io.Writer) io.WriteCloser {
		e, err := zstd.NewWriter(w, zstd.WithWindowSize(window))
		if err != nil {
			panic(err)
		}
		return e
	}
}

// TestEachCodingIsUndone, and no other.
func TestEachCodingIsUndone(t *testing.T) {
	text := strings.Repeat("Acme has raised $50 million. ", 100)
	for coding, to := range map[string]func(io.Writer) io.WriteCloser{
		Gzip:    func(w io.Writer) io.WriteCloser { return gzip.NewWriter(w) },
		Deflate: func(w io.Writer) io.WriteCloser { return zlib.NewWriter(w) },
		Brotli:  func(w io.Writer) io.WriteCloser { return brotli.NewWriter(w) },
		Zstd:    toZstd(1 << 20),
	} {
		in, err := NewReader(packed(t, to, text), coding)
		if err != nil {
			t.Fatalf("%s: %v", coding, err)
		}
		if got, large, err := ReadAtMost(in, int64(len(text))); string(got) != text || large || err != nil {
			t.Errorf("%s: %d bytes, too large %v, error %v", coding, len(got), large, err)
		}
		if err := in.Close(); err != nil {
			t.Errorf("%s: %v", coding, err)
		}
	}
	if _, err := NewReader(strings.NewReader(text), "compress"); !errors.Is(err, ErrUnknown) {
		t.Errorf("error %v", err)
	}
}

// TestMemoryIsBounded, though a few bytes ask for much.
func TestMemoryIsBounded(t *testing.T) {
	wide := packed(t, toZstd(16<<20), strings.Repeat("a", 12<<20))
	in, err := NewReader(wide, Zstd)
	if err == nil {
		_, err = io.Copy(io.Discard, in)
	}
	if !errors.Is(err, zstd.ErrWindowSizeExceeded) {
		t.Errorf("a wide window: error %v", err)
	}
	if got, large, err := ReadAtMost(strings.NewReader("abcdef"), 3); !large || len(got) != 4 || err != nil {
		t.Errorf("%q, too large %v, error %v", got, large, err)
	}
}
