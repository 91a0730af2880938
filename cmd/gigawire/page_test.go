package main

import (
	"bufio"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"syscall"
	"testing"
)

// opened starts a run that stays, and returns the address of its page. It is
// ended with the test.
func opened(t *testing.T, s *site) string {
	t.Helper()
	c := process(t, s.args("run")...)
	said, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Signal(syscall.SIGTERM)
		if err := c.Wait(); err != nil {
			t.Errorf("the run ended with %v", err)
		}
	})
	address := regexp.MustCompile(`open (http://\S+) to watch`)
	for lines := bufio.NewScanner(said); lines.Scan(); {
		if found := address.FindStringSubmatch(lines.Text()); found != nil {
			go io.Copy(io.Discard, said)
			return found[1]
		}
	}
	t.Fatal("the run does not say where its page is")
	return ""
}

// pageOf returns a page, or what is answered to a form.
func pageOf(t *testing.T, address string, form url.Values) string {
	t.Helper()
	ask := func() (*http.Response, error) { return http.Get(address) }
	if form != nil {
		ask = func() (*http.Response, error) { return http.PostForm(address, form) }
	}
	resp, err := ask()
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(body)
}

// awaitPage asks for a page until it has all of some words.
func awaitPage(t *testing.T, address string, words ...string) {
	t.Helper()
	for t.Context().Err() == nil {
		body, missing := pageOf(t, address, nil), ""
		for _, w := range words {
			if !strings.Contains(body, w) {
				missing = w
			}
		}
		if missing == "" {
			return
		}
	}
}

// TestPipelineShowsItselfOnAPage, where its documents came from, and what is tried.
func TestPipelineShowsItselfOnAPage(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		address := opened(t, s)
		awaitPage(t, address, "Orrery raises", `<mark class="valuation"`, "190 facts held")
		awaitPage(t, address+"/pipeline", s.newsroom+"/feed.xml", "photo-only")
		awaitPage(t, address+"/companies/orrery", "$12.4 billion", "Worth over time")
		for form, want := range map[string]string{
			"text=Acme+Robotics+was+valued+at+%245+billion+on+Monday.":         "because valuation",
			"address=http%3A%2F%2F" + s.newsroom + "%2Fnews%2Forrery-round":    "Orrery raises ",
			"address=http%3A%2F%2F" + s.newsroom + "%2Fnews%2Fpaywalled":       "subscribers only",
			"address=http%3A%2F%2F127.0.0.1%3A" + freePort(t) + "%2Fadmin":     "allow_hosts",
			"address=http%3A%2F%2F169.254.169.254%2Flatest%2Fmeta-data%2Fkeys": "private",
		} {
			values, err := url.ParseQuery(form)
			if err != nil {
				t.Fatal(err)
			}
			if got := pageOf(t, address+"/try", values); !strings.Contains(got, want) {
				t.Errorf("%s: no %q in %s", form, want, got[max(0, len(got)-1500):])
			}
		}
	})
}
