package company

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/sentence"
)

func TestSalienceRoundTrip(t *testing.T) {
	var s Salience
	for i := range s {
		s[i] = float64(i)/4 - 1
	}
	got, err := readSalience("# a comment\n" + s.String())
	if err != nil || *got != s {
		t.Errorf("got %v, want %v, error %v", got, s, err)
	}
}

func TestSalienceWantsEveryClue(t *testing.T) {
	for _, data := range []string{"", "always 1\n", "always much\n", "never 1\n"} {
		if _, err := readSalience(data); err == nil {
			t.Errorf("%q was read without an error", data)
		}
	}
}

// TestLearnSalience learns, of two companies, that a phrase means the one named
// first where it does in what is learned from, and else the one named last.
func TestLearnSalience(t *testing.T) {
	r, err := New()
	if err != nil {
		t.Fatal(err)
	}
	for number, want := range []string{"Nvidia", "Intel"} {
		s, phrases := LearnSalience(r, []Referring{
			referring("Microsoft fell. Oracle rose. The company said little.", "Microsoft", "Oracle", "The company", number),
			referring("Barclays fell. Lloyds rose. The lender said little.", "Barclays", "Lloyds", "The lender", number),
			referring("Tesla fell. Ford rose. The carmaker said little.", "Tesla", "Ford", "The carmaker", number),
		})
		if phrases != 3 {
			t.Fatalf("learned from %d phrases", phrases)
		}
		entities := r.WithSalience(s).Recognise(sentence.Split("Nvidia fell. Intel rose. The chipmaker said little."), Hint{})
		if diff := cmp.Diff([]string{want}, meant(entities)); diff != "" {
			t.Errorf("-want +got\n%s", diff)
		}
	}
}

// referring returns a text in which a phrase means one of two companies.
func referring(text, first, second, phrase string, means int) Referring {
	at := func(words string) sentence.Span {
		start := strings.Index(text, words)
		return sentence.Span{Start: start, End: start + len(words)}
	}
	return Referring{
		Text: text, Names: []Reference{{at(first), 0}, {at(second), 1}}, Phrases: []Reference{{at(phrase), means}},
	}
}

// meant returns the names of the entities that something refers to.
func meant(entities []Entity) []string {
	var out []string
	for _, e := range entities {
		for _, m := range e.Mentions {
			if m.Nominal {
				out = append(out, e.Name)
			}
		}
	}
	return out
}
