package websub

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

const topic = "https://news.example/feed"

// hub answers requests for subscriptions as section 5 says: at once, by asking
// the callback. It notes what that answers.
type hub struct {
	t      *testing.T
	server *httptest.Server
	lease  string
	denies bool

	mu    sync.Mutex
	asked []url.Values
	said  string // by the callback, when it was asked whether it meant it
}

func newHub(t *testing.T) *hub {
	h := &hub{t: t, lease: "864000"}
	h.server = httptest.NewServer(h)
	t.Cleanup(h.server.Close)
	return h
}

func (h *hub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if err := r.ParseForm(); err != nil {
		h.t.Error(err)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	h.asked = append(h.asked, r.PostForm)
	query := url.Values{
		"hub.mode": {r.PostForm.Get("hub.mode")}, "hub.topic": {r.PostForm.Get("hub.topic")}, "hub.challenge": {"42"}, "hub.lease_seconds": {h.lease},
	}
	if h.denies {
		query = url.Values{"hub.mode": {"denied"}, "hub.topic": {r.PostForm.Get("hub.topic")}, "hub.reason": {"full"}}
	}
	_, h.said = call(h.t, http.MethodGet, r.PostForm.Get("hub.callback")+"?"+query.Encode(), "", "")
	w.WriteHeader(http.StatusAccepted)
}

// call makes a request and returns its status and answer.
func call(t *testing.T, method, address, body, signature string) (int, string) {
	t.Helper()
	req, err := http.NewRequestWithContext(context.Background(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/rss+xml")
	if signature != "" {
		req.Header.Set("X-Hub-Signature", signature)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	answer, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(answer)
}

func sign(body, secret string) string {
	mac := hmac.New(sha256.New, []byte(secret))
	mac.Write([]byte(body))
	return "sha256=" + hex.EncodeToString(mac.Sum(nil))
}

// poster posts as the fetcher does.
type poster struct{}

func (poster) Post(_ context.Context, address string, form url.Values) error {
	resp, err := http.PostForm(address, form)
	if err != nil {
		return err
	}
	return resp.Body.Close()
}

// subscriber returns one whose callback is served, and what has come of it.
func subscriber(t *testing.T, d *polltest.Desk) (*Subscriber, func() []string) {
	t.Helper()
	var handler http.Handler
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { handler.ServeHTTP(w, r) }))
	t.Cleanup(server.Close)
	s, err := New(Config{Callback: server.URL + "/websub/", Address: "127.0.0.1:0"}, Deps{Poster: poster{}, Notes: &d.Notes, Log: d.Log(), Now: d.Now})
	if err != nil {
		t.Fatal(err)
	}
	handler = s.Handler()
	var mu sync.Mutex
	var got []string
	s.Listen(topic, func(body []byte, contentType string) {
		mu.Lock()
		defer mu.Unlock()
		got = append(got, contentType+" "+string(body))
	})
	return s, func() []string {
		mu.Lock()
		defer mu.Unlock()
		return got
	}
}

func subscribe(t *testing.T, s *Subscriber, h *hub) time.Time {
	t.Helper()
	until, err := s.Subscribe(t.Context(), h.server.URL, topic)
	if err != nil {
		t.Fatal(err)
	}
	return until
}
