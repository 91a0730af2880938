package tracing

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"time"

	sdk "go.opentelemetry.io/otel/sdk/trace"
)

// exporter sends spans by OTLP over HTTP, as JSON. It stands in for OpenTelemetry's
// own, which brings gRPC with it.
type exporter struct {
	to     target
	log    *slog.Logger
	client *http.Client
}

// sendTimeout bounds a request, as OTEL_EXPORTER_OTLP_TIMEOUT does by default.
const sendTimeout = 10 * time.Second

func newExporter(to target, log *slog.Logger) *exporter {
	return &exporter{to, log, &http.Client{Timeout: sendTimeout}}
}

// ExportSpans sends spans. Those that cannot be sent are lost and logged: no
// article waits for its span.
func (e *exporter) ExportSpans(ctx context.Context, spans []sdk.ReadOnlySpan) error {
	body, err := json.Marshal(encode(spans))
	if err == nil {
		err = e.persist(ctx, body)
	}
	if err != nil {
		e.log.Warn("spans are lost", "spans", len(spans), "to", e.to.name, "error", err)
	}
	return nil
}

// Shutdown does nothing: what is under way ends with its context.
func (e *exporter) Shutdown(context.Context) error { return nil }

// The attempts at sending, and the pause after the first, which doubles.
const (
	attempts   = 4
	firstPause = 500 * time.Millisecond
)

// persist sends a body, again where the collector says that it may be tried
// again.
func (e *exporter) persist(ctx context.Context, body []byte) error {
	for attempt, pause := 1, firstPause; ; attempt, pause = attempt+1, 2*pause {
		again, err := e.send(ctx, body)
		if err == nil || !again || attempt == attempts {
			return err
		}
		select {
		case <-time.After(pause):
		case <-ctx.Done():
			return err
		}
	}
}

// send sends a body and reports whether it makes sense to send it again.
func (e *exporter) send(ctx context.Context, body []byte) (again bool, err error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, e.to.url, bytes.NewReader(body))
	if err != nil {
		return false, err
	}
	req.Header = e.to.header
	resp, err := e.client.Do(req)
	if err != nil {
		return true, err
	}
	defer resp.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(resp.Body, maxAnswer)) // so that the connection is used again
	switch resp.StatusCode {
	case http.StatusOK, http.StatusAccepted, http.StatusNoContent:
		return false, nil
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		again = true
	}
	return again, fmt.Errorf("the collector answered %s", resp.Status)
}

// maxAnswer is how much of an answer is read, in bytes.
const maxAnswer = 64 << 10
