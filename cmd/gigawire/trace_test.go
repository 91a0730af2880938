package main

import (
	"encoding/json"
	"io"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gigawire/gigawire/sink/kafka"
)

// TestTraceGoesFromThePushToTheFacts: who pushes an article finds its trace on
// the article and on the facts, and the collector the spans of both stages.
func TestTraceGoesFromThePushToTheFacts(t *testing.T) {
	const traceID = "4bf92f3577b34da6a3ce929d0e0e4736"
	var mu sync.Mutex
	var spans []string // name and trace
	collector := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		var sent struct {
			ResourceSpans []struct {
				ScopeSpans []struct {
					Spans []struct{ Name, TraceID string }
				}
			}
		}
		data, err := io.ReadAll(r.Body)
		if err != nil || json.Unmarshal(data, &sent) != nil {
			t.Errorf("sent %s: %v", data, err)
			return
		}
		mu.Lock()
		defer mu.Unlock()
		for _, s := range sent.ResourceSpans[0].ScopeSpans[0].Spans {
			spans = append(spans, s.Name+" "+s.TraceID)
		}
	}))
	defer collector.Close()
	t.Setenv("OTEL_EXPORTER_OTLP_ENDPOINT", collector.URL)
	s := newSite(t, "")
	s.set("newsroom.enabled", "false")
	s.set("sources.push", "{address: '127.0.0.1:"+freePort(t)+"', token: secret}")
	end, to, shown := s.pushable(t)
	if status, body := pushTo(t, to, story, "Traceparent", "00-"+traceID+"-00f067aa0ba902b7-01"); status != http.StatusCreated {
		t.Fatalf("%d %s", status, body)
	}
	if _, err := shown.ReadString('\n'); err != nil {
		t.Fatal("no facts came of it:", err)
	}
	end()
	for _, topic := range []func(kafka.Config) string{kafka.Config.ArticlesTopic, func(c kafka.Config) string { return c.FactsTopic("gigawatt") }} {
		m := s.messagesOn(t, topic, 1)[0]
		if got := string(m.Header("traceparent")); !strings.HasPrefix(got, "00-"+traceID+"-") || strings.Contains(got, "00f067aa0ba902b7") {
			t.Errorf("%s: traceparent %q, want a span of its own in the trace that came", m.Topic, got)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	slices.Sort(spans)
	if want := []string{"extract " + traceID, "ingest " + traceID}; !slices.Equal(spans, want) {
		t.Errorf("spans %v, want %v", spans, want)
	}
}
