package push

import (
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
)

// TestEachKindIsTakenIn under the ID of its address.
func TestEachKindIsTakenIn(t *testing.T) {
	s, p := running(t, nil)
	for i, c := range []struct{ contentType, body string }{
		{"text/html", html}, {"text/plain; charset=utf-8", said}, {"text/markdown", "# Pebblework\n\n" + said}, {"application/json", `{"text": "` + said + `"}`},
	} {
		address := fmt.Sprintf("https://news.example/%d", i)
		got := push(t, s, c.contentType, c.body, "Content-Location", address)
		if got.Status != statusPublished || got.ID != article.ID(address, "") || got.URL != address || got.Topic != "articles" {
			t.Errorf("%s: %+v", c.contentType, got)
		}
		if a := p.deliveries[i].Article; !strings.Contains(a.Text, "raised $50 million") || a.ID != got.ID {
			t.Errorf("%s: %+v", c.contentType, a)
		}
	}
}

// TestTheQueryMayHaveTheAddress and goes before the header.
func TestTheQueryMayHaveTheAddress(t *testing.T) {
	s, _ := running(t, nil)
	r := request("text/plain", said, "Content-Location", "https://other.example/")
	r.URL.RawQuery = "url=https%3A%2F%2Fnews.example%2Fa%3Futm_source%3Dx"
	if got := replies(t, ask(t, s, r)); got[0].ID != article.ID(webURL, "") {
		t.Errorf("%+v", got)
	}
}

// TestRejectionsAreDeadLetters with what was sent, and say where they are.
func TestRejectionsAreDeadLetters(t *testing.T) {
	s, p := running(t, nil)
	got := push(t, s, "application/json", "{broken", "Content-Location", webURL)
	if r := p.last(); got.Topic != "articles.dead" || r == nil || r.Reason != got.Reason || r.Origin != webURL || string(r.Body) != "{broken" {
		t.Errorf("%+v, rejection %+v", got, r)
	}
}

func TestEachLineIsAnswered(t *testing.T) {
	s, p := running(t, nil)
	body := object + "\n\n{broken\n" + object + "\n" + strings.Replace(object, "/a", "/b", 1)
	resp := ask(t, s, request("application/x-ndjson", body))
	var got []string
	for _, r := range replies(t, resp) {
		got = append(got, fmt.Sprintf("%d %d %s%s", r.Line, r.Status, r.Outcome, r.Reason))
	}
	want := []string{"1 201 published", "3 400 malformed", "4 200 duplicate", "5 201 published"}
	if !slices.Equal(got, want) || resp.StatusCode != http.StatusOK {
		t.Errorf("status %d: %q, want %q", resp.StatusCode, got, want)
	}
	if origin := p.deliveries[1].Rejection.Origin; !strings.Contains(origin, "line 3") {
		t.Errorf("the dead letter is from %q", origin)
	}
}

// TestReasonsHaveStatuses: each reason of a rejection is a fault of what was
// sent.
func TestReasonsHaveStatuses(t *testing.T) {
	for _, reason := range []string{
		ingest.ReasonEmpty, ingest.ReasonBinary, ingest.ReasonTooLarge, ingest.ReasonCharset, ingest.ReasonLanguage,
		ingest.ReasonNoText, ingest.ReasonPaywall, ingest.ReasonMalformed,
	} {
		if status := statusOf(reason); status < 400 || status >= 500 {
			t.Errorf("%s is answered with %d", reason, status)
		}
	}
}

// TestDocumentsAreInTheTraceOfTheirRequest, each line of one too.
func TestDocumentsAreInTheTraceOfTheirRequest(t *testing.T) {
	const id = "4bf92f3577b34da6a3ce929d0e0e4736"
	s, p := running(t, nil)
	for _, kind := range []string{"application/json", "application/x-ndjson"} {
		r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL(), strings.NewReader(object))
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Content-Type", kind)
		r.Header.Set("Traceparent", "00-"+id+"-00f067aa0ba902b7-01")
		resp, err := http.DefaultClient.Do(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if len(p.deliveries) != 2 {
		t.Fatalf("%d documents", len(p.deliveries))
	}
	for _, d := range p.deliveries {
		if d.Trace.TraceID().String() != id {
			t.Errorf("trace %s, want %s", d.Trace.TraceID(), id)
		}
	}
}
