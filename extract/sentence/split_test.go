package sentence

import (
	"math/rand"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// cases returns the lines of a file of testdata that are no comments.
func cases(t testing.TB, name string) []string {
	t.Helper()
	data, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return dataLines(string(data))
}

func TestSentences(t *testing.T) {
	for _, line := range cases(t, "sentences.txt") {
		line = strings.NewReplacer(`\n`, "\n", `\r`, "\r").Replace(line)
		var want []string
		for part := range strings.SplitSeq(line, "|") {
			want = append(want, strings.TrimSpace(part))
		}
		text := Split(strings.ReplaceAll(line, "|", ""))
		var got []string
		for _, s := range text.Sentences {
			got = append(got, s.Of(text.Raw))
		}
		if !slices.Equal(got, want) {
			t.Errorf("sentences of %q:\n got %q\nwant %q", text.Raw, got, want)
		}
	}
}

func TestTokens(t *testing.T) {
	for _, line := range cases(t, "tokens.txt") {
		raw, tokens, _ := strings.Cut(line, " => ")
		want := strings.Fields(tokens)
		if got := words(Split(raw)); !slices.Equal(got, want) {
			t.Errorf("tokens of %q:\n got %q\nwant %q", raw, got, want)
		}
	}
}

func words(text *Text) []string {
	var all []string
	for i := range text.Tokens {
		all = append(all, text.Word(i))
	}
	return all
}

func TestSpacesBetweenThousandsJoin(t *testing.T) {
	for _, space := range []string{"\u00a0", "\u202f", "\u2009"} {
		raw := "of 1" + space + "300 MW in 2025" + space + "30"
		want := []string{"of", "1" + space + "300", "MW", "in", "2025", "30"}
		if got := words(Split(raw)); !slices.Equal(got, want) {
			t.Errorf("tokens of %q: got %q, want %q", raw, got, want)
		}
	}
}

func TestShape(t *testing.T) {
	tests := map[string]Shape{
		"amazon": HasLetter,
		"Amazon": HasLetter | Capital,
		"iPhone": HasLetter,
		"IBM":    HasLetter | Capital | AllCaps,
		"A":      HasLetter | Capital,
		"U.S.":   HasLetter | Capital | AllCaps,
		"500MW":  HasLetter | HasDigit | AllCaps,
		"3m":     HasLetter | HasDigit,
		"1,300":  HasDigit,
		"Élan":   HasLetter | Capital,
		"$":      0,
		"é\xff":  HasLetter,
	}
	for raw, want := range tests {
		if got := Split(raw).Tokens[0].Shape; got != want {
			t.Errorf("shape of %q: got %05b, want %05b", raw, got, want)
		}
	}
	if got := Split("a b").Tokens[1].Shape; got != HasLetter|Space {
		t.Errorf("shape of a word after a space: got %05b", got)
	}
}

func TestTitleCase(t *testing.T) {
	tests := map[string]bool{
		"Amazon Deepens Strategic Alliance With Anthropic": true,
		"AMAZON DEEPENS ITS ALLIANCE WITH ANTHROPIC":       true,
		"Amazon deepens strategic alliance with Anthropic": false,
		"Deals of the Day": false,
		"It is run by Goldman Sachs and Morgan Stanley now.": false,
	}
	for raw, want := range tests {
		if got := Split(raw).Sentences[0].TitleCase; got != want {
			t.Errorf("title case of %q: got %v", raw, got)
		}
	}
}

func TestParagraphs(t *testing.T) {
	text := Split("One. Two.\n\nThree\n- four\n- five")
	var got []int
	for _, s := range text.Sentences {
		got = append(got, s.Paragraph)
	}
	if want := []int{0, 0, 1, 2, 3}; !slices.Equal(got, want) {
		t.Errorf("paragraphs: got %v, want %v", got, want)
	}
}

// checkText fails unless tokens are ordered and hold everything visible, and
// every token is in exactly one sentence.
func checkText(t *testing.T, text *Text) {
	t.Helper()
	end := 0
	for i, token := range text.Tokens {
		if token.Start < end || token.End <= token.Start || token.End > len(text.Raw) {
			t.Fatalf("token %d is %v after byte %d", i, token, end)
		}
		checkGap(t, text.Raw[end:token.Start])
		end = token.End
	}
	checkGap(t, text.Raw[end:])
	next, paragraph := 0, 0
	for i, s := range text.Sentences {
		if s.First != next || s.Last <= s.First || s.Paragraph < paragraph {
			t.Fatalf("sentence %d is %+v after token %d", i, s, next)
		}
		if s.Start != text.Tokens[s.First].Start || s.End != text.Tokens[s.Last-1].End {
			t.Fatalf("sentence %d is %+v, its tokens differ", i, s)
		}
		next, paragraph = s.Last, s.Paragraph
	}
	if next != len(text.Tokens) {
		t.Fatalf("sentences end at token %d of %d", next, len(text.Tokens))
	}
}

// checkGap fails if anything visible stands between two tokens.
func checkGap(t *testing.T, gap string) {
	t.Helper()
	visible := func(r rune) bool { return unicode.IsGraphic(r) && !unicode.IsSpace(r) }
	if strings.ContainsFunc(gap, visible) {
		t.Fatalf("%q is in no token", gap)
	}
}

// pieces make up random texts that are nearly news.
var pieces = []string{
	"Amazon", " ", " ", ".", "Inc.", "U.S", "'s", "’", "s", "-", "$", "€", "1,300", "2.2", "bn", "\n", "\n\n",
	"\u00a0", "\u00ad", "\u200b", "“", "”", "(", ")", "…", "...", "\x00", "\xff", "\xe2\x80", "é", "数", "😀", "!", "Mr.", "The",
}

func TestSplitCoversAnyText(t *testing.T) {
	random := rand.New(rand.NewSource(1))
	for range 5000 {
		var raw strings.Builder
		for range random.Intn(40) {
			raw.WriteString(pieces[random.Intn(len(pieces))])
		}
		checkText(t, Split(raw.String()))
	}
}

func TestSplitLongTexts(t *testing.T) {
	for _, piece := range []string{"a", "a ", ".", "\"", "(", "'", "\xff", "1,", "a.", "\n", "word, "} {
		checkText(t, Split(strings.Repeat(piece, 1<<20/len(piece))))
	}
}

// TestEndlessSentencesAreCut behind a comma where there is one, and those of 2,000
// words are not.
func TestEndlessSentencesAreCut(t *testing.T) {
	for piece, want := range map[string]int{"word ": longestSentence, "word, ": longSentence} {
		for _, s := range Split(strings.Repeat(piece, 10000)).Sentences[:2] {
			if n := s.Last - s.First; n != want {
				t.Errorf("%q: a sentence has %d tokens, want %d", piece, n, want)
			}
		}
	}
	if n := len(Split(strings.Repeat("it grew, ", 800)).Sentences); n != 1 {
		t.Errorf("a sentence of 1,600 words is %d", n)
	}
	if n := len(Split(strings.Repeat("it grew ", 1000)).Sentences); n != 1 {
		t.Errorf("a sentence of 2,000 words is %d", n)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("Amazon.com Inc.'s $3-4bn deal.\n\nThe U.S. \"said\" so…")
	f.Add("\xff\x00\u2028’s")
	f.Fuzz(func(t *testing.T, raw string) {
		checkText(t, Split(raw))
	})
}

func BenchmarkSplit(b *testing.B) {
	raw := strings.Join(cases(b, "sentences.txt"), "\n\n")
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for b.Loop() {
		Split(raw)
	}
}
