package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestGetReturnsThePageAndItsHeaders(t *testing.T) {
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == "/robots.txt" {
			http.NotFound(w, r)
			return
		}
		w.Header().Set("Content-Type", "text/html; charset=latin1")
		w.Header().Set("ETag", `"7"`)
		w.Header().Set("Last-Modified", "Sun, 01 Mar 2026 10:00:00 GMT")
		fmt.Fprint(w, "page")
	})
	f, _ := fetcherFor(t, nil, server)
	resp, err := f.Get(t.Context(), server.URL+"/a?b=1", "", "")
	if err != nil {
		t.Fatal(err)
	}
	want := Response{
		URL: server.URL + "/a?b=1", ContentType: "text/html; charset=latin1", Body: []byte("page"),
		ETag: `"7"`, LastModified: "Sun, 01 Mar 2026 10:00:00 GMT",
	}
	if got := resp.Header.Get("Last-Modified"); got != resp.LastModified {
		t.Errorf("the header says %q", got)
	}
	resp.Header = nil
	if got := fmt.Sprintf("%+v", *resp); got != fmt.Sprintf("%+v", want) {
		t.Errorf("response %s, want %+v", got, want)
	}
}

func TestEachRequestSaysWhoAsks(t *testing.T) {
	agents := make(chan string, 2)
	server, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) { agents <- r.UserAgent() })
	f, _ := fetcherFor(t, func(c *Config) { c.UserAgent = "gigawire/1 (+mailto:desk@news.example)" }, server)
	if _, err := f.Get(t.Context(), server.URL+"/a", "", ""); err != nil {
		t.Fatal(err)
	}
	for _, what := range []string{"robots.txt", "page"} {
		if got := <-agents; got != "gigawire/1 (+mailto:desk@news.example)" {
			t.Errorf("%s was asked for by %q", what, got)
		}
	}
	if got := DefaultConfig().UserAgent; !strings.HasPrefix(got, "gigawire/") || !strings.Contains(got, "+https://") {
		t.Errorf("the default user agent %q names no program and address", got)
	}
}

func TestWhatIsNoAddressIsRefused(t *testing.T) {
	f, _ := fetcherFor(t, nil)
	for _, address := range []string{"", "news", "/a", "ftp://news.example/a", "file:///etc/passwd", "http://", "http://:80/", "javascript:alert(1)", "http://%zz"} {
		if _, err := f.Get(t.Context(), address, "", ""); !errors.Is(err, ErrAddress) || Passing(err) {
			t.Errorf("%q: error %v", address, err)
		}
	}
}

func TestConditionalGet(t *testing.T) {
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Header.Get("If-None-Match") == `"7"` && r.Header.Get("If-Modified-Since") == "Sun, 01 Mar 2026 10:00:00 GMT" {
			w.WriteHeader(http.StatusNotModified)
		}
	})
	f, _ := fetcherFor(t, nil, server)
	resp, err := f.Get(t.Context(), server.URL+"/a", `"7"`, "Sun, 01 Mar 2026 10:00:00 GMT")
	if err != nil || !resp.NotModified || len(resp.Body) != 0 {
		t.Errorf("response %+v, error %v", resp, err)
	}
	resp, err = f.Get(t.Context(), server.URL+"/a", `"6"`, "")
	if err != nil || resp.NotModified {
		t.Errorf("a changed page: response %+v, error %v", resp, err)
	}
}

func TestNotModifiedThatWasNotAskedForIsAnError(t *testing.T) {
	server, _ := serve(t, func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(http.StatusNotModified) })
	f, _ := fetcherFor(t, nil, server)
	_, err := f.Get(t.Context(), server.URL+"/a", "", "")
	wantError(t, err, "304")
}

func TestPasswordsAreNotPassedOn(t *testing.T) {
	server, _ := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if user, password, _ := r.BasicAuth(); user != "desk" || password != "secret" {
			http.Error(w, "who are you?", http.StatusUnauthorized)
		} else if r.URL.Path == "/gone" {
			http.Error(w, "gone", http.StatusGone)
		}
	})
	f, _ := fetcherFor(t, nil, server)
	address := strings.Replace(server.URL, "http://", "http://desk:secret@", 1)
	resp, err := f.Get(t.Context(), address+"/a", "", "")
	if err != nil || resp.URL != server.URL+"/a" {
		t.Errorf("response %+v, error %v", resp, err)
	}
	_, err = f.Get(t.Context(), address+"/gone", "", "")
	if wantError(t, err, "410"); strings.Contains(err.Error(), "secret") {
		t.Errorf("error %q has the password", err)
	}
}

func TestCancellationEndsARequestAtOnce(t *testing.T) {
	asked := make(chan string, 1)
	server, _ := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/robots.txt" {
			asked <- r.URL.Path
			<-r.Context().Done() // the client went away
		}
	})
	f, at := fetcherFor(t, nil, server)
	ctx, cancel := context.WithCancel(t.Context())
	go func() {
		<-asked
		cancel()
	}()
	if _, err := f.Get(ctx, server.URL+"/a", "", ""); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	if waits := at.waits(); len(waits) > 0 {
		t.Errorf("waited %v after it was cancelled", waits)
	}
}

func TestCancellationEndsAWait(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := wallClock().sleep(ctx, time.Hour); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
	server, seen := serve(t, page("page"))
	f, _ := fetcherFor(t, nil, server)
	if _, err := f.Get(ctx, server.URL+"/a", "", ""); !errors.Is(err, context.Canceled) || len(seen.paths) > 0 {
		t.Errorf("error %v, asked for %v", err, seen.paths)
	}
}

func TestSettingsAreValidated(t *testing.T) {
	for word, change := range map[string]func(*Config){
		"user_agent": func(c *Config) { c.UserAgent = "" }, "delay": func(c *Config) { c.Delay = -1 },
		"timeout": func(c *Config) { c.Timeout = 0 }, "connect_timeout": func(c *Config) { c.ConnectTimeout = 0 },
		"header_timeout": func(c *Config) { c.HeaderTimeout = -1 }, "idle_timeout": func(c *Config) { c.IdleTimeout = 0 },
		"concurrency": func(c *Config) { c.Concurrency = 0 }, "max_body_bytes": func(c *Config) { c.MaxBody = 0 }, "attempts": func(c *Config) { c.Attempts = 0 },
	} {
		c := DefaultConfig()
		change(&c)
		_, err := New(c)
		wantError(t, err, "making fetcher", "fetch."+word)
	}
	if _, err := New(DefaultConfig()); err != nil {
		t.Error(err)
	}
}

func TestManyAtOnceAskForRobotsOnce(t *testing.T) {
	server, seen := serve(t, page("page"))
	f, _ := fetcherFor(t, nil, server)
	errs := make(chan error)
	for i := range 20 {
		go func() {
			_, err := f.Get(t.Context(), fmt.Sprintf("%s/%d", server.URL, i), "", "")
			errs <- err
		}()
	}
	var all []error
	for range 20 {
		all = append(all, <-errs)
	}
	if i := slices.IndexFunc(all, func(err error) bool { return err != nil }); i >= 0 {
		t.Error(all[i])
	}
	if n := seen.count("/robots.txt"); n != 1 {
		t.Errorf("robots.txt was asked for %d times", n)
	}
}
