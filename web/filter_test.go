package web

import "testing"

func TestNumbersAreReadAsPeopleWriteThem(t *testing.T) {
	for text, want := range map[string]float64{
		"": 0, "0": 0, "1e9": 1e9, "1,000,000": 1e6, "500m": 5e8, "2.5bn": 2.5e9, "$3 billion": 3e9, "1.2 GW": -1, "2t": 2e12, "-1": -1, "NaN": -1, "10k": 1e4, "bn": -1,
	} {
		got, err := parseNumber(text)
		if (err != nil) != (want < 0) || err == nil && got != want {
			t.Errorf("%q: %v, %v", text, got, err)
		}
	}
}

func TestShellsTakeWordsAsTheyAre(t *testing.T) {
	for word, want := range map[string]string{"acme": "acme", "": "''", "Ben & Jerry's": `'Ben & Jerry'\''s'`, "$(rm)": "'$(rm)'", "127.0.0.1:9092": "127.0.0.1:9092"} {
		if got := quote(word); got != want {
			t.Errorf("%q: %s, want %s", word, got, want)
		}
	}
}
