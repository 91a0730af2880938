package quantity

import (
	"math"
	"math/rand"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// checkQuantities fails unless all that a Quantity promises holds.
func checkQuantities(t *testing.T, text *sentence.Text, all []Quantity) {
	t.Helper()
	end := 0
	for i, q := range all {
		if q.Start < end || q.End <= q.Start || q.End > len(text.Raw) {
			t.Fatalf("quantity %d is at %v, after byte %d of %d", i, q.Span, end, len(text.Raw))
		}
		end = q.End
		if !text.Sentences[q.Sentence].Contains(q.Span) {
			t.Fatalf("%q is not in sentence %d", q.Of(text.Raw), q.Sentence)
		}
		checkValue(t, q)
		if q.Cue.Len() > 0 && q.Cue.Overlaps(q.Span) && !q.Contains(q.Cue) {
			t.Fatalf("the cue %v cuts the span %v", q.Cue, q.Span)
		}
		if q.Count < 1 || q.Original >= i || q.Original < -1 {
			t.Fatalf("%q has count %d and original %d of %d", q.Of(text.Raw), q.Count, q.Original, i)
		}
	}
}

// checkValue fails unless the value of q fits its qualifier and kind.
func checkValue(t *testing.T, q Quantity) {
	t.Helper()
	finite := !math.IsInf(q.High, 0) && !math.IsNaN(q.Low) && !math.IsNaN(q.High)
	if !finite || q.Low < 0 || q.Low > q.High {
		t.Fatalf("%v is from %g to %g", q.Span, q.Low, q.High)
	}
	if (q.Qualifier == fact.Range) != (q.Low < q.High) {
		t.Fatalf("%v is %s from %g to %g", q.Span, q.Qualifier, q.Low, q.High)
	}
	if !slices.Contains(fact.Qualifiers(), q.Qualifier) || q.Qualifier == fact.Vague && q.High != 0 {
		t.Fatalf("%v is %q of %g", q.Span, q.Qualifier, q.High)
	}
	if q.Kind < Money || q.Kind > Percent || (q.Currency != "") && q.Kind != Money {
		t.Fatalf("%v is of kind %d and currency %q", q.Span, q.Kind, q.Currency)
	}
}

// pieces make up random texts that are nearly amounts.
var pieces = []string{
	"$", "US$", "€", "R", "Rs. ", "CHF ", "3", "1,300", "2.2", ".5", "½", "500MW", "GW", " gigawatts", "-hours", "MWp", "%",
	"bn", "m", " million", " billion", " crore", "k", " ", " ", " ", "-", "–", " to ", " and ", "between ", "from ", "rose ",
	"a ", "half ", "few ", "tens ", "of ", "hundreds ", "two ", "thirds ", "point ", "dozen", "multi", "billion-dollar", "nine-figure sum",
	" dollars", " Danish kroner", " cents", "p", " a share", "/MWh", " each", "(", ")", ",", ". ", "+", "-plus", " or so", "about ", "up to ",
	"per ", " cent", "the dollar", " on the ", "x", "\u00a0", "\u202f", "\xff", "é", "\n\n", "=", "2 x 600 MW", "scale", "-odd", "’",
	"\u00ad", "\u200b", "&nbsp;", "&pound;", "~", " or ", "1 500", "1/2", "sub-", "say ", "more than ", "won", " million won", "- to ", "by ", "kr ",
}

func TestScanHoldsItsPromisesOnAnyText(t *testing.T) {
	s := newScanner(t)
	random := rand.New(rand.NewSource(1))
	for range 20000 {
		var raw strings.Builder
		for range random.Intn(30) {
			raw.WriteString(pieces[random.Intn(len(pieces))])
		}
		text := sentence.Split(raw.String())
		checkQuantities(t, text, s.Scan(text))
	}
}

// TestScanLongTexts ends only if the scanner is linear in the length of what
// each piece repeats.
func TestScanLongTexts(t *testing.T) {
	s := newScanner(t)
	for _, piece := range append(pieces, "1,1", "millions of ", "a ", "$5 to ", "one ", "about ", "$5 (", "5 million ", "TRY 5 MILLION ", "5 gigs ", "by $5 ", "a.") {
		text := sentence.Split(strings.Repeat(piece, 1<<18/len(piece)))
		checkQuantities(t, text, s.Scan(text))
	}
}

// TestScanLongSentence holds what one sentence of a thousand words says to
// what short ones say.
func TestScanLongSentence(t *testing.T) {
	const times = 150
	s := newScanner(t)
	for _, piece := range []string{
		"it paid nearly $5 million for two 600-MW units, ", "by $5 to $6, ", "between 5 and 6 GW, ", "5 million kroner in Oslo, ",
		"sued it over $5m, ", "a dozen of each of 5 MW, ", "paid €3bn, is worth 3 billion, ", "than 1 500 MW, ", "dollars 5 cents, ",
	} {
		text := sentence.Split(strings.Repeat(piece, times) + "and $5.")
		all := s.Scan(text)
		checkQuantities(t, text, all)
		if len(text.Sentences) != 1 || len(all) < times/2 {
			t.Errorf("%q is %d sentences with %d quantities", piece, len(text.Sentences), len(all))
		}
	}
}

func TestScanIsSafeForUseByMany(t *testing.T) {
	s := newScanner(t)
	text := sentence.Split("It paid $3-4bn, kr 5 million and 2.2 gigawatts in Oslo.")
	want := s.Scan(text)
	var group sync.WaitGroup
	for range 8 {
		group.Go(func() {
			if got := s.Scan(text); !slices.Equal(got, want) {
				t.Errorf("got %v, want %v", got, want)
			}
		})
	}
	group.Wait()
}

func TestScanOfNothing(t *testing.T) {
	s := newScanner(t)
	for _, raw := range []string{"", " ", "\x00", "No numbers at all."} {
		if got := s.Scan(sentence.Split(raw)); got != nil {
			t.Errorf("%q has %v", raw, got)
		}
	}
}

func TestCueIsWhatGaveTheQualifier(t *testing.T) {
	tests := map[string]string{
		"It is worth more than $5m.":      "more than",
		"It is worth up to a further $5m": "up to",
		"It is worth $5m or so.":          "or so",
		"It is worth $5m-plus.":           "-plus",
		"It is worth $5m.":                "",
		"It is worth $5-6m.":              "",
		"It draws 300-odd megawatts.":     "-odd",
	}
	s := newScanner(t)
	for raw, want := range tests {
		if got := s.Scan(sentence.Split(raw))[0].Cue.Of(raw); got != want {
			t.Errorf("cue of %q: got %q, want %q", raw, got, want)
		}
	}
}

func FuzzScan(f *testing.F) {
	for _, c := range readAll(f) {
		f.Add(c.text)
	}
	s := newScanner(f)
	f.Fuzz(func(t *testing.T, raw string) {
		text := sentence.Split(raw)
		checkQuantities(t, text, s.Scan(text))
	})
}

// readAll returns the cases of all specs.
func readAll(t testing.TB) []specCase {
	t.Helper()
	paths, err := filepath.Glob("testdata/spec/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all []specCase
	for _, path := range paths {
		all = append(all, readSpec(t, path)...)
	}
	return all
}

// prose stands between the amounts of the benchmark, about as densely as in
// financial news.
const prose = "The company, which was founded by two engineers near the coast of the northern province, said on Tuesday that " +
	"its directors had agreed to the plan after months of talks with lenders, suppliers and the government of the day. "

func BenchmarkScan(b *testing.B) {
	var raw strings.Builder
	for _, c := range readAll(b) {
		raw.WriteString(c.text + " " + prose + "\n\n")
	}
	text := sentence.Split(raw.String())
	s := newScanner(b)
	b.SetBytes(int64(raw.Len()))
	b.ReportAllocs()
	for b.Loop() {
		s.Scan(text)
	}
	words := len(strings.Fields(raw.String()))
	b.ReportMetric(float64(words)*float64(b.N)/b.Elapsed().Seconds(), "words/s")
}
