package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"regexp"
	"strings"
	"syscall"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestPipelineTakesInWhatIsPushed: facts come of it, a second time it is a
// duplicate, and after a restart the same key still gets the first answer.
func TestPipelineTakesInWhatIsPushed(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		s.set("newsroom.enabled", "false")
		s.set("sources.push", "{address: '127.0.0.1:"+freePort(t)+"', token: secret}")
		end, to, shown := s.pushable(t)
		if status, body := pushTo(t, to, story, "Idempotency-Key", "abc"); status != http.StatusCreated || !strings.Contains(body, `"published"`) {
			t.Errorf("%d %s", status, body)
		}
		if _, err := shown.ReadString('\n'); err != nil {
			t.Error("no facts came of it:", err)
		}
		if status, body := pushTo(t, to, story); status != http.StatusOK || !strings.Contains(body, `"duplicate"`) {
			t.Errorf("%d %s", status, body)
		}
		if status, body := pushTo(t, to, "\x89PNG\r\n\x1a\n\x00\x01"); status != http.StatusUnsupportedMediaType || !strings.Contains(body, "articles.dead") {
			t.Errorf("%d %s", status, body)
		}
		if said := end(); !strings.Contains(said, "3 documents received, 1 articles published, 1 read") || !strings.Contains(said, "1 ingest binary") {
			t.Error(said)
		}
		end, to, _ = s.pushable(t)
		if status, body := pushTo(t, to, story, "Idempotency-Key", "abc"); status != http.StatusCreated {
			t.Errorf("after a restart: %d %s", status, body)
		}
		if status, body := pushTo(t, to, story); status != http.StatusOK {
			t.Errorf("after a restart: %d %s", status, body)
		}
		if said := end(); !strings.Contains(said, "1 documents received, 0 articles published") {
			t.Error(said)
		}
	})
}

// TestReadmePushesAnArticle does what the README says, and gets what it says.
func TestReadmePushesAnArticle(t *testing.T) {
	t.Parallel()
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	example := regexp.MustCompile(`(?s)\$ curl http://127.0.0.1:8097/articles -H 'Content-Type: (\S+)' -d '(.*?)'\n {4}(\{.*?\n)`).FindSubmatch(readme)
	if example == nil {
		t.Fatal("the README has no example")
	}
	s := newSite(t, "")
	s.set("newsroom.enabled", "false")
	s.set("sources.push.address", "127.0.0.1:"+freePort(t))
	end, to, shown := s.pushable(t)
	status, body := pushTo(t, to, string(example[2]), "Content-Type", string(example[1]))
	body = regexp.MustCompile(`"test-[0-9a-f]+\.`).ReplaceAllString(body, `"`)
	if diff := cmp.Diff(string(example[3]), body); status != http.StatusCreated || diff != "" {
		t.Errorf("%d: -README +answer\n%s", status, diff)
	}
	if fact, err := shown.ReadString('\n'); err != nil || !strings.Contains(fact, "Orrery") {
		t.Errorf("fact %q, %v", fact, err)
	}
	end()
}

// pushable starts a run and returns where articles can be pushed, what it
// shows, and what ends it and returns what it said on standard error.
func (s *site) pushable(t *testing.T) (end func() string, to string, shown *bufio.Reader) {
	t.Helper()
	c := process(t, s.args("run")...)
	out, err := c.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	shown = bufio.NewReader(started(t, c))
	errs := bufio.NewReader(out)
	for to == "" {
		line, err := errs.ReadString('\n')
		if err != nil {
			t.Fatal("it ended:", err)
		}
		_, to, _ = strings.Cut(strings.TrimSpace(line), "articles can be pushed\" to=")
	}
	return func() string {
		t.Helper()
		if err := c.Process.Signal(syscall.SIGTERM); err != nil {
			t.Fatal(err)
		}
		said, err := io.ReadAll(errs)
		if err != nil {
			t.Error(err)
		}
		if err := c.Wait(); err != nil {
			t.Error(err)
		}
		return string(said)
	}, to, shown
}

// pushTo pushes a text, and returns the answer.
func pushTo(t *testing.T, to, text string, headers ...string) (status int, body string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, to, strings.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "text/plain")
	r.Header.Set("Authorization", "Bearer secret")
	for i := 0; i < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := http.DefaultClient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(data)
}
