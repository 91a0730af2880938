package eval

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// careless leaves out, moves and mistakes some of the gold's facts.
func careless(f *fact.Fact) bool {
	if f.Type == fact.TypeStake && f.Holder == nil {
		f.Percent = &fact.Percent{} // few are there to be moved by where they stand
	}
	switch f.Evidence.Start % 7 {
	case 1:
		return false
	case 2:
		f.Role, f.Kind, f.Status = "none", "none", "none"
		f.Companies = nil
		if f.Site != "" {
			f.Site = "Nowhere"
		}
	case 3:
		wrong := 5.0
		if f.Type == fact.TypeGigawatt {
			f.Power = &fact.Power{Low: &wrong, High: &wrong}
		}
		setLow(f, &wrong)
		cut(f.Mentions)
		cut(f.Nominals)
	case 4:
		f.Company = &fact.Company{Name: "Nobody", ID: "nobody"}
	case 5:
		setLow(f, nil)
		f.Confidence = 0.55
	}
	return true
}

// cut leaves out the first letter of each mention.
func cut(mentions []fact.Mention) {
	for i := range mentions {
		m := &mentions[i]
		_, size := utf8.DecodeRuneInString(m.Text)
		m.Text, m.Start = m.Text[size:], m.Start+1
	}
}

// TestEveryAspectAddsUpToItsFigure wants each case under exactly one value of
// each aspect.
func TestEveryAspectAddsUpToItsFigure(t *testing.T) {
	items := goldDir(t)
	report := Run(items, oracle{items, careless})
	sums := map[[2]string]Counts{}
	for _, c := range report.Breakdown() {
		key := [2]string{c.Figure, c.Aspect}
		sum := sums[key]
		sum.add(c.Counts)
		sums[key] = sum
	}
	for i, want := range report.Total.counts() {
		figure, aspects := measures()[i].name, 0
		for key, got := range sums {
			if key[0] != figure {
				continue
			}
			aspects++
			if got != *want {
				t.Errorf("%s by %s adds up to %+v, want %+v", figure, key[1], got, *want)
			}
		}
		if aspects == 0 || want.Wrong == 0 || want.Missing == 0 {
			t.Errorf("%s: %d aspects of %+v: the test tests nothing", figure, aspects, *want)
		}
	}
	for figure, want := range map[string]Accuracy{"role": report.Total.Role, "status": report.Total.Status, "power kind": report.Total.Kind} {
		got := sums[[2]string{figure, ""}]
		if got.Right != want.Right || got.Wrong != want.Of-want.Right || got.Missing != got.Wrong {
			t.Errorf("%s: classes add up to %+v, want %+v", figure, got, want)
		}
	}
}

func TestBreakdownShowsEveryCase(t *testing.T) {
	items := goldDir(t)
	report := Run(items, oracle{items, careless})
	var out strings.Builder
	if err := report.WriteBreakdown(&out); err != nil {
		t.Fatal(err)
	}
	for _, c := range report.Breakdown() {
		if !strings.Contains(out.String(), c.Value+" ") || !strings.Contains(out.String(), c.group()+" ") {
			t.Errorf("the table lacks %s: %s", c.group(), c.Value)
		}
	}
	for line := range strings.Lines(out.String()) {
		if trimmed := strings.TrimRight(line, " \n"); len(line) != len(trimmed)+1 {
			t.Errorf("line with blanks at its end: %q", line)
		}
	}
}

func TestErrorsStandByKindInTheirSentences(t *testing.T) {
	items, err := Load(os.DirFS("../testdata/gold"), SplitLook)
	if err != nil {
		t.Fatal(err)
	}
	report := Run(items, oracle{items, careless})
	var out strings.Builder
	if err := report.WriteErrors(&out); err != nil {
		t.Fatal(err)
	}
	kinds := map[string]int{}
	for _, e := range report.Errors {
		kinds[e.Kind]++
		if text := strings.Join(strings.Fields("»"+e.Text+"«"), " "); !strings.Contains(e.Sentence, text) {
			t.Errorf("%q is not marked in %q", e.Text, e.Sentence)
		}
	}
	last := len(report.Errors)
	for _, group := range report.errorsByKind() {
		if n := len(group); n > last || n != kinds[group[0].Kind] {
			t.Errorf("%s: %d errors after %d, want %d", group[0].Kind, n, last, kinds[group[0].Kind])
		}
		last = len(group)
	}
	if len(kinds) < 10 {
		t.Errorf("only %d kinds of error", len(kinds))
	}
	if first := report.errorsByKind()[0]; !strings.HasPrefix(out.String(), first[0].Kind+": ") {
		t.Errorf("the list does not begin with %s", first[0].Kind)
	}
}

func TestJSONSaysWhatTheTableSays(t *testing.T) {
	items := goldDir(t)
	report := Run(items, oracle{items, careless})
	decoded := func(breakdown, errors bool) (d document) {
		var out bytes.Buffer
		if err := report.WriteJSON(&out, breakdown, errors); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(out.Bytes(), &d); err != nil {
			t.Fatal(err)
		}
		return d
	}
	plain, full := decoded(false, false), decoded(true, true)
	if plain.Breakdown != nil || plain.Errors != nil {
		t.Error("a breakdown or errors that nobody asked for")
	}
	if len(full.Breakdown) != len(report.Breakdown()) || len(full.Errors) != len(report.Errors) {
		t.Errorf("%d cases and %d errors", len(full.Breakdown), len(full.Errors))
	}
	for i, m := range measures() {
		f := plain.Figures[i]
		if f.Name != m.name || f.Value != m.of(&report.Total) || f.Low > f.Value || f.High < f.Value {
			t.Errorf("%s: %+v", m.name, f)
		}
	}
}

func TestGivenFactsScoreAsTheyDidWhenFound(t *testing.T) {
	items := goldDir(t)
	found := oracle{items, careless}
	var wire bytes.Buffer
	lines := json.NewEncoder(&wire)
	for _, item := range items {
		for _, f := range found.Extract(item.Article) {
			f.Article.ID = item.Article.ID
			if err := lines.Encode(f); err != nil {
				t.Fatal(err)
			}
		}
	}
	given, err := ReadGiven(&wire)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := Run(items, given).Total, Run(items, found).Total; got != want {
		t.Errorf("score of given facts %+v, want %+v", got, want)
	}
}

func TestGivenFactsMustBeWhole(t *testing.T) {
	const span = `"evidence": {"field": "text", "text": "x", "start": 0, "end": 1}`
	for name, line := range map[string]string{
		"no JSON":               `{`,
		"no type":               `{` + span + `}`,
		"no span":               `{"type": "amount", "amount": {"low": 1, "high": 1}}`,
		"amount without value":  `{"type": "amount", ` + span + `}`,
		"company, no mentions":  `{"type": "company", "company": {"name": "A", "id": "a"}, ` + span + `}`,
		"valuation of nobody":   `{"type": "valuation", "amount": {"low": 1, "high": 1}, ` + span + `}`,
		"gigawatts without any": `{"type": "gigawatt", ` + span + `}`,
	} {
		if _, err := ReadGiven(strings.NewReader(line)); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}

func newItem(text string, g Gold) *Item {
	small := map[string]bool{}
	addSmall(small, text)
	return &Item{Article: article.Article{Text: text}, Gold: g, small: small}
}
