package bearer

import (
	"net/http"
	"testing"
)

func TestShown(t *testing.T) {
	for header, want := range map[string]string{
		"Bearer secret": "secret", "bearer secret": "secret", "BEARER  secret ": "secret",
		"": "", "Bearer": "", "secret": "", "Basic secret": "", "Bearersecret": "",
	} {
		r := &http.Request{Header: http.Header{"Authorization": {header}}}
		if got := Shown(r); got != want {
			t.Errorf("%q shows %q, want %q", header, got, want)
		}
	}
}

func TestIs(t *testing.T) {
	for _, c := range []struct {
		shown, token string
		want         bool
	}{
		{"secret", "secret", true},
		{"secre", "secret", false},
		{"secrets", "secret", false},
		{"", "secret", false},
		{"", "", false},
		{"secret", "", false},
	} {
		if got := Is(c.shown, c.token); got != c.want {
			t.Errorf("Is(%q, %q) is %v", c.shown, c.token, got)
		}
	}
}
