package web

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
)

func TestTryShowsWhatIsFoundAndWhy(t *testing.T) {
	s := newSite(t, nil)
	_, body := s.post("/try", url.Values{"text": {"Acme & <b>co</b>"}})
	doc := parsed(t, body)
	if text(doc, "article mark.company") != "Acme" || text(doc, ".because") != "because listed by hand" || text(doc, "textarea") != "Acme & <b>co</b>" {
		t.Errorf("%s", body)
	}
	_, body = s.post("/try", url.Values{"text": {"Acme"}, "part": {"found"}})
	if strings.Contains(body, "<html") || !strings.Contains(body, "listed by hand") {
		t.Errorf("a part: %s", body)
	}
	if _, body = s.post("/try", url.Values{"address": {"https://news.example/"}}); !strings.Contains(body, "there is nothing at https://news.example/") {
		t.Errorf("an address: %s", body)
	}
	if resp, body := s.post("/try", url.Values{"text": {strings.Repeat("x", mostTried)}}); resp.StatusCode != http.StatusRequestEntityTooLarge || !strings.Contains(body, "too long") {
		t.Errorf("too much: status %d", resp.StatusCode)
	}
	if _, body := s.post("/try", nil); parsed(t, body).Find("article").Length() > 0 {
		t.Error("something is found in nothing")
	}
}

// refuse lets nobody change anything.
func refuse(http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { http.Error(w, "no", http.StatusUnauthorized) })
}

func TestAddressesNeedTheTokenWhereOthersMayAsk(t *testing.T) {
	s := newSite(t, func(o *Options) { o.Public, o.Changes = true, refuse })
	if resp, _ := s.post("/try", url.Values{"address": {"https://news.example/"}}); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("an address: status %d", resp.StatusCode)
	}
	if resp, _ := s.post("/try", url.Values{"text": {"Acme"}}); resp.StatusCode != http.StatusOK {
		t.Errorf("a text: status %d", resp.StatusCode)
	}
	if s.get("/try").Find("input[name=token]").Length() != 1 {
		t.Error("nobody is asked for the token")
	}
}
