package eval

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

func goldDir(t *testing.T) []Item {
	t.Helper()
	items, err := Load(os.DirFS("../testdata/gold"), SplitAll)
	if err != nil {
		t.Fatal(err)
	}
	return items
}

// oracle answers with the gold itself, changed by a test.
type oracle struct {
	items  []Item
	change func(*fact.Fact) bool // false drops the fact
}

func (o oracle) Extract(a article.Article) []fact.Fact {
	var facts []fact.Fact
	for _, item := range o.items {
		if item.Article.ID != a.ID {
			continue
		}
		for _, f := range answer(item) {
			if o.change == nil || o.change(&f) {
				facts = append(facts, f)
			}
		}
	}
	return facts
}

func answer(item Item) []fact.Fact {
	text := item.Article.Text
	points := func(s Span) (int, int) {
		return utf8.RuneCountInString(text[:s.Start]), utf8.RuneCountInString(text[:s.End])
	}
	evidence := func(s Span) fact.Evidence {
		start, end := points(s)
		return fact.Evidence{Field: fact.FieldText, Text: s.Text, Start: start, End: end}
	}
	var facts []fact.Fact
	for _, c := range item.Gold.Companies {
		f := fact.Fact{Type: fact.TypeCompany, Company: &fact.Company{Name: c.Name, ID: c.Name}, Confidence: 1}
		for _, s := range c.Mentions {
			start, end := points(s)
			f.Mentions = append(f.Mentions, fact.Mention{Text: s.Text, Start: start, End: end})
		}
		for _, n := range item.Gold.Nominals {
			if start, end := points(n.Span); n.Company == c.Name {
				f.Nominals = append(f.Nominals, fact.Mention{Text: n.Text, Start: start, End: end})
			}
		}
		f.Evidence = evidence(c.Mentions[0])
		facts = append(facts, f)
	}
	parties := func(names []string) (out []fact.Party) {
		for _, name := range names {
			out = append(out, fact.Party{Name: name, ID: name})
		}
		return out
	}
	for _, g := range item.Gold.Amounts {
		facts = append(facts, fact.Fact{
			Type: fact.TypeAmount, Evidence: evidence(g.Span), Role: g.Role, Companies: parties(g.Companies), Confidence: 1,
			Amount: &fact.Amount{Low: g.Low, High: g.High, Currency: g.Currency, Qualifier: g.Qualifier},
		})
	}
	for _, g := range item.Gold.Power {
		facts = append(facts, fact.Fact{
			Type: fact.TypeGigawatt, Evidence: evidence(g.Span), Kind: g.Kind, Site: g.Site, Companies: parties(g.Companies),
			Power: &fact.Power{Low: g.Low, High: g.High, Unit: fact.UnitGW, Qualifier: g.Qualifier}, Confidence: 1,
		})
	}
	for _, g := range item.Gold.Valuations {
		facts = append(facts, fact.Fact{
			Type: fact.TypeValuation, Evidence: evidence(g.Span), Status: g.Status, Confidence: 1,
			Company: &fact.Company{Name: g.Company, ID: g.Company},
			Amount:  &fact.Amount{Low: g.Low, High: g.High, Currency: g.Currency},
		})
	}
	for _, g := range item.Gold.Stakes {
		f := fact.Fact{
			Type: fact.TypeStake, Evidence: evidence(g.Span), Status: g.Status, Confidence: 1,
			Company: &fact.Company{Name: g.Company, ID: g.Company}, Percent: &fact.Percent{Low: g.Low, High: g.High},
		}
		if len(g.Holders) > 0 {
			f.Holder = &fact.Company{Name: g.Holders[0], ID: g.Holders[0]}
		}
		facts = append(facts, f)
	}
	return facts
}

func TestTheGoldItselfScoresFull(t *testing.T) {
	items := goldDir(t)
	report := Run(items, oracle{items: items})
	for _, m := range measures() {
		if got := m.of(&report.Total); got != 1 {
			t.Errorf("%s: %v, want 1", m.name, got)
		}
	}
	if len(report.Errors) != 0 {
		t.Errorf("errors: %v", report.Errors[:min(5, len(report.Errors))])
	}
}

func TestEachKindOfErrorIsCounted(t *testing.T) {
	items := goldDir(t)
	wrong := 123.0
	for name, test := range map[string]struct {
		change func(*fact.Fact) bool
		kind   string
		figure func(*Score) float64
	}{
		"dropped amounts":   {func(f *fact.Fact) bool { return f.Type != fact.TypeAmount }, "amount missing", func(s *Score) float64 { return s.Amounts.Recall() }},
		"wrong value":       {func(f *fact.Fact) bool { setLow(f, &wrong); return true }, "amount wrong", func(s *Score) float64 { return s.Amounts.Precision() }},
		"wrong role":        {func(f *fact.Fact) bool { f.Role = "none"; return true }, "role", func(s *Score) float64 { return s.Role.Share() }},
		"wrong status":      {func(f *fact.Fact) bool { f.Status = "none"; return true }, "status", func(s *Score) float64 { return s.Status.Share() }},
		"wrong kind":        {func(f *fact.Fact) bool { f.Kind = "none"; return true }, "power kind", func(s *Score) float64 { return s.Kind.Share() }},
		"no links":          {func(f *fact.Fact) bool { f.Companies = nil; return true }, "link missing", func(s *Score) float64 { return s.AmountLinks.Recall() }},
		"shifted mentions":  {func(f *fact.Fact) bool { shift(f.Mentions); return true }, "mention wrong", func(s *Score) float64 { return s.Mentions.F1() }},
		"no nominals":       {func(f *fact.Fact) bool { f.Nominals = nil; return true }, "nominal missing", func(s *Score) float64 { return s.Nominals.Recall() }},
		"shifted nominals":  {func(f *fact.Fact) bool { shift(f.Nominals); return true }, "nominal wrong", func(s *Score) float64 { return s.NominalLinks.Precision() }},
		"dropped companies": {func(f *fact.Fact) bool { return f.Type != fact.TypeCompany }, "company missing", func(s *Score) float64 { return s.Companies.Recall() }},
		"outlets only":      {func(f *fact.Fact) bool { f.Outlet = true; return true }, "company missing", func(s *Score) float64 { return s.Companies.Recall() }},
	} {
		report := Run(items, oracle{items, test.change})
		if got := test.figure(&report.Total); got != 0 {
			t.Errorf("%s: figure %v, want 0", name, got)
		}
		if !hasKind(report.Errors, test.kind) {
			t.Errorf("%s: no error of kind %q", name, test.kind)
		}
	}
}

func setLow(f *fact.Fact, low *float64) {
	if f.Amount != nil && f.Type == fact.TypeAmount {
		a := *f.Amount
		a.Low = low
		f.Amount = &a
	}
}

func shift(mentions []fact.Mention) {
	for i := range mentions {
		mentions[i].End--
	}
}

func hasKind(errors []Error, kind string) bool {
	for _, e := range errors {
		if e.Kind == kind {
			return true
		}
	}
	return false
}

func TestTitlesAreNotScored(t *testing.T) {
	items := goldDir(t)
	report := Run(items, oracle{items, func(f *fact.Fact) bool { f.Evidence.Field = fact.FieldTitle; return true }})
	if report.Total.Amounts.Wrong != 0 || report.Total.Amounts.Right != 0 {
		t.Errorf("facts of titles were scored: %+v", report.Total.Amounts)
	}
}

func TestReportsAreReproducible(t *testing.T) {
	items := goldDir(t)
	var texts [2]strings.Builder
	for i := range texts {
		report := Run(items, oracle{items, func(f *fact.Fact) bool { return f.Evidence.Start%7 != 0 }})
		if err := report.Write(&texts[i]); err != nil {
			t.Fatal(err)
		}
		if err := report.WriteErrors(&texts[i]); err != nil {
			t.Fatal(err)
		}
	}
	if texts[0].String() != texts[1].String() {
		t.Error("two reports of one run differ")
	}
}

func TestSplitsShareNothing(t *testing.T) {
	gold := os.DirFS("../testdata/gold")
	seen := map[string]bool{}
	for _, split := range []string{SplitLook, SplitScore} {
		items, err := Load(gold, split)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range items {
			if seen[item.Article.ID] {
				t.Errorf("%s is in both splits", item.Article.ID)
			}
			seen[item.Article.ID] = true
		}
	}
	if len(seen) != len(goldDir(t)) {
		t.Errorf("the splits hold %d articles, want all %d", len(seen), len(goldDir(t)))
	}
}

func TestLoadSaysWhatIsWrong(t *testing.T) {
	for want, dir := range map[string]fstest.MapFS{
		"no articles/*.json": {},
		"reading gold":       {"articles/a.json": {Data: []byte("{}")}},
		"decoding":           {"articles/a.json": {Data: []byte("{")}, "gold/a.json": {Data: []byte("{}")}},
	} {
		if _, err := Load(dir, SplitAll); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	if _, err := Load(os.DirFS("../testdata/gold"), "train"); err == nil {
		t.Error("an unknown split was loaded")
	}
}
