package push

import (
	"context"
	"errors"
	"net/http"
	"strings"
	"testing"
)

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
