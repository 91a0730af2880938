package fetch

import (
	"bufio"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// parse reads a robots.txt as the program does that is configured as it comes.
func parse(robots string) rules { return parseRobots(robots, agentsOf(DefaultConfig().UserAgent)) }

// TestRobots holds what testdata/robots.txt says: after a line "--- NAME" stands
// a robots.txt, after "===" what may be fetched ("+ /path"), what may not
// ("- /path") and the crawl-delay ("delay 3s").
func TestRobots(t *testing.T) {
	raw, err := os.ReadFile(filepath.Join("testdata", "robots.txt"))
	if err != nil {
		t.Fatal(err)
	}
	cases := strings.Split("\n"+string(raw), "\n--- ")[1:]
	if len(cases) == 0 {
		t.Fatal("no cases")
	}
	for _, c := range cases {
		name, rest, _ := strings.Cut(c, "\n")
		robots, expected, ok := strings.Cut(rest, "===\n")
		if !ok {
			t.Fatalf("%s: no line ===", name)
		}
		t.Run(name, func(t *testing.T) { holdRobots(t, parse(robots), expected) })
	}
}

func holdRobots(t *testing.T, r rules, expected string) {
	t.Helper()
	for lines := bufio.NewScanner(strings.NewReader(expected)); lines.Scan(); {
		what, value, _ := strings.Cut(strings.TrimSpace(lines.Text()), " ")
		switch what {
		case "":
		case "+", "-":
			if got := r.allows(value); got != (what == "+") {
				t.Errorf("allows(%q) = %v", value, got)
			}
		case "delay":
			if got := r.delay.String(); got != value {
				t.Errorf("the delay is %s, want %s", got, value)
			}
		default:
			t.Errorf("line %q: want +, - or delay", lines.Text())
		}
	}
}

func TestLineEndingsAndMark(t *testing.T) {
	for _, ending := range []string{"\n", "\r\n", "\r"} {
		text := "\ufeff" + strings.Join([]string{"User-agent: *", "Disallow: /a", "Allow: /a/b", ""}, ending)
		r := parse(text)
		if r.allows("/a") || !r.allows("/a/b") || !r.allows("/") {
			t.Errorf("lines that end in %q are misread: %+v", ending, r)
		}
	}
}

func TestHugeRobotsIsReadAsFarAsTheLimit(t *testing.T) {
	head, rule := "User-agent: *\nDisallow: /first\n", "Disallow: /"
	filler := "#" + strings.Repeat("-", maxRobots-len(head)-len(rule)-2) + "\n"
	cut := head + filler + rule + "yes\nDisallow: /last\n"
	if cut[:maxRobots] != head+filler+rule {
		t.Fatal("the limit does not cut the line that it should")
	}
	r := parse(cut)
	if r.allows("/first") || !r.allows("/last") || !r.allows("/other") {
		t.Errorf("rules %+v", r)
	}
}

func FuzzRobots(f *testing.F) {
	raw, err := os.ReadFile(filepath.Join("testdata", "robots.txt"))
	if err != nil {
		f.Fatal(err)
	}
	for _, c := range strings.Split(string(raw), "\n--- ") {
		f.Add(c, "/a/b?c=%2f*$")
	}
	f.Add("User-agent:gigawire\nDisallow:*%*$\nCrawl-delay: 1e999", "%")
	f.Fuzz(func(t *testing.T, text, path string) {
		r := parse(text)
		if r.delay < 0 || r.delay > maxDelay {
			t.Errorf("delay %s", r.delay)
		}
		if once := canonicalPath(path); canonicalPath(once) != once {
			t.Errorf("%q becomes %q, and that %q", path, once, canonicalPath(once))
		}
		if allowed := r.allows(path); !allowed && len(r.disallow) == 0 {
			t.Errorf("%q is forbidden by no rule", path)
		}
		if forbidden := parse("User-agent: *\nDisallow: /"); strings.HasPrefix(path, "/") && forbidden.allows(path) {
			t.Errorf("%q is allowed where nothing is", path)
		}
	})
}

func TestCrawlDelayIsBounded(t *testing.T) {
	for value, want := range map[string]time.Duration{
		"3": 3 * time.Second, "0.5": 500 * time.Millisecond, "1e9": maxDelay, "Inf": maxDelay,
		"0": 0, "-3": 0, "NaN": 0, "soon": 0, "": 0,
	} {
		if got := parse("User-agent: *\nCrawl-delay: " + value).delay; got != want {
			t.Errorf("Crawl-delay: %s is %s, want %s", value, got, want)
		}
	}
}

// TestRulesForTheConfiguredNameHold, beside those for the program's own.
func TestRulesForTheConfiguredNameHold(t *testing.T) {
	const robots = "User-agent: *\nDisallow: /\n\nUser-agent: Meridian-Reader\nDisallow: /a\n\nUser-agent: gigawire\nDisallow: /b\n"
	r := parseRobots(robots, agentsOf("meridian-reader/2 (+mailto:desk@news.example)"))
	for path, want := range map[string]bool{"/a": false, "/b": false, "/c": true} {
		if got := r.allows(path); got != want {
			t.Errorf("allows(%q) = %v", path, got)
		}
	}
	if r := parseRobots(robots, agentsOf("other/1 (+mailto:desk@news.example)")); !r.allows("/a") || r.allows("/b") {
		t.Errorf("rules for another name hold: %+v", r)
	}
}
