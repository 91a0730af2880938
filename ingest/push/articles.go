package push

import (
	"context"
	_ "embed"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"

	"github.com/gigawire/gigawire/ingest/coding"
	"github.com/gigawire/gigawire/ingest/raw"
)

// OpenAPI describes the server, as OpenAPI 3.1 has it.
//
//go:embed openapi.yaml
var OpenAPI []byte

func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("POST /articles", s.post)
	mux.HandleFunc("/articles", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Allow", http.MethodPost)
		answer(w, problem(http.StatusMethodNotAllowed, "method", "send articles with POST"))
	})
	mux.HandleFunc("GET /openapi.yaml", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/yaml")
		_, _ = w.Write(OpenAPI)
	})
	mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, problem(http.StatusNotFound, "not_found", "send articles to /articles; /openapi.yaml says how"))
	})
	return s.guard(mux)
}

// document is one that was sent, or what is wrong with it.
type document struct {
	raw.Document
	kind raw.Kind
	line int // of a body of many, from 1
	// trace is that of the request, by its headers (W3C Trace Context).
	trace trace.SpanContext
	err   error
}

// origin names the document in messages.
func (d document) origin() string {
	switch {
	case d.URL != "":
		return d.URL
	case d.line > 0:
		return fmt.Sprintf("pushed over HTTP, line %d", d.line)
	}
	return "pushed over HTTP"
}

// post takes in what is sent. A request is in flight from before its body is
// read: that bounds memory.
func (s *Server) post(w http.ResponseWriter, r *http.Request) {
	select {
	case s.requests <- struct{}{}:
		defer func() { <-s.requests }()
	default:
		answer(w, busy(s.config.MaxRequests))
		return
	}
	key, d, err := s.receive(w, r)
	if err != nil {
		answer(w, replyTo(err))
		return
	}
	s.once(key, d, func() response { return s.takeIn(d) }).write(w)
}

// receive returns the document and the idempotency key of a request. The error
// is a refusal.
func (s *Server) receive(w http.ResponseWriter, r *http.Request) (key string, d document, err error) {
	if key, err = keyOf(r.Header); err != nil {
		return "", d, err
	}
	traced := propagation.TraceContext{}.Extract(r.Context(), propagation.HeaderCarrier(r.Header))
	d.trace = trace.SpanContextFromContext(traced)
	d.ContentType = r.Header.Get("Content-Type")
	if d.kind = raw.KindOf(d.ContentType); d.kind == raw.KindUnknown {
		w.Header().Set("Accept-Post", accepted)
		return "", d, refuse(http.StatusUnsupportedMediaType, "media_type", "Content-Type is %q: send one of %s", d.ContentType, accepted)
	}
	if d.URL = addressOf(r); d.URL != "" && d.kind == raw.KindLines {
		return "", d, refuse(http.StatusBadRequest, "url", "many articles cannot share one address: give each line its \"url\"")
	}
	packing := strings.ToLower(strings.TrimSpace(r.Header.Get("Content-Encoding")))
	switch packing {
	case "", identity, coding.Gzip, coding.Zstd:
	default:
		w.Header().Set("Accept-Encoding", coding.Gzip+", "+coding.Zstd)
		return "", d, refuse(http.StatusUnsupportedMediaType, "coding", "Content-Encoding is %q: send gzip, zstd or none", packing)
	}
	var refused refusal
	if d.Body, d.err = s.body(w, r, packing); errors.As(d.err, &refused) {
		return "", d, refused
	}
	return key, d, nil
}

// accepted are the media types that may be sent.
const accepted = "text/html, text/plain, text/markdown, application/json, application/x-ndjson"

// addressOf returns where a document that is sent was published.
func addressOf(r *http.Request) string {
	if address := r.URL.Query().Get("url"); address != "" {
		return address
	}
	return r.Header.Get("Content-Location")
}

// takeIn hands over what was sent, and returns when it is safe. It does so
// also where whoever sent it no longer waits: the answer may be asked for
// again.
func (s *Server) takeIn(d document) response {
	ctx, cancel := context.WithTimeout(context.Background(), s.config.Timeout)
	defer cancel()
	if d.kind == raw.KindLines && d.err == nil {
		return s.takeInLines(ctx, d)
	}
	return s.takeInOne(ctx, d).response()
}

func (s *Server) takeInOne(ctx context.Context, d document) reply {
	t, err := s.handOver(ctx, s.read(d))
	if err != nil {
		return unavailable(err)
	}
	return t.reply(ctx, s)
}
