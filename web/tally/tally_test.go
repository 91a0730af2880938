package tally

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/web/store"
)

// newsroom writes facts into a store, each in an article of its own unless it
// names one.
type newsroom struct {
	*store.Store
	t *testing.T
	n int
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	s, err := store.New(1000)
	if err != nil {
		t.Fatal(err)
	}
	return &newsroom{s, t, 0}
}

// day returns the noon of a day of a month of 2026.
func day(month time.Month, day int) time.Time {
	return time.Date(2026, month, day, 12, 0, 0, 0, time.UTC)
}

// says adds a fact that a source published.
func (n *newsroom) says(source string, published time.Time, f fact.Fact) {
	n.t.Helper()
	n.n++
	if f.ID == "" {
		f.ID = fmt.Sprintf("f%02d", n.n)
	}
	if f.Article.ID == "" {
		f.Article.ID = fmt.Sprintf("a%02d", n.n)
	}
	f.Article.Source, f.Article.Published = source, published
	if f.Confidence == 0 {
		f.Confidence = 0.9
	}
	raw, err := json.Marshal(f)
	if err != nil {
		n.t.Fatal(err)
	}
	n.Update(func(w *store.Writer) { w.Fact(&f, raw, published) })
}

func company(name string) *fact.Company {
	return &fact.Company{Name: name, ID: strings.ToLower(name)}
}

func worth(name string, v float64, status fact.Status) fact.Fact {
	return fact.Fact{
		Type: fact.TypeValuation, Company: company(name), Status: status,
		Amount: &fact.Amount{Low: &v, High: &v, Currency: "USD", Qualifier: fact.Exact},
	}
}

// between returns a fact with a range for its amount.
func between(low, high float64, f fact.Fact) fact.Fact {
	f.Amount.Low, f.Amount.High = &low, &high
	return f
}

func power(site string, gw float64, status fact.Status, owners ...string) fact.Fact {
	f := fact.Fact{Type: fact.TypeGigawatt, Site: site, Status: status, Count: 1, Kind: fact.KindDemand, Power: &fact.Power{Low: &gw, High: &gw, Unit: fact.UnitGW}}
	for _, o := range owners {
		f.Companies = append(f.Companies, fact.Party{Name: o, ID: strings.ToLower(o)})
	}
	return f
}

// written shows powers in a line.
func written(of []Power) string {
	var out []string
	for _, p := range of {
		line := fmt.Sprintf("%s %.1f", p.Name, p.Total())
		for _, s := range fact.PowerStatuses() {
			if gw := p.Of(s); gw > 0 {
				line += fmt.Sprintf(" %q %.1f", s, gw)
			}
		}
		out = append(out, line)
	}
	return strings.Join(out, "; ")
}

func TestPowerCountsOnceForEachSite(t *testing.T) {
	n := newNewsroom(t)
	n.says("A", day(1, 1), power("Amber Field", 2, fact.StatusPlanned, "Acme"))
	n.says("B", day(1, 2), power("Amber-Field", 2.02, fact.StatusPlanned, "Acme"))
	n.says("C", day(1, 3), power("Amber Field", 5, fact.StatusPlanned, "Acme")) // nobody else says so
	n.says("C", day(1, 3), power("Amber Field", 0.3, fact.StatusOperating, "Acme", "Bolt"))
	n.says("A", day(1, 4), power("Birch Hill", 1, "", "Acme"))
	n.says("A", day(1, 5), power("", 9, fact.StatusPlanned, "Acme")) // of one of its sites, most likely
	n.says("A", day(1, 6), power("", 4, fact.StatusPlanned, "Bolt"))
	placed := power("Birch Hill", 1, "", "Acme")
	placed.Place = "Ohio"
	n.says("B", day(1, 2), placed)
	twice := power("Cedar", 0.1, fact.StatusOperating, "Dyno")
	twice.Count = 3
	n.says("A", day(1, 6), twice)
	n.says("A", day(1, 6), fact.Fact{Type: fact.TypeGigawatt, Site: "Vague", Power: &fact.Power{Qualifier: fact.Vague}})
	sites := Sites(n.Rows)
	if got, want := written(sites), `amber field 2.3 "planned" 2.0 "operating" 0.3; Birch Hill 1.0 "" 1.0; Cedar 0.3 "operating" 0.3`; !strings.EqualFold(got, want) {
		t.Errorf("sites\n got %s\nwant %s", got, want)
	}
	if sites[0].Place != "" || sites[1].Place != "Ohio" {
		t.Errorf("places %q and %q", sites[0].Place, sites[1].Place)
	}
	if o := sites[0].Owners; len(o) != 2 || o[0].Name != "Acme" || o[1].ID != "bolt" || sites[0].Articles != 4 {
		t.Errorf("owners %v, %d articles", o, sites[0].Articles)
	}
	if got, want := written(Owners(n.Rows)), `Bolt 4.0 "planned" 4.0; Acme 3.3 "" 1.0 "planned" 2.0 "operating" 0.3; Dyno 0.3 "operating" 0.3`; got != want {
		t.Errorf("owners\n got %s\nwant %s", got, want)
	}
}

func TestCopiesDoNotCount(t *testing.T) {
	n := newNewsroom(t)
	for i := range 3 {
		f := power("Amber Field", 7, fact.StatusPlanned, "Acme")
		f.Article.ID = fmt.Sprint("copy", i)
		n.says("A", day(1, 1), f)
		n.Update(func(w *store.Writer) { w.Article(article.Article{ID: f.Article.ID, DuplicateOf: "x"}, day(1, 1)) })
	}
	if got := Sites(n.Rows); len(got) > 0 {
		t.Errorf("%s", written(got))
	}
}

func TestDoubtfulFactsDoNotCount(t *testing.T) {
	n := newNewsroom(t)
	doubtful, sure := power("August", 7, fact.StatusPlanned), power("Amber Field", 2, fact.StatusPlanned)
	doubtful.Confidence, sure.Confidence = 0.5, 0.51
	n.says("A", day(1, 1), doubtful)
	n.says("A", day(1, 1), sure)
	if got := written(Sites(n.Rows)); got != `Amber Field 2.0 "planned" 2.0` {
		t.Error(got)
	}
}

func TestWorthIsTheLatestAndWhatWasBefore(t *testing.T) {
	n := newNewsroom(t)
	n.says("A", day(1, 1), worth("Acme", 40e9, fact.StatusActual))
	n.says("A", day(6, 1), worth("Acme", 61.5e9, fact.StatusActual))
	n.says("B", day(6, 2), worth("Acme", 62e9, fact.StatusActual)) // the same, rounded
	n.says("A", day(7, 1), worth("Acme", 183e9, fact.StatusTalks)) // may come to be
	n.says("A", day(5, 1), worth("Bolt", 12e9, fact.StatusActual))
	n.says("A", day(5, 1), worth("Bolt", 4e9, fact.StatusPast)) // "up from"
	n.says("A", day(4, 1), worth("Cargo", 3e9, fact.StatusTalks))
	n.says("A", day(4, 2), worth("Dyno", 3e9, fact.StatusDenied))
	var lines []string
	for _, w := range Worths(n.Rows) {
		line := fmt.Sprintf("%s %.1f %s", w.Company.Name, w.Latest.High/1e9, w.Latest.Status)
		if w.Moved() {
			line += fmt.Sprintf(" from %.1f ×%.2f", w.Before.High/1e9, w.Factor())
		}
		lines = append(lines, line)
	}
	if got, want := strings.Join(lines, "; "), "Acme 62.0 actual from 40.0 ×1.55; Bolt 12.0 actual from 4.0 ×3.00; Cargo 3.0 talks"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestDisagreementIsBetweenNewsroomsAndLately(t *testing.T) {
	n := newNewsroom(t)
	n.says("A", day(1, 1), worth("Acme", 20e9, fact.StatusActual)) // long ago
	n.says("A", day(6, 1), worth("Acme", 40e9, fact.StatusActual))
	n.says("B", day(6, 9), worth("Acme", 50e9, fact.StatusActual))
	n.says("C", day(6, 10), worth("Acme", 41e9, fact.StatusActual))
	n.says("A", day(6, 1), worth("Bolt", 5e9, fact.StatusActual)) // one newsroom changed its mind
	n.says("A", day(6, 2), worth("Bolt", 6e9, fact.StatusActual))
	n.says("A", day(6, 1), worth("Cargo", 5e9, fact.StatusActual)) // rounding
	n.says("B", day(6, 2), worth("Cargo", 5.1e9, fact.StatusActual))
	n.says("A", day(6, 1), worth("Dyno", 2.5e9, fact.StatusActual)) // within the range of the other
	n.says("B", day(6, 2), between(2e9, 3e9, worth("Dyno", 0, fact.StatusActual)))
	for _, w := range Worths(n.Rows) {
		switch {
		case w.Company.ID == "acme":
			if !w.Disputed() || w.Lowest.Source != "A" || w.Highest.Source != "B" || w.Spread() != 1.25 {
				t.Errorf("from %+v to %+v", w.Lowest, w.Highest)
			}
		case w.Disputed():
			t.Errorf("%s is disputed", w.Company.ID)
		}
	}
}

func TestProfileGathersAllOfACompany(t *testing.T) {
	n := newNewsroom(t)
	v := 5e6
	n.says("A", day(1, 1), fact.Fact{ID: "named", Type: fact.TypeCompany, Company: company("Acme"), Mentions: []fact.Mention{{Text: "Acme"}, {Text: "Acme Inc"}}})
	n.says("B", day(1, 2), worth("Acme", 9e9, fact.StatusActual))
	n.says("B", day(1, 1), worth("Acme", 8e9, fact.StatusActual))
	n.says("A", day(1, 3), fact.Fact{
		Type: fact.TypeAmount, Role: fact.RoleFunding, Amount: &fact.Amount{Low: &v, High: &v, Currency: "EUR"},
		Companies: []fact.Party{{Name: "Bolt", ID: "bolt", Part: fact.PartPayer}, {Name: "Acme", ID: "acme", Part: fact.PartReceiver}},
	})
	n.says("A", day(1, 4), fact.Fact{Type: fact.TypeStake, Holder: company("Bolt"), Company: company("Acme"), Percent: &fact.Percent{Low: &v, High: &v}})
	n.says("C", day(1, 4), power("Amber Field", 2, fact.StatusPlanned, "Acme"))
	n.says("C", day(1, 4), worth("Other", 9e9, fact.StatusActual))
	p, ok := ProfileOf(n.Rows, "acme")
	if !ok || p.Company != (Company{"acme", "Acme"}) || p.Articles != 6 || p.Named != "named" {
		t.Errorf("%+v", p)
	}
	if len(p.Valuations) != 2 || p.Valuations[0].High != 8e9 || len(p.Power) != 1 || p.Power[0].Site != "Amber Field" {
		t.Errorf("valuations %v, power %v", p.Valuations, p.Power)
	}
	if len(p.Amounts) != 1 || p.Amounts[0].Role != "funding" || p.Amounts[0].Statements[0].Unit != "EUR" {
		t.Errorf("amounts %v", p.Amounts)
	}
	if len(p.Stakes) != 1 || p.Stakes[0].Unit != "%" || p.Stakes[0].Companies[0].ID != "bolt" || p.Stakes[0].Companies[1].ID != "acme" {
		t.Errorf("stakes %v", p.Stakes)
	}
	if got := fmt.Sprint(p.Partners, p.Aliases, p.Outlets); got != "[{{bolt Bolt} 2}] [{Acme 1} {Acme Inc 1}] [{A 3} {B 2} {C 1}]" {
		t.Error(got)
	}
	if _, ok := ProfileOf(n.Rows, "nobody"); ok {
		t.Error("nobody has a profile")
	}
	if got := fmt.Sprint(Companies(n.Rows)); got != "[{{acme Acme} 1}]" {
		t.Errorf("companies %s", got)
	}
}
