package link

import "testing"

func TestNormaliseBringsVariantsToOne(t *testing.T) {
	n := New()
	for raw, want := range map[string]string{
		"https://News.Example/a":                            "https://news.example/a",
		"HTTPS://news.example:443/a/":                       "https://news.example/a",
		"http://news.example:80/a#top":                      "http://news.example/a",
		"https://news.example/a?utm_source=x&id=7&fbclid=y": "https://news.example/a?id=7",
		"https://news.example/a?b=2&a=1":                    "https://news.example/a?a=1&b=2",
		"https://m.news.example/a/amp":                      "https://news.example/a",
		"https://amp.news.example/a/amp.html?amp=1":         "https://news.example/a",
		"https://news.example/a;jsessionid=1F":              "https://news.example/a",
		"https://user:secret@news.example/x/../a":           "https://news.example/a",
		"https://news.example":                              "https://news.example/",
		"http://127.0.0.1:8080/a":                           "http://127.0.0.1:8080/a",
		"http://[::1]:8080/a":                               "http://[::1]:8080/a",
		"http://[::1]/a":                                    "http://[::1]/a",
		"https://m.example/a":                               "https://m.example/a",
	} {
		got, err := n.Normalise(raw)
		if err != nil || got != want {
			t.Errorf("Normalise(%q) = %q, %v, want %q", raw, got, err, want)
		}
	}
}

func TestNormaliseRefusesWhatIsNoAddress(t *testing.T) {
	for _, raw := range []string{"", "news", "/a", "ftp://news.example/a", "http://", "https://%zz", "javascript:alert(1)"} {
		if got, err := New().Normalise(raw); err == nil {
			t.Errorf("Normalise(%q) = %q, want an error", raw, got)
		}
	}
}

func TestSameSite(t *testing.T) {
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"https://www.news.co.uk/a", "https://news.co.uk/b", true},
		{"https://a.co.uk/", "https://b.co.uk/", false},
		{"http://127.0.0.1:1/a", "http://127.0.0.1:1/b", true},
		{"http://127.0.0.1:1/a", "http://127.0.0.1:2/b", false},
		{"https://news.example/a", "/b", false},
	} {
		if got := SameSite(test.a, test.b); got != test.want {
			t.Errorf("SameSite(%q, %q) = %v", test.a, test.b, got)
		}
	}
}

func FuzzNormaliseIsIdempotent(f *testing.F) {
	f.Add("https://m.news.example:443/a/amp?utm_source=x&b=1#c")
	f.Add("http://[::1]:80/%7e;jsessionid=1")
	n := New()
	f.Fuzz(func(t *testing.T, raw string) {
		once, err := n.Normalise(raw)
		if err != nil {
			return
		}
		twice, err := n.Normalise(once)
		if err != nil {
			t.Fatalf("%q became %q, which is refused: %v", raw, once, err)
		}
		if once != twice {
			t.Errorf("%q became %q, and that %q", raw, once, twice)
		}
	})
}
