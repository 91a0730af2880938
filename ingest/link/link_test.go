package link

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// read returns a case file without its comments.
func read(t testing.TB, name string) string {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for line := range strings.Lines(string(data)) {
		if !strings.HasPrefix(line, "# ") {
			b.WriteString(line)
		}
	}
	return b.String()
}

// groups returns the lines between blank lines.
func groups(text string) [][]string {
	var out [][]string
	for group := range strings.SplitSeq(text, "\n\n") {
		if lines := strings.Split(strings.Trim(group, "\n"), "\n"); lines[0] != "" {
			out = append(out, lines)
		}
	}
	return out
}

func normal(t testing.TB, n *Normaliser, raw string) string {
	t.Helper()
	got, err := n.Normalise(raw)
	if err != nil {
		t.Errorf("Normalise(%q): %v", raw, err)
	}
	return got
}

func TestAddressesOfOnePageAreOne(t *testing.T) {
	n, cases := New(), 0
	for _, group := range groups(read(t, "same.txt")) {
		for _, raw := range group {
			cases++
			if got := normal(t, n, raw); got != group[0] {
				t.Errorf("Normalise(%q) = %q, want %q", raw, got, group[0])
			}
		}
	}
	if cases < 100 {
		t.Errorf("%d cases, want all of them", cases)
	}
}

func TestAddressesOfDifferentPagesStayApart(t *testing.T) {
	n, cases := New(), 0
	for line := range strings.Lines(read(t, "different.txt")) {
		came := map[string]string{}
		for _, raw := range strings.Fields(line) {
			cases++
			got := normal(t, n, raw)
			if other, taken := came[got]; taken {
				t.Errorf("%q and %q both come to %q", other, raw, got)
			}
			came[got] = raw
		}
	}
	if cases < 60 {
		t.Errorf("%d cases, want all of them", cases)
	}
}

func TestNormaliseRefusesWhatIsNoAddress(t *testing.T) {
	for _, raw := range []string{"", "news", "/a", "ftp://news.example/a", "http://", "http://./", "https://%zz", "javascript:alert(1)"} {
		if got, err := New().Normalise(raw); err == nil {
			t.Errorf("Normalise(%q) = %q, want an error", raw, got)
		}
	}
}

func TestIdentityIsOneForHTTPAndWWW(t *testing.T) {
	for normal, want := range map[string]string{
		"https://dispatch.com/a":             "https://dispatch.com/a",
		"http://www.dispatch.com/a?id=7":     "https://dispatch.com/a?id=7",
		"https://www.dispatch.com/caf%C3%A9": "https://dispatch.com/caf%C3%A9",
		"http://dispatch.com:8080/a":         "http://dispatch.com:8080/a",
		"https://www.com/a":                  "https://www.com/a",
		"https://www2.dispatch.com/a":        "https://www2.dispatch.com/a",
		"http://127.0.0.1/a":                 "https://127.0.0.1/a",
		"http://127.0.0.1:8095/a":            "http://127.0.0.1:8095/a",
		"":                                   "",
	} {
		if got := Identity(normal); got != want {
			t.Errorf("Identity(%q) = %q, want %q", normal, got, want)
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
	for _, name := range []string{"same.txt", "different.txt"} {
		for _, raw := range strings.Fields(read(f, name)) {
			f.Add(raw)
		}
	}
	f.Add("http://[::1]:80/%7e;jsessionid=1")
	f.Add("http://Ü:")
	f.Add("http://\u034f")
	f.Add("http://ü\uff0fx/y")
	f.Add("http://Ü:8080/")
	f.Add("https://cdn.ampproject.org/c/s/cdn.ampproject.org/c/s/m.x.com./amp/index.html.amp?amp;amp;a&%26=%3D#!/%41")
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

func BenchmarkNormalise(b *testing.B) {
	n := New()
	b.ReportAllocs()
	for b.Loop() {
		if _, err := n.Normalise("https://m.dispatch.co.uk/business/2026/10/story/amp?id=7&utm_source=x#top"); err != nil {
			b.Fatal(err)
		}
	}
}

func TestAddressesOfTheWeb(t *testing.T) {
	for address, site := range map[string]string{
		"https://www.news.example/a": "news.example", "http://localhost:80": "localhost", "HTTPS://NEWS.example": "NEWS.example",
		"ftp://news.example": "", "news.example/a": "", "https://": "", "/a": "", "": "", "https://news.example/%zz": "news.example",
	} {
		if got := IsWeb(address); got != (site != "") || got && Site(address) != site {
			t.Errorf("%q: on the web %v, site %q", address, got, Site(address))
		}
	}
}

func TestLoopbackIsThisMachine(t *testing.T) {
	for host, want := range map[string]bool{
		"127.0.0.1": true, "127.8.8.8": true, "::1": true, "[::1]": true, "LOCALHOST": true, "0.0.0.0": false, "": false, "localhost.example": false, "10.0.0.1": false,
	} {
		if IsLoopback(host) != want {
			t.Errorf("%q: %v", host, !want)
		}
	}
}
