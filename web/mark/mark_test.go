package mark

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

// stated returns a fact whose span is the first place in a text that has some
// words. Positions count code points.
func stated(text, words string) fact.Fact {
	m := mention(text, words, 0)
	return fact.Fact{Evidence: fact.Evidence{Field: fact.FieldText, Text: words, Start: m.Start, End: m.End}}
}

func mention(text, words string, after int) fact.Mention {
	at := after + strings.Index(text[after:], words)
	start := len([]rune(text[:at]))
	return fact.Mention{Text: words, Start: start, End: start + len([]rune(words))}
}

// written shows pieces in a line: each with its facts, if it has any.
func written(pieces []Piece) string {
	var b strings.Builder
	for _, p := range pieces {
		if len(p.Facts) == 0 {
			b.WriteString(p.Text)
			continue
		}
		fmt.Fprintf(&b, "[%s %v]", p.Text, p.Facts)
	}
	return b.String()
}

func TestSpansAreAtTheRightCharacters(t *testing.T) {
	for _, c := range []struct{ text, first, second, want string }{
		{"Acme paid $5.", "Acme", "$5", "[Acme [0]] paid [$5 [1]]."},
		{"🚀🚀 Société Générale paid €5 million 🎉", "Société Générale", "€5 million", "🚀🚀 [Société Générale [0]] paid [€5 million [1]] 🎉"},
		{"👩‍👩‍👧 Zoë’s Café is worth 5", "Zoë’s Café", "5", "👩‍👩‍👧 [Zoë’s Café [0]] is worth [5 [1]]"},
		{"e\u0301lan: Acme, 5", "Acme", "5", "e\u0301lan: [Acme [0]], [5 [1]]"},
		{"Acme’s $5 billion value", "$5 billion value", "$5 billion", "Acme’s [$5 billion [0 1]][ value [0]]"},
		{"$5 billion", "$5 billion", "$5 billion", "[$5 billion [0 1]]"},
		{"<b>Acme</b>", "Acme", "</b>", "<b>[Acme [0]][</b> [1]]"},
	} {
		facts := []fact.Fact{stated(c.text, c.first), stated(c.text, c.second)}
		if got := written(Pieces(c.text, fact.FieldText, facts)); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, got, c.want)
		}
	}
}

func TestCompaniesAreMarkedWhereverTheyAreNamed(t *testing.T) {
	text := "🎈 Acme said so. Acme’s head said so."
	f := stated(text, "Acme")
	f.Mentions = []fact.Mention{mention(text, "Acme", 0), mention(text, "Acme", 12)}
	if got, want := written(Pieces(text, fact.FieldText, []fact.Fact{f})), "🎈 [Acme [0]] said so. [Acme [0]]’s head said so."; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// TestSpansOfAnotherTextAreLeftOut: those of the title, those beyond the end,
// and those that have other words.
func TestSpansOfAnotherTextAreLeftOut(t *testing.T) {
	text := "Acme paid $5."
	title := stated(text, "Acme")
	title.Evidence.Field = fact.FieldTitle
	beyond, other, turned, negative := stated(text, "$5"), stated(text, "$5"), stated(text, "$5"), stated(text, "Acme")
	beyond.Evidence.Start, beyond.Evidence.End = 1000, 1002
	other.Evidence.Text = "$6"
	turned.Evidence.Start, turned.Evidence.End = turned.Evidence.End, turned.Evidence.Start
	negative.Evidence.Start = -1
	got := Pieces(text, fact.FieldText, []fact.Fact{title, beyond, other, turned, negative})
	if diff := cmp.Diff([]Piece{{Text: text}}, got); diff != "" {
		t.Error(diff)
	}
	if got := Pieces("", fact.FieldText, []fact.Fact{beyond}); len(got) > 0 {
		t.Errorf("pieces of nothing: %v", got)
	}
}

func TestParagraphsEndAtBlankLines(t *testing.T) {
	text := "First, of Acme.\n\nSecond\nline.\n\n\n\n$5"
	got := Paragraphs(text, fact.FieldText, []fact.Fact{stated(text, "Acme"), stated(text, "$5")})
	var lines []string
	for _, p := range got {
		lines = append(lines, written(p))
	}
	if diff := cmp.Diff([]string{"First, of [Acme [0]].", "Second\nline.", "[$5 [1]]"}, lines); diff != "" {
		t.Error(diff)
	}
}

// TestPiecesAreTheText whatever the spans.
func TestPiecesAreTheText(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	letters := []rune("ab é🚀\u0301\n<>&")
	for range 500 {
		text := make([]rune, random.IntN(30))
		for i := range text {
			text[i] = letters[random.IntN(len(letters))]
		}
		var facts []fact.Fact
		for range random.IntN(6) {
			start := random.IntN(len(text) + 1)
			end := start + random.IntN(len(text)-start+1)
			facts = append(facts, fact.Fact{Evidence: fact.Evidence{Field: fact.FieldText, Text: string(text[start:end]), Start: start, End: end}})
		}
		marked := make([]string, len(facts))
		whole := ""
		for _, p := range Pieces(string(text), fact.FieldText, facts) {
			whole += p.Text
			for _, i := range p.Facts {
				marked[i] += p.Text
			}
		}
		if whole != string(text) {
			t.Fatalf("%q became %q", string(text), whole)
		}
		for i, f := range facts {
			if marked[i] != f.Evidence.Text {
				t.Fatalf("%q: %q is marked as %q", string(text), f.Evidence.Text, marked[i])
			}
		}
	}
}

// FuzzPieces gives positions that no text has.
func FuzzPieces(f *testing.F) {
	f.Add("Acme 🚀", "Acme", 0, 4)
	f.Add("\xff\xfe", "", -5, 1<<40)
	f.Fuzz(func(t *testing.T, text, words string, start, end int) {
		facts := []fact.Fact{{Evidence: fact.Evidence{Field: fact.FieldText, Text: words, Start: start, End: end}}}
		whole := ""
		for _, p := range Pieces(text, fact.FieldText, facts) {
			whole += p.Text
		}
		if whole != text {
			t.Errorf("%q became %q", text, whole)
		}
	})
}
