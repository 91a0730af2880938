package main

import "testing"

// TestParseNumber wants the float64 next to the decimal number, which
// multiplying 0.07 by a million is not.
func TestParseNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"5": 5, ".035": 0.035, "412k": 412000, "88.5m": 88500000, "0.07m": 70000, "13.2b": 13200000000,
		"3.9t": 3900000000000, "30lk": 3000000, "1940cr": 19400000000, "1.94lcr": 1940000000000,
	} {
		got, err := parseNumber(text)
		if err != nil || *got != want {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "-5", "5M", "5.", "1e9", "5 m", "5bn"} {
		if got, err := parseNumber(text); err == nil {
			t.Errorf("%s: got %v", text, *got)
		}
	}
}

func TestOccurrences(t *testing.T) {
	for _, c := range []struct {
		text, words string
		want        int
	}{
		{"Aeon, Aeon’s, Aeons", "Aeon", 2},
		{"Max Maxx xMax Max", "Max", 2},
		{"Yahoo! or Yahoo!s", "Yahoo!", 2},
		{"ØMåke Måke", "Måke", 1},
		{"aaa a", "a", 1},
	} {
		got := occurrences(c.text, c.words)
		if len(got) != c.want {
			t.Errorf("%q in %q: got %v", c.words, c.text, got)
		}
		for _, s := range got {
			if s.Of(c.text) != c.words {
				t.Errorf("%q in %q: got %q", c.words, c.text, s.Of(c.text))
			}
		}
	}
}

func TestJoinNumber(t *testing.T) {
	for words, want := range map[string]string{
		"5 million": "5_million", "Rs 30 crore": "Rs_30_crore", "5 and 6 GW": "5 and 6_GW", "5 to 6 GW": "5 to 6_GW", "half a GW": "half a GW",
	} {
		if got := joinNumber(words, "_"); got != want {
			t.Errorf("%s: got %s, want %s", words, got, want)
		}
	}
}
