package push

import (
	"context"
	"errors"
	"io"
	"net/http"
	"runtime"
	"strings"
	"testing"
)

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
