package tracing

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// collector keeps what it is sent. It answers with the statuses that it is given,
// and then with 200.
type collector struct {
	mu       sync.Mutex
	statuses []int
	headers  []http.Header
	requests []request
}

func (c *collector) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	var body request
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil || r.URL.Path != "/v1/traces" || r.Method != http.MethodPost {
		http.Error(w, "no spans", http.StatusBadRequest)
		return
	}
	c.headers = append(c.headers, r.Header)
	c.requests = append(c.requests, body)
	if len(c.statuses) > 0 {
		w.WriteHeader(c.statuses[0])
		c.statuses = c.statuses[1:]
	}
}

// environment is one of a map.
func environment(variables map[string]string) func(string) (string, bool) {
	return func(name string) (string, bool) { value, ok := variables[name]; return value, ok }
}

// collecting starts a collector, and spans that are sent to it.
func collecting(t *testing.T, statuses ...int) (*collector, *Spans) {
	t.Helper()
	c := &collector{statuses: statuses}
	server := httptest.NewServer(c)
	t.Cleanup(server.Close)
	spans, err := Start("v1", environment(map[string]string{
		"OTEL_EXPORTER_OTLP_ENDPOINT": server.URL + "/", "OTEL_EXPORTER_OTLP_HEADERS": "authorization=Bearer%20abc, x-tenant=news",
	}), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	return c, spans
}

func TestSpansReachACollector(t *testing.T) {
	c, spans := collecting(t)
	ctx, parent := spans.Tracer().Start(context.Background(), "ingest", trace.WithSpanKind(trace.SpanKindProducer))
	_, child := spans.Tracer().Start(ctx, "extract", trace.WithAttributes(attribute.String("a", "b")))
	child.SetStatus(codes.Error, "it failed")
	child.End()
	parent.End()
	if err := spans.Close(); err != nil {
		t.Fatal(err)
	}
	if len(c.requests) != 1 || c.headers[0].Get("Authorization") != "Bearer abc" || c.headers[0].Get("X-Tenant") != "news" {
		t.Fatalf("%d requests, headers %v", len(c.requests), c.headers)
	}
	sent := c.requests[0].ResourceSpans[0]
	if name := sent.Resource.Attributes[0]; name.Key != "service.name" || name.Value.String != "gigawire" {
		t.Errorf("resource %+v", sent.Resource)
	}
	got := sent.ScopeSpans[0].Spans
	if len(got) != 2 {
		t.Fatalf("%d spans", len(got))
	}
	inner, outer := got[0], got[1]
	if inner.Name != "extract" || inner.TraceID != outer.TraceID || inner.ParentID != outer.SpanID || inner.Attributes[0].Value.String != "b" {
		t.Errorf("%+v within %+v", inner, outer)
	}
	if inner.Status != (status{2, "it failed"}) || outer.Status != (status{}) || outer.Kind != 4 || outer.Flags&1 != 1 || len(outer.TraceID) != 32 {
		t.Errorf("%+v within %+v", inner, outer)
	}
	if start, err := strconv.ParseInt(outer.Start, 10, 64); err != nil || start <= 0 || outer.End < outer.Start {
		t.Errorf("from %s to %s", outer.Start, outer.End)
	}
}

// TestSpansAreSentAgain where the collector asks for it, and not where it does
// not.
func TestSpansAreSentAgain(t *testing.T) {
	for want, statuses := range map[int][]int{2: {http.StatusServiceUnavailable}, 1: {http.StatusBadRequest}} {
		c, spans := collecting(t, statuses...)
		_, span := spans.Tracer().Start(context.Background(), "ingest")
		span.End()
		if err := spans.Close(); err != nil || len(c.requests) != want {
			t.Errorf("after %v: %d requests, want %d, error %v", statuses, len(c.requests), want, err)
		}
	}
}

// TestTracesGoOnWithoutACollector: what came is passed on, what came with none
// gets one, and none of it is recorded.
func TestTracesGoOnWithoutACollector(t *testing.T) {
	spans, err := Start("v1", environment(nil), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	_, span := spans.Tracer().Start(context.Background(), "ingest")
	if c := span.SpanContext(); !c.IsValid() || c.IsSampled() || span.IsRecording() {
		t.Errorf("%+v, recording %v", c, span.IsRecording())
	}
	came := trace.NewSpanContext(trace.SpanContextConfig{TraceID: trace.TraceID{1}, SpanID: trace.SpanID{2}, TraceFlags: trace.FlagsSampled, Remote: true})
	_, span = spans.Tracer().Start(trace.ContextWithRemoteSpanContext(context.Background(), came), "ingest")
	if c := span.SpanContext(); c.TraceID() != came.TraceID() || !c.IsSampled() || c.SpanID() == came.SpanID() {
		t.Errorf("%+v of %+v", c, came)
	}
}

func TestVariablesThatCannotBeUsed(t *testing.T) {
	for _, c := range []struct{ name, value, want string }{
		{"OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "http://host:4318"},
		{"OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "grpc://collector", "http://host:4318"},
		{"OTEL_EXPORTER_OTLP_HEADERS", "api-key=%zz-secret", "key=value"},
	} {
		variables := map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": "http://127.0.0.1:1", c.name: c.value}
		_, err := Start("v1", environment(variables), slog.New(slog.DiscardHandler))
		if err == nil || !strings.Contains(err.Error(), c.want) || strings.Contains(err.Error(), "secret") {
			t.Errorf("%s=%s: error %v", c.name, c.value, err)
		}
	}
}
