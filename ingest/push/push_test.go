package push

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/coding"
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

func gzipped(t testing.TB, body []byte) string {
	t.Helper()
	var b bytes.Buffer
	w := gzip.NewWriter(&b)
	if _, err := w.Write(body); err != nil || w.Close() != nil {
		t.Fatal(err)
	}
	return b.String()
}

func zstandard(t testing.TB, body []byte) string {
	t.Helper()
	w, err := zstd.NewWriter(nil)
	if err != nil {
		t.Fatal(err)
	}
	return string(w.EncodeAll(body, nil))
}

// TestPackedBodiesAreBounded: they are unpacked, but bombs are cut and what is
// damaged is set aside.
func TestPackedBodiesAreBounded(t *testing.T) {
	for name, pack := range map[string]func(testing.TB, []byte) string{coding.Gzip: gzipped, coding.Zstd: zstandard} {
		t.Run(name, func(t *testing.T) {
			s, p := running(t, func(c *Config) { c.MaxBody = 100_000 })
			if got := push(t, s, "application/json", pack(t, []byte(object)), "Content-Encoding", name); got.Status != statusPublished {
				t.Errorf("%+v", got)
			}
			bomb := pack(t, make([]byte, 50<<20))
			if len(bomb) >= 100_000 {
				t.Fatalf("a bomb of %d bytes", len(bomb))
			}
			if got := push(t, s, "text/plain", bomb, "Content-Encoding", name); got.Status != 413 || len(p.last().Body) > 64<<10 {
				t.Errorf("%+v, %d bytes are kept", got, len(p.last().Body))
			}
			whole := pack(t, []byte(strings.Repeat(object, 20)))
			if got := push(t, s, "text/plain", whole[:len(whole)-9], "Content-Encoding", name); got.Reason != "malformed" || string(p.last().Body) != whole[:len(whole)-9] {
				t.Errorf("%+v", got)
			}
			if got := push(t, s, "text/plain", said, "Content-Encoding", name); got.Reason != "malformed" {
				t.Errorf("%+v", got)
			}
		})
	}
}

// TestTheSameKeyGivesTheFirstAnswer, quoted or not, and nothing is taken in
// again; with another document it is refused.
func TestTheSameKeyGivesTheFirstAnswer(t *testing.T) {
	s, p := running(t, nil)
	for _, c := range []struct {
		key, body string
		status    int
	}{
		{"abc", said, 201}, {`"abc"`, said, 201}, {"abc", said + said, 422},
		{"bad", " ", 400}, {"bad", " ", 400}, {`"a\"b"`, said, 200}, {"another", said, 200},
	} {
		if got := push(t, s, "text/plain", c.body, keyHeader, c.key); got.Status != c.status {
			t.Errorf("%s: %+v, want %d", c.key, got, c.status)
		}
	}
	if p.count() != 4 {
		t.Errorf("%d documents were taken in, want 4", p.count())
	}
}

// TestWhoHasGoneMayAskAgain: what was handed over is taken in without who sent
// it, and the answer is kept.
func TestWhoHasGoneMayAskAgain(t *testing.T) {
	s := listen(t, nil)
	defer s.Close()
	ctx, leave := context.WithCancel(t.Context())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.URL(), strings.NewReader(said))
	if err != nil {
		t.Fatal(err)
	}
	r.Header = http.Header{"Content-Type": {"text/plain"}, keyHeader: {"abc"}}
	gone := make(chan error, 1)
	go func() {
		resp, err := http.DefaultClient.Do(r)
		if err == nil {
			resp.Body.Close()
		}
		gone <- err
	}()
	d, err := s.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	leave()
	if err := <-gone; !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	d.Ack(nil)
	got := push(t, s, "text/plain", said, keyHeader, "abc")
	for got.Reason == "key_in_use" {
		got = push(t, s, "text/plain", said, keyHeader, "abc")
	}
	if got.Status != 201 || got.ID != d.Article.ID {
		t.Errorf("%+v", got)
	}
}

// TestPassingAnswersAreNotRemembered: the same key is served once it can be.
func TestPassingAnswersAreNotRemembered(t *testing.T) {
	slow := listen(t, func(c *Config) { c.Timeout = 1 })
	defer slow.Close()
	if got := push(t, slow, "text/plain", said, keyHeader, "abc"); got.Status != 503 {
		t.Errorf("%+v", got)
	}
	s, _ := running(t, nil)
	s.deps.Answers = slow.deps.Answers
	if got := push(t, s, "text/plain", said, keyHeader, "abc"); got.Status != 201 {
		t.Errorf("%+v", got)
	}
}

// TestNothingIsAnsweredBeforeItIsSafe over a connection, and an article whose
// writing fails is to be sent again.
func TestNothingIsAnsweredBeforeItIsSafe(t *testing.T) {
	s := listen(t, nil)
	defer s.Close()
	for err, want := range map[error]int{nil: 201, errors.New("the broker is gone"): 503} {
		answered := send(t, s, said)
		d, failed := s.Next(t.Context())
		if failed != nil {
			t.Fatal(failed)
		}
		select {
		case status := <-answered:
			t.Errorf("answered %d before it is safe", status)
		default:
		}
		d.Ack(err)
		if status := <-answered; status != want {
			t.Errorf("acknowledged with %v, answered %d, want %d", err, status, want)
		}
	}
}

// send pushes a text over a connection.
func send(t *testing.T, s *Server, text string) <-chan int {
	t.Helper()
	out := make(chan int, 1)
	go func() {
		resp, err := http.Post(s.URL(), "text/plain", strings.NewReader(text))
		if err != nil {
			t.Error(err)
			out <- 0
			return
		}
		resp.Body.Close()
		out <- resp.StatusCode
	}()
	return out
}

// TestCloseEndsInGoodOrder: what is in hand is answered, what is not handed
// over is refused, and then nobody listens.
func TestCloseEndsInGoodOrder(t *testing.T) {
	s := listen(t, nil)
	inHand := send(t, s, said)
	d, err := s.Next(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	waiting := send(t, s, said+said)
	for len(s.requests) < 2 { // until both are in flight
		runtime.Gosched()
	}
	closed := make(chan error, 1)
	go func() { closed <- s.Close() }()
	if status := <-waiting; status != http.StatusServiceUnavailable {
		t.Errorf("what was not handed over is answered %d", status)
	}
	d.Ack(nil)
	if status := <-inHand; status != http.StatusCreated {
		t.Errorf("what was in hand is answered %d", status)
	}
	if err := <-closed; err != nil {
		t.Error(err)
	}
	if resp, err := http.Get(s.URL()); err == nil {
		resp.Body.Close()
		t.Error("somebody still listens")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Next(ctx); err == nil {
		t.Error("a delivery came after the end")
	}
}

// TestRequestsInFlightAreBounded from before their bodies are read.
func TestRequestsInFlightAreBounded(t *testing.T) {
	s, _ := running(t, func(c *Config) { c.MaxRequests = 1 })
	body, more := io.Pipe()
	first := make(chan int, 1)
	go func() {
		resp, err := http.Post(s.URL(), "text/plain", body)
		if err != nil {
			t.Error(err)
			return
		}
		resp.Body.Close()
		first <- resp.StatusCode
	}()
	if _, err := more.Write([]byte(said)); err != nil {
		t.Fatal(err)
	}
	for len(s.requests) == 0 {
		runtime.Gosched()
	}
	if status := <-send(t, s, said); status != http.StatusTooManyRequests {
		t.Errorf("the second is answered %d", status)
	}
	more.Close()
	if status := <-first; status != http.StatusCreated {
		t.Errorf("the first is answered %d", status)
	}
}

func TestConfigIsChecked(t *testing.T) {
	for address, want := range map[string]struct {
		token string
		good  bool
	}{
		"": {"", true}, "127.0.0.1:8097": {"", true}, "[::1]:1": {"", true}, "localhost:1": {"", true}, "0.0.0.0:8097": {"", false},
		":8097": {"", false}, "10.0.0.1:8097": {"secret", true}, "8097": {"secret", false}, "news.example:1": {"", false},
	} {
		c := DefaultConfig()
		c.Address, c.Token = address, want.token
		if err := c.Validate(); (err == nil) != want.good {
			t.Errorf("%q with token %q: %v", address, want.token, err)
		}
	}
	err := Config{Address: "x"}.Validate()
	for _, key := range []string{"address", "max_body_bytes", "max_requests", "timeout"} {
		if err == nil || !strings.Contains(err.Error(), "sources.push."+key) {
			t.Errorf("error %v does not name %s", err, key)
		}
	}
}

func TestAnAddressThatIsTakenIsSaid(t *testing.T) {
	s := listen(t, nil)
	defer s.Close()
	c := s.config
	c.Address = s.listener.Addr().String()
	if _, err := Listen(c, s.deps); err == nil || !strings.Contains(err.Error(), "sources.push.address") {
		t.Errorf("error %v", err)
	}
}

// FuzzKey: a key is one of the characters that were sent, or it is refused.
func FuzzKey(f *testing.F) {
	for _, seed := range []string{"abc", `"abc"`, `"a\"b\\"`, `"`, `"\"`, "a b", "\x00", `""`} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, value string) {
		key, err := keyOf(http.Header{keyHeader: {value}})
		if (err == nil) != (key != "") || len(key) > maxKey {
			t.Errorf("%q is key %q, error %v", value, key, err)
		}
	})
}

// FuzzUnpack: whatever comes is unpacked within the limit, or is an error that
// says why for good.
func FuzzUnpack(f *testing.F) {
	for _, body := range []string{said, strings.Repeat("0", 5000)} {
		f.Add([]byte(gzipped(f, []byte(body))), true)
		f.Add([]byte(zstandard(f, []byte(body))), false)
	}
	s := &Server{config: Config{MaxBody: 1000}}
	f.Fuzz(func(t *testing.T, packed []byte, isGzip bool) {
		packing := coding.Zstd
		if isGzip {
			packing = coding.Gzip
		}
		body, err := s.unpack(packed, packing)
		if err == nil && len(body) > 1000 || err != nil && !errors.Is(err, ingest.ErrTooLarge) && !errors.Is(err, ingest.ErrMalformed) {
			t.Errorf("%d bytes, %v", len(body), err)
		}
	})
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
