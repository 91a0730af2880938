package kafka

import (
	"testing"
	"time"

	"go.opentelemetry.io/otel/trace"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

const (
	traceparent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
	tracestate  = "vendor=abc"
)

// traced returns a trace as a message has it.
func traced(t *testing.T) trace.SpanContext {
	t.Helper()
	m := Message{Headers: []Header{{Key: "traceparent", Value: []byte(traceparent)}, {Key: "tracestate", Value: []byte(tracestate)}}}
	if !m.Trace().IsValid() {
		t.Fatal("the headers are no trace")
	}
	return m.Trace()
}

func TestTraceGoesFromHeadersToHeaders(t *testing.T) {
	m := Message{Headers: []Header{{Key: "traceparent", Value: []byte("stale")}}}
	m.SetTrace(traced(t))
	if len(m.Headers) != 2 || string(m.Header("traceparent")) != traceparent || string(m.Header("tracestate")) != tracestate {
		t.Errorf("headers %s", m.Headers)
	}
	for _, broken := range []string{"", "00-0-0-01", "00-00000000000000000000000000000000-00f067aa0ba902b7-01"} {
		m := Message{Headers: []Header{{Key: "traceparent", Value: []byte(broken)}}}
		if m.Trace().IsValid() {
			t.Errorf("%q is taken for a trace", broken)
		}
	}
}

// TestFactsAreInTheTraceOfTheirArticle, each in that of its own.
func TestFactsAreInTheTraceOfTheirArticle(t *testing.T) {
	facts := NewFacts(&Client{}, time.Now)
	ctx := sink.WithTraces(t.Context(), map[string]trace.SpanContext{"a": traced(t)})
	for article, want := range map[string]string{"a": traceparent, "b": ""} {
		m, err := facts.message(ctx, &fact.Fact{Type: fact.TypeAmount, Article: fact.Article{ID: article}}, "now")
		if err != nil || string(m.Header("traceparent")) != want {
			t.Errorf("article %s: traceparent %q, error %v", article, m.Header("traceparent"), err)
		}
	}
}
