package tracing

import (
	"context"
	"encoding/json"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"testing"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
	collectorpb "go.opentelemetry.io/proto/slim/otlp/collector/trace/v1"
	tracepb "go.opentelemetry.io/proto/slim/otlp/trace/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

// TestSpansAreOTLP decodes what is sent by OpenTelemetry's own definitions, which
// take no field that they do not know. Only the IDs read differently: as bytes
// they would be in base 64, where OTLP has them in hex.
func TestSpansAreOTLP(t *testing.T) {
	var sent collectorpb.ExportTraceServiceRequest
	server := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var raw json.RawMessage
		if err := json.NewDecoder(r.Body).Decode(&raw); err != nil {
			t.Error(err)
		}
		if err := protojson.Unmarshal(raw, &sent); err != nil {
			t.Errorf("%s: %v", raw, err)
		}
	}))
	defer server.Close()
	spans, err := Start("v1", environment(map[string]string{"OTEL_EXPORTER_OTLP_ENDPOINT": server.URL}), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	ctx, parent := spans.Tracer().Start(context.Background(), "ingest", trace.WithSpanKind(trace.SpanKindProducer))
	_, child := spans.Tracer().Start(ctx, "extract", trace.WithSpanKind(trace.SpanKindConsumer), trace.WithAttributes(attribute.String("url.full", "u")))
	child.SetStatus(codes.Error, "it failed")
	child.End()
	parent.End()
	if err := spans.Close(); err != nil {
		t.Fatal(err)
	}
	got := sent.GetResourceSpans()[0].GetScopeSpans()[0].GetSpans()
	if len(got) != 2 {
		t.Fatalf("%d spans", len(got))
	}
	inner, outer := got[0], got[1]
	if inner.GetKind() != tracepb.Span_SPAN_KIND_CONSUMER || outer.GetKind() != tracepb.Span_SPAN_KIND_PRODUCER {
		t.Errorf("kinds %s, %s", inner.GetKind(), outer.GetKind())
	}
	if s := inner.GetStatus(); s.GetCode() != tracepb.Status_STATUS_CODE_ERROR || s.GetMessage() != "it failed" {
		t.Errorf("status %s", s)
	}
	if inner.GetAttributes()[0].GetValue().GetStringValue() != "u" || inner.GetStartTimeUnixNano() == 0 || inner.GetEndTimeUnixNano() < inner.GetStartTimeUnixNano() {
		t.Errorf("span %s", inner)
	}
}
