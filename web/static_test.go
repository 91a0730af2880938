package web

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestStaticFilesAreAskedForOnce(t *testing.T) {
	s := newSite(t, nil)
	for name, kind := range map[string]string{"style.css": "text/css", "spans.js": "text/javascript", "live.js": "text/javascript", "icon.svg": "image/svg+xml"} {
		resp, body := s.ask(httptest.NewRequest(http.MethodGet, "/static/"+name, nil))
		if resp.StatusCode != http.StatusOK || !strings.HasPrefix(resp.Header.Get("Content-Type"), kind) || body == "" {
			t.Errorf("%s: status %d, %s", name, resp.StatusCode, resp.Header.Get("Content-Type"))
		}
		again := httptest.NewRequest(http.MethodGet, "/static/"+name, nil)
		again.Header.Set("If-None-Match", resp.Header.Get("ETag"))
		if resp, _ := s.ask(again); resp.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: status %d", name, resp.StatusCode)
		}
	}
	if resp, _ := s.ask(httptest.NewRequest(http.MethodGet, "/static/article.html", nil)); resp.StatusCode != http.StatusNotFound {
		t.Errorf("a template is served: %d", resp.StatusCode)
	}
}
