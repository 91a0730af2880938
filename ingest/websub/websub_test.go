package websub

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

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
