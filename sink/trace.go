package sink

import (
	"context"

	"go.opentelemetry.io/otel/trace"
)

// tracesKey is the key of a context's traces.
type tracesKey struct{}

// WithTraces returns a context that tells a Sink in which traces the articles of
// its facts are, by their IDs.
func WithTraces(ctx context.Context, traces map[string]trace.SpanContext) context.Context {
	return context.WithValue(ctx, tracesKey{}, traces)
}

// Trace returns the trace of an article. It is not valid where there is none.
func Trace(ctx context.Context, article string) trace.SpanContext {
	traces, _ := ctx.Value(tracesKey{}).(map[string]trace.SpanContext)
	return traces[article]
}
