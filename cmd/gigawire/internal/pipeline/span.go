package pipeline

import (
	"context"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"
)

// begin begins the span of a stage with a document, in the trace that came with
// it, else in a new one. Without a tracer what came is passed on as it is.
func begin(t trace.Tracer, stage string, kind trace.SpanKind, came trace.SpanContext) trace.Span {
	ctx := trace.ContextWithRemoteSpanContext(context.Background(), came)
	if t == nil {
		return trace.SpanFromContext(ctx)
	}
	_, span := t.Start(ctx, stage, trace.WithSpanKind(kind))
	return span
}

// describe notes of which article a span is.
func describe(span trace.Span, article, url string) {
	if span.IsRecording() {
		span.SetAttributes(attribute.String("gigawire.article.id", article), attribute.String("url.full", url))
	}
}

// end ends a span. The error is nil where all that came of the document is safe.
func end(span trace.Span, err error) {
	if err != nil {
		span.SetStatus(codes.Error, err.Error())
	}
	span.End()
}
