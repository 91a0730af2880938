package push

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/raw"
)

const (
	said   = "Pebblework said on Monday that it had raised $50 million from investors to build its second factory."
	webURL = "https://news.example/a"
	object = `{"url": "` + webURL + `", "title": "Pebblework raises money", "text": "` + said + `"}`
	html   = "<html lang=en><head><title>Pebblework raises money</title></head><body><article><p>" + said + "</p><p>" + said + "</p></article></body></html>"
)

// answers is a memory of answers.
type answers struct{ kept sync.Map }

func (a *answers) Answer(key string) []byte {
	value, _ := a.kept.Load(key)
	data, _ := value.([]byte)
	return data
}

func (a *answers) Put(key string, answer []byte) error { a.kept.Store(key, answer); return nil }

// listen starts a server that nothing takes articles from.
func listen(t *testing.T, change func(*Config)) *Server {
	t.Helper()
	c := DefaultConfig()
	c.Address = "127.0.0.1:0"
	c.Timeout = time.Minute
	if change != nil {
		change(&c)
	}
	s, err := Listen(c, Deps{
		Reader: raw.New(page.New(), time.Now), Answers: &answers{}, Articles: "articles", Dead: "articles.dead",
		Log: slog.New(slog.DiscardHandler),
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// pipeline takes in what a server delivers: all that is new, but for an article
// with the ID that is too large.
type pipeline struct {
	mu         sync.Mutex
	deliveries []ingest.Delivery
	seen       map[string]bool
	done       chan struct{}
}

const hugeID = "huge"

// running starts a server and takes from it until the test ends.
func running(t *testing.T, change func(*Config)) (*Server, *pipeline) {
	t.Helper()
	s := listen(t, change)
	p := &pipeline{seen: map[string]bool{}, done: make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		defer close(p.done)
		for {
			d, err := s.Next(ctx)
			if err != nil {
				return
			}
			p.take(d)
		}
	}()
	t.Cleanup(func() {
		cancel()
		<-p.done
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s, p
}

func (p *pipeline) take(d ingest.Delivery) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.deliveries = append(p.deliveries, d)
	key := d.Article.ID + d.Article.ContentHash
	switch {
	case d.Rejection != nil:
	case p.seen[key]:
		d.SetAside(&ingest.Rejection{Reason: ingest.ReasonDuplicate, Err: errors.New("taken in before")})
	case d.Article.ID == hugeID:
		d.SetAside(&ingest.Rejection{Reason: ingest.ReasonTooLarge, Err: errors.New("a message is too large")})
	}
	p.seen[key] = true
	d.Ack(nil)
}

func (p *pipeline) count() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return len(p.deliveries)
}

// last returns the rejection that was delivered last.
func (p *pipeline) last() *ingest.Rejection {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.deliveries[len(p.deliveries)-1].Rejection
}

// request returns a request to push a body.
func request(contentType, body string, headers ...string) *http.Request {
	r := httptest.NewRequest(http.MethodPost, "/articles", strings.NewReader(body))
	r.Host = "localhost:8097"
	r.Header.Set("Content-Type", contentType)
	for i := 0; i < len(headers); i += 2 {
		r.Header.Add(headers[i], headers[i+1])
	}
	return r
}

// ask has a server answer a request, and holds the answer to openapi.yaml.
func ask(t *testing.T, s *Server, r *http.Request) *http.Response {
	t.Helper()
	w := httptest.NewRecorder()
	s.http.Handler.ServeHTTP(w, r)
	resp := w.Result()
	checkAnswer(t, r, resp, w.Body.Bytes())
	return resp
}

// replies returns the lines of an answer.
func replies(t *testing.T, resp *http.Response) []reply {
	t.Helper()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	var out []reply
	for line := range strings.Lines(string(data)) {
		var r reply
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatalf("%q: %v", line, err)
		}
		out = append(out, r)
	}
	return out
}

func push(t *testing.T, s *Server, contentType, body string, headers ...string) reply {
	t.Helper()
	out := replies(t, ask(t, s, request(contentType, body, headers...)))
	if len(out) != 1 {
		t.Fatalf("%d lines, want one", len(out))
	}
	return out[0]
}
