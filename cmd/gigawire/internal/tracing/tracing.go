// Package tracing makes the spans of a run, and sends them to a collector by
// OTLP over HTTP where OpenTelemetry's environment variables name one.
package tracing

import (
	"context"
	"fmt"
	"log/slog"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/sdk/resource"
	sdk "go.opentelemetry.io/otel/sdk/trace"
	"go.opentelemetry.io/otel/trace"
)

// scope names who made the spans.
const scope = "github.com/gigawire/gigawire"

// Spans makes spans until it is closed.
type Spans struct {
	provider *sdk.TracerProvider
}

// Start begins the making of spans, as OTEL_EXPORTER_OTLP_ENDPOINT and the like
// say, which lookup finds. Without an endpoint documents have traces all the same,
// so that whoever reads facts can follow them; nothing is recorded or sent.
func Start(version string, lookup func(string) (string, bool), log *slog.Logger) (*Spans, error) {
	to, err := targetOf(lookup)
	if err != nil {
		return nil, err
	}
	if to.url == "" {
		never := sdk.ParentBased(sdk.NeverSample())
		return &Spans{sdk.NewTracerProvider(sdk.WithSampler(never))}, nil
	}
	named, err := resource.New(context.Background(),
		resource.WithAttributes(attribute.String("service.name", "gigawire"), attribute.String("service.version", version)),
		resource.WithFromEnv()) // OTEL_SERVICE_NAME and OTEL_RESOURCE_ATTRIBUTES go over these
	if err != nil {
		return nil, fmt.Errorf("reading OTEL_RESOURCE_ATTRIBUTES: %w", err)
	}
	log.Info("sending spans", "to", to.name)
	return &Spans{sdk.NewTracerProvider(sdk.WithResource(named), sdk.WithBatcher(newExporter(to, log)))}, nil
}

// Tracer returns what spans are made with.
func (s *Spans) Tracer() trace.Tracer { return s.provider.Tracer(scope) }

// closeTimeout bounds how long the last spans may take.
const closeTimeout = 3 * time.Second

// Close sends what there is.
func (s *Spans) Close() error {
	ctx, cancel := context.WithTimeout(context.Background(), closeTimeout)
	defer cancel()
	if err := s.provider.Shutdown(ctx); err != nil {
		return fmt.Errorf("sending the last spans: %w", err)
	}
	return nil
}
