package company

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/sentence"
)

func TestForms(t *testing.T) {
	for word, want := range map[string]form{
		"—": mark, "amazon": lower, "Amazon": title, "A": capital, "IBM": caps, "iPhone": mixed, "OpenAI": mixed,
		"777": number, "3M": code, "C3.ai": code, "’s": lower, "Société": title, "ÉDF": caps,
	} {
		if got := newPiece(word, sentence.Span{End: len(word)}, false).form; got != want {
			t.Errorf("%s: form %d, want %d", word, got, want)
		}
	}
}

func TestHyphensDivide(t *testing.T) {
	for text, want := range map[string][]string{
		"Google-backed":         {"Google", "-", "backed"},
		"Bristol-Myers Squibb":  {"Bristol", "-", "Myers", "Squibb"},
		"non‑breaking":          {"non", "‑", "breaking"},
		"-led":                  {"-", "led"},
		"Hennes & Mauritz said": {"Hennes", "&", "Mauritz", "said"},
	} {
		split := sentence.Split(text)
		var got []string
		for _, p := range appendPieces(nil, text, split.Tokens) {
			got = append(got, p.Of(text))
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got)\n%s", text, diff)
		}
	}
}

func TestHashesFold(t *testing.T) {
	for _, pair := range [][2]string{{"AMAZON", "amazon"}, {"’s", "'s"}, {"ÉDF", "édf"}} {
		if hashWord(pair[0]) != hashWord(pair[1]) {
			t.Errorf("%s and %s have different hashes", pair[0], pair[1])
		}
	}
	if hashWord("shell") == hashWord("shelf") {
		t.Error("shell and shelf have one hash")
	}
}
