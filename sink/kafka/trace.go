package kafka

import (
	"context"

	"go.opentelemetry.io/otel/propagation"
	"go.opentelemetry.io/otel/trace"
)

// Trace returns the trace that a message is part of, by its headers traceparent
// and tracestate (W3C Trace Context). It is not valid where there is none.
func (m *Message) Trace() trace.SpanContext {
	ctx := propagation.TraceContext{}.Extract(context.Background(), traceHeaders{m})
	return trace.SpanContextFromContext(ctx)
}

// SetTrace makes a message part of a trace, unless that is not valid.
func (m *Message) SetTrace(t trace.SpanContext) {
	propagation.TraceContext{}.Inject(trace.ContextWithSpanContext(context.Background(), t), traceHeaders{m})
}

// traceHeaders are the headers of a message as a propagator sees them.
type traceHeaders struct{ m *Message }

// Get returns the value of a header, empty for none.
func (h traceHeaders) Get(key string) string { return string(h.m.Header(key)) }

// Set sets a header.
func (h traceHeaders) Set(key, value string) {
	for i := range h.m.Headers {
		if h.m.Headers[i].Key == key {
			h.m.Headers[i].Value = []byte(value)
			return
		}
	}
	h.m.addHeader(key, value)
}

// Keys returns the names of the headers.
func (h traceHeaders) Keys() []string {
	var keys []string
	for _, header := range h.m.Headers {
		keys = append(keys, header.Key)
	}
	return keys
}
