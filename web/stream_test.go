package web

import (
	"bufio"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"testing"
)

// follow opens a stream and returns what reads its next event.
func (s *site) follow(path, heard string) func() update {
	s.t.Helper()
	server := httptest.NewServer(s)
	s.t.Cleanup(server.Close)
	r, err := http.NewRequestWithContext(s.t.Context(), http.MethodGet, server.URL+path, nil)
	if err != nil {
		s.t.Fatal(err)
	}
	if heard != "" {
		r.Header.Set("Last-Event-ID", heard)
	}
	resp, err := server.Client().Do(r)
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { resp.Body.Close() })
	lines := bufio.NewReader(resp.Body)
	return func() update {
		s.t.Helper()
		for {
			line, err := lines.ReadString('\n')
			if err != nil {
				s.t.Fatal(err)
			}
			if data, ok := strings.CutPrefix(line, "data: "); ok {
				var u update
				if err := json.Unmarshal([]byte(data), &u); err != nil {
					s.t.Fatal(err)
				}
				return u
			}
		}
	}
}

func (u update) ids() string {
	var out []string
	for _, e := range u.Stories {
		out = append(out, e.ID)
	}
	return strings.Join(out, " ")
}

// streamOf returns the address that the live page follows.
func (s *site) streamOf(path string) string {
	s.t.Helper()
	address, _ := s.get(path).Find("#stories").Attr("data-stream")
	return address
}

func TestStreamSendsWhatComes(t *testing.T) {
	s := newSite(t, nil)
	s.publish(1, "The Dispatch", "Acme", 5.0)
	next := s.follow(s.streamOf("/"), "")
	s.publish(2, "The Dispatch", "Acme", 6.0)
	u := next()
	if u.ids() != "a2" || !strings.Contains(u.Stories[0].HTML, `<mark class="valuation" data-facts="a2-f0">$6 billion</mark>`) {
		t.Errorf("%+v", u)
	}
	s.publish(1, "The Dispatch", "Acme", 5.5) // it was read anew
	if u := next(); u.ids() != "a1" || !strings.Contains(u.Stories[0].HTML, "$5.5 billion") {
		t.Errorf("%+v", u)
	}
}

func TestStreamFilters(t *testing.T) {
	s := newSite(t, nil)
	next := s.follow(s.streamOf("/?company=bolt&min=6bn"), "")
	s.publish(1, "The Dispatch", "Acme", 7.0)
	s.publish(2, "The Dispatch", "Bolt", 5.0)
	s.publish(3, "The Dispatch", "Bolt", 7.0)
	for got := ""; got != "a3"; {
		if got = next().ids(); got != "a3" && got != "" {
			t.Fatalf("%s passes", got)
		}
	}
}

// TestStreamThinsOutAFlood, but renews all that a browser shows.
func TestStreamThinsOutAFlood(t *testing.T) {
	s := newSite(t, nil)
	s.publish(0, "The Dispatch", "Acme", 5.0)
	address := s.streamOf("/")
	for n := range 3 * mostAtOnce {
		s.publish(n, "The Dispatch", "Acme", 6.0)
	}
	u := s.follow(address, "")()
	if len(u.Stories) != 3*mostAtOnce || u.More != 0 {
		t.Errorf("a browser that connects is sent %d articles that are new and to be shown, and told of %d more", len(u.Stories), u.More)
	}
	st := newStream(s.Page, "0", nil)
	st.shown = []string{"a0"}
	_, now := s.Store.Changed()
	message, err := st.message(now)
	if err != nil || strings.Count(string(message), `"id":"a`) != mostAtOnce+1 || !strings.Contains(string(message), `"more":39`) {
		t.Errorf("%v: %d articles in a flood", err, strings.Count(string(message), `"id":"a`))
	}
}

// TestStreamGoesOnWhereItWasCutOff, and after the program was started anew.
func TestStreamGoesOnWhereItWasCutOff(t *testing.T) {
	s := newSite(t, nil)
	s.publish(1, "The Dispatch", "Acme", 5.0)
	address := s.streamOf("/")
	_, heard := s.Store.Changed()
	s.publish(2, "The Dispatch", "Acme", 6.0)
	if u := s.follow(address, strconv.FormatUint(heard, 10))(); u.ids() != "a2" {
		t.Errorf("after a cut: %+v", u)
	}
	next := s.follow(address, "99999999")
	s.publish(3, "The Dispatch", "Acme", 7.0)
	if u := next(); u.ids() != "a3" {
		t.Errorf("after a new start: %+v", u)
	}
}
