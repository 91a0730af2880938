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

// TestHubTellsOfNews: it is asked, asks back, and what it signs is received.
func TestHubTellsOfNews(t *testing.T) {
	h, d := newHub(t), polltest.NewDesk()
	s, got := subscriber(t, d)
	if until := subscribe(t, s, h); !until.IsZero() {
		t.Errorf("it holds until %v before the hub has said so", until)
	}
	if until := subscribe(t, s, h); until.Sub(d.At) != 10*24*time.Hour || len(h.asked) != 1 || h.said != "42" {
		t.Fatalf("it holds until %v; asked %d times; the callback answered %q", until, len(h.asked), h.said)
	}
	form := h.asked[0]
	if form.Get("hub.mode") != "subscribe" || form.Get("hub.topic") != topic || len(form.Get("hub.secret")) < 20 || form.Get("hub.lease_seconds") != "864000" {
		t.Errorf("asked with %v", form)
	}
	callback, secret := form.Get("hub.callback"), form.Get("hub.secret")
	if strings.Contains(callback, secret) || strings.Contains(callback, "//websub") || !strings.Contains(callback, "/websub/") {
		t.Errorf("callback %s", callback)
	}
	for _, signature := range []string{sign("<rss/>", secret), "sha512=00, " + sign("<rss/>", secret), strings.ToUpper(sign("<rss/>", secret)), sign("<rss>", secret), sign("<rss/>", "other"), "sha256=", "md5=00", "", "sha256=zz"} {
		if status, _ := call(t, http.MethodPost, callback, "<rss/>", signature); status != http.StatusAccepted {
			t.Errorf("signed %q: answered %d", signature, status)
		}
	}
	if all := got(); len(all) != 2 || all[0] != "application/rss+xml <rss/>" {
		t.Errorf("received %q", all)
	}
	if strings.Contains(d.Logged(), secret) || strings.Count(d.Logged(), "not signed as agreed") != 7 {
		t.Errorf("the log says %s", d.Logged())
	}
}

// TestOnlyWhatWasAskedForIsConfirmed.
func TestOnlyWhatWasAskedForIsConfirmed(t *testing.T) {
	h, d := newHub(t), polltest.NewDesk()
	s, _ := subscriber(t, d)
	subscribe(t, s, h)
	callback := h.asked[0].Get("hub.callback")
	query := func(mode, topic string) string {
		return callback + "?" + url.Values{"hub.mode": {mode}, "hub.topic": {topic}, "hub.challenge": {"7"}, "hub.lease_seconds": {"60"}}.Encode()
	}
	for address, want := range map[string]int{
		query("subscribe", topic): 200, query("subscribe", "https://news.example/other"): 404, query("unsubscribe", topic): 404, query("", topic): 404,
		callback: 404, callback + "x?hub.mode=subscribe": 404, strings.TrimSuffix(callback, "/"+callback[strings.LastIndex(callback, "/")+1:]): 404,
	} {
		if status, answer := call(t, http.MethodGet, address, "", ""); status != want || (answer == "7") != (want == 200) {
			t.Errorf("%s: answered %d %q, want %d", address, status, answer, want)
		}
	}
	d.At = d.At.Add(25 * time.Hour)
	if status, _ := call(t, http.MethodGet, query("subscribe", topic), "", ""); status != 404 {
		t.Errorf("a day later: answered %d", status)
	}
	if status, _ := call(t, http.MethodPost, callback+"x", "<rss/>", ""); status != http.StatusGone {
		t.Errorf("for a subscription that is not ours: answered %d", status)
	}
	if status, _ := call(t, http.MethodPost, callback, strings.Repeat("a", maxBody+1), ""); status != http.StatusRequestEntityTooLarge {
		t.Errorf("too large: answered %d", status)
	}
}

// TestLeaseIsRenewed when less than half is left, and outlives a restart.
func TestLeaseIsRenewed(t *testing.T) {
	h, d := newHub(t), polltest.NewDesk()
	h.lease = "100000"
	s, _ := subscriber(t, d)
	subscribe(t, s, h)
	for _, step := range []struct {
		after time.Duration
		asked int
		left  time.Duration
	}{{40_000 * time.Second, 1, 60_000 * time.Second}, {15_000 * time.Second, 2, 45_000 * time.Second}, {0, 2, 100_000 * time.Second}} {
		d.At = d.At.Add(step.after)
		if left := subscribe(t, s, h).Sub(d.At); len(h.asked) != step.asked || left != step.left {
			t.Errorf("after %v: asked %d times, %v left; want %+v", step.after, len(h.asked), left, step)
		}
	}
	again, _ := subscriber(t, d)
	if until := subscribe(t, again, h); until.IsZero() || len(h.asked) != 2 {
		t.Errorf("after a restart it holds until %v, asked %d times", until, len(h.asked))
	}
	d.At = d.At.Add(200_000 * time.Second)
	if until := subscribe(t, again, h); !until.IsZero() || len(h.asked) != 3 || h.asked[2].Get("hub.secret") != h.asked[0].Get("hub.secret") {
		t.Errorf("after its end it holds until %v, asked %d times", until, len(h.asked))
	}
}

// TestHubThatDeniesIsAskedAgainADayLater, and another hub at once.
func TestHubThatDeniesIsAskedAgainADayLater(t *testing.T) {
	h, other, d := newHub(t), newHub(t), polltest.NewDesk()
	h.denies = true
	s, _ := subscriber(t, d)
	for _, step := range []struct {
		after time.Duration
		asked int
	}{{0, 1}, {23 * time.Hour, 1}, {2 * time.Hour, 2}} {
		d.At = d.At.Add(step.after)
		if until := subscribe(t, s, h); !until.IsZero() || len(h.asked) != step.asked {
			t.Errorf("after %v it holds until %v, asked %d times", step.after, until, len(h.asked))
		}
	}
	if !strings.Contains(d.Logged(), "reason=full") {
		t.Errorf("the log says %s", d.Logged())
	}
	if subscribe(t, s, other); len(other.asked) != 1 {
		t.Error("another hub was not asked")
	}
	other.server.Close()
	d.At = d.At.Add(100 * 24 * time.Hour)
	if _, err := s.Subscribe(t.Context(), other.server.URL, topic); err == nil || !strings.Contains(err.Error(), topic) {
		t.Errorf("error %v", err)
	}
}

func TestLeases(t *testing.T) {
	for seconds, want := range map[string]time.Duration{"3600": time.Hour, "": leaseWanted, "-1": leaseWanted, "soon": leaseWanted, "99999999999": leaseWanted} {
		if got := leaseOf(seconds); got != want {
			t.Errorf("%q is %v, want %v", seconds, got, want)
		}
	}
}

func TestServerListensAndEnds(t *testing.T) {
	d := polltest.NewDesk()
	s, err := New(Config{Callback: "https://news.example/hooks", Address: "127.0.0.1:0"}, Deps{Notes: &d.Notes, Log: d.Log(), Now: d.Now})
	if err != nil {
		t.Fatal(err)
	}
	server, err := s.Start()
	if err != nil {
		t.Fatal(err)
	}
	for after, want := range map[time.Duration]int{0: http.StatusServiceUnavailable, settling: http.StatusGone} {
		d.At = s.began.Add(after)
		if status, _ := call(t, http.MethodPost, "http://"+server.Addr()+"/hooks/a", "", ""); status != want {
			t.Errorf("after %v: answered %d, want %d", after, status, want)
		}
	}
	if _, err := (&Subscriber{config: Config{Address: server.Addr()}, deps: s.deps}).Start(); err == nil || !strings.Contains(err.Error(), "sources.websub.address") {
		t.Errorf("error %v", err)
	}
	if err := server.Close(); err != nil {
		t.Error(err)
	}
}

func TestConfigIsValidated(t *testing.T) {
	for c, said := range map[Config]string{
		{}: "", {Address: "nonsense"}: "", {Callback: "https://a.example", Address: "127.0.0.1:0"}: "", {Callback: "https://a.example"}: "address",
		{Callback: "a.example", Address: ":1"}: "callback", {Callback: "ftp://a.example", Address: ":1"}: "callback", {Callback: "https://a.example?a=1", Address: ":1"}: "callback",
	} {
		if err := c.Validate(); (err == nil) != (said == "") || err != nil && !strings.Contains(err.Error(), said) {
			t.Errorf("%+v: error %v", c, err)
		}
	}
	if _, err := New(Config{Callback: "nonsense"}, Deps{}); err == nil {
		t.Error("a wrong callback is taken")
	}
}
