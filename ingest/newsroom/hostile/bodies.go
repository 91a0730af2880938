package hostile

import (
	"bytes"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zstd"
)

// bodies are sites whose bodies do not end, or come packed in a bad way.
func bodies() []row {
	at := func(h http.HandlerFunc) paths { return paths{pagePath: h} }
	return []row{
		{name: "body that never begins", slow: true, want: Want{Reason: "fetch", Says: "timeout"}, paths: at(silence)},
		{name: "body that stops", slow: true, want: Want{Reason: "fetch", Says: "timeout"}, paths: at(stall)},
		{name: "body that drips", slow: true, want: Want{Reason: "fetch", Says: "timeout"}, paths: at(drip)},
		{name: "body without end", want: Want{Reason: "too_large", Says: "fetch.max_body_bytes"}, paths: at(endless)},
		{name: "gzip bomb", want: Want{Reason: "too_large"}, paths: at(packed("gzip", zeros()))},
		{name: "br bomb", want: Want{Reason: "too_large"}, paths: at(packed("br", zeros()))},
		{name: "zstd bomb", want: Want{Reason: "too_large"}, paths: at(packed("zstd", zeros()))},
		{name: "gzip that is none", want: Want{Reason: "malformed", Says: "gzip"}, paths: at(labelled("gzip", []byte(article("nothing"))))},
		{name: "br that is none", want: Want{Reason: "malformed", Says: "brotli"}, paths: at(labelled("br", []byte("\xff\xff\xff\xff\xff")))},
		{name: "zstd that is none", want: Want{Reason: "malformed"}, paths: at(labelled("zstd", []byte(article("nothing"))))},
		{name: "gzip cut short", want: Want{Reason: "fetch", Says: "unexpected EOF"}, paths: at(labelled("gzip", half(pack("gzip", article("half")))))},
		{name: "coding that nobody knows", want: Want{Reason: "malformed", Says: "klingon"}, paths: at(labelled("klingon", []byte("nuqneH")))},
		{name: "page in gzip", want: good, paths: at(packed("gzip", strings.NewReader(article("gzip"))))},
		{name: "page in br", want: good, paths: at(packed("br", strings.NewReader(article("br"))))},
		{name: "page in zstd", want: good, paths: at(packed("zstd", strings.NewReader(article("zstd"))))},
	}
}

// good is what comes of a site that has one article, for all it does.
var good = Want{Articles: 1, Text: mark}

func silence(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() }

// stall begins a body and sends no more.
func stall(w http.ResponseWriter, r *http.Request) {
	fmt.Fprint(w, "<p>The beginning")
	_ = http.NewResponseController(w).Flush()
	<-r.Context().Done()
}

// drip sends a byte now and then, as long as somebody listens.
func drip(w http.ResponseWriter, r *http.Request) {
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		select {
		case <-r.Context().Done():
			return
		case <-tick.C:
			fmt.Fprint(w, "<")
			_ = http.NewResponseController(w).Flush()
		}
	}
}

// endless sends a page without end, as fast as it is read.
func endless(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/html")
	paragraphs := bytes.Repeat([]byte("<p>"+mark+"</p>"), 500)
	for r.Context().Err() == nil {
		if _, err := w.Write(paragraphs); err != nil {
			return
		}
	}
}

// zeros returns what packs well, 32 MB of it.
func zeros() io.Reader { return io.LimitReader(zero{}, 32<<20) }

type zero struct{}

func (zero) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}

// packed answers with a body in a content coding.
func packed(coding string, body io.Reader) http.HandlerFunc {
	var out bytes.Buffer
	squeeze(&out, coding, body)
	return labelled(coding, out.Bytes())
}

func pack(coding, body string) []byte {
	var out bytes.Buffer
	squeeze(&out, coding, strings.NewReader(body))
	return out.Bytes()
}

// squeeze writes a body in a content coding. Writing to a buffer gives no
// errors.
func squeeze(out *bytes.Buffer, coding string, body io.Reader) {
	var w io.WriteCloser
	switch coding {
	case "gzip":
		w = gzip.NewWriter(out)
	case "br":
		w = brotli.NewWriterLevel(out, brotli.BestSpeed)
	default:
		w, _ = zstd.NewWriter(out)
	}
	_, _ = io.Copy(w, body)
	_ = w.Close()
}

func half(body []byte) []byte { return body[:len(body)/2] }

// labelled answers with a body under a content coding, whatever it is.
func labelled(coding string, body []byte) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.Header().Set("Content-Encoding", coding)
		_, _ = w.Write(body)
	}
}
