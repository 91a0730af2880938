package report

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
)

func money(v float64, currency string) *fact.Amount {
	return &fact.Amount{Low: &v, High: &v, Currency: currency, Qualifier: fact.Exact}
}

// article returns the facts of one of a day.
func article(day, source, company string, billions float64) []fact.Fact {
	published, err := time.Parse(time.DateOnly, day)
	if err != nil {
		published = time.Time{}
	}
	head := fact.Article{ID: day + company, Source: source, Published: published}
	who := &fact.Company{Name: company, ID: strings.ToLower(company)}
	gigawatts := 2.2
	return []fact.Fact{
		{Type: fact.TypeCompany, Article: head, Company: who},
		{Type: fact.TypeAmount, Article: head, Amount: money(billions*1e9, "USD"), Companies: []fact.Party{{Name: who.Name, ID: who.ID}}},
		{Type: fact.TypeValuation, Article: head, Amount: money(10*billions*1e9, "USD"), Company: who},
		{Type: fact.TypeGigawatt, Article: head, Power: &fact.Power{Low: &gigawatts, High: &gigawatts}, Site: "Project " + company, Count: 2},
	}
}

// written returns the report of a tally.
func written(t *testing.T, s Summary, tally *Tally) (string, *goquery.Document) {
	t.Helper()
	var b strings.Builder
	if err := Write(&b, "facts.ndjson", s, tally); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return b.String(), doc
}

// rowsOf returns the rows of the section with a title.
func rowsOf(doc *goquery.Document, title string) []string {
	var rows []string
	doc.Find("section").Each(func(_ int, s *goquery.Selection) {
		if s.Find("h2").Text() == title {
			s.Find("tbody tr").Each(func(_ int, r *goquery.Selection) {
				rows = append(rows, strings.Join(r.Find("th, td").Map(func(_ int, c *goquery.Selection) string { return strings.TrimSpace(c.Text()) }), "|"))
			})
		}
	})
	return rows
}

func TestReportSumsUp(t *testing.T) {
	tally := NewTally()
	tally.Add(article("2026-10-05", "Ledger", "Acme", 1))
	tally.Add(article("2026-10-07", "Ledger", "Acme", 2.5))
	tally.Add(article("2026-10-07", "Wire", "Kestrel", 0.5))
	tally.Add(article("", "Wire", "Kestrel", 0.25))
	s := Summary{Documents: 12_345, Articles: 4, SetAside: map[string]int{"paywall": 3}, Filtered: map[string]int{"date": 2}, Unread: 2, Damage: []string{"a.warc, record 7"}}
	_, doc := written(t, s, tally)
	for title, want := range map[string][]string{
		"Facts by day":              {"2026-10-05|1|1|1|1|0|4", "2026-10-07|2|2|2|2|0|8"},
		"Companies by facts":        {"Acme|6|", "Kestrel|6|"},
		"Companies by amounts, USD": {"Acme|$3.5 billion|2|", "Kestrel|$750 million|2|"},
		"Largest valuations, USD":   {"Acme|$25 billion|2|", "Kestrel|$5 billion|2|"},
		"Gigawatts by site":         {"Project Acme|4.4 GW|2|", "Project Kestrel|4.4 GW|2|"},
		"Sources by facts":          {"Ledger|8|", "Wire|8|"},
	} {
		if diff := cmp.Diff(want, rowsOf(doc, title)); diff != "" {
			t.Errorf("%s: -want +got\n%s", title, diff)
		}
	}
	text := doc.Text()
	for _, words := range []string{"12,345", "3 paywall", "2 date", "a.warc, record 7", "4 facts are of articles without a date"} {
		if !strings.Contains(text, words) {
			t.Errorf("the report lacks %q", words)
		}
	}
	if columns := doc.Find("svg.chart.wide rect"); columns.Length() != 3 || columns.Eq(0).AttrOr("aria-label", "") != "2026-10-05: 4 facts" {
		t.Errorf("%d columns", columns.Length())
	}
}

// TestCurrenciesThatAreStatedMostHaveTables, though others were met before them.
func TestCurrenciesThatAreStatedMostHaveTables(t *testing.T) {
	tally := NewTally()
	for i := range 20 {
		facts := article("2026-10-05", "Ledger", "Acme", 1)
		facts[1].Amount.Currency = fmt.Sprintf("A%02d", i)
		tally.Add(facts)
	}
	for range 2 {
		tally.Add(article("2026-10-05", "Ledger", "Acme", 1))
	}
	_, doc := written(t, Summary{}, tally)
	if rows := rowsOf(doc, "Companies by amounts, USD"); len(rows) != 1 {
		t.Errorf("of dollars: %q", rows)
	}
	if n := doc.Find("section h2").FilterFunction(func(_ int, s *goquery.Selection) bool { return strings.Contains(s.Text(), "by amounts") }).Length(); n != mostTables {
		t.Errorf("%d tables", n)
	}
}

// TestReportNeedsNothingElse: it asks for no other file and says that it may
// not.
func TestReportNeedsNothingElse(t *testing.T) {
	tally := NewTally()
	tally.Add(article("2026-10-05", "Ledger", "Acme", 1))
	page, doc := written(t, Summary{}, tally)
	if policy := doc.Find(`meta[http-equiv="Content-Security-Policy"]`).AttrOr("content", ""); !strings.Contains(policy, "default-src 'none'") {
		t.Errorf("policy %q", policy)
	}
	if asks := regexp.MustCompile(`(?i)(src|href|url)\s*[=(]\s*["']?(https?:|//)|@import`).FindString(page); asks != "" {
		t.Errorf("it asks for %q", asks)
	}
}

// TestHostileWordsStayWords, wherever they come from.
func TestHostileWordsStayWords(t *testing.T) {
	const hostile = `</table></style><script>alert("1")</script><img src=x onerror='alert(2)'>` + "\u202e🚀"
	tally := NewTally()
	tally.Add(article("2026-10-05", hostile, hostile, 1))
	facts := article("2026-10-05", "x", "x", 1)
	facts[1].Amount.Currency = `"><script>`
	tally.Add(facts)
	s := Summary{Damage: []string{hostile}, Unread: 1, SetAside: map[string]int{hostile: 1}}
	var b strings.Builder
	if err := Write(&b, hostile, s, tally); err != nil {
		t.Fatal(err)
	}
	_, clean := written(t, Summary{}, NewTally())
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if got, want := doc.Find("script").Length(), clean.Find("script").Length(); got != want || doc.Find("img, [onerror]").Length() > 0 {
		t.Errorf("%d scripts, want %d, and %d pictures", got, want, doc.Find("img").Length())
	}
	if got := strings.Count(doc.Find("main").Text(), `alert("1")`); got < 5 {
		t.Errorf("the words are shown %d times", got)
	}
}

// TestTallyStaysSmall, keeps the largest exactly, and goes on after a crash as
// if there had been none.
func TestTallyStaysSmall(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 7))
	whole, halves := NewTally(), NewTally()
	for i := range 30_000 {
		company := fmt.Sprintf("Small%d", random.IntN(20_000))
		if i%10 == 0 {
			company = fmt.Sprintf("Large%d", i/10%5)
		}
		facts := article(fmt.Sprintf("20%02d-%02d-%02d", random.IntN(100), 1+random.IntN(12), 1+random.IntN(28)), company, company, 1+float64(random.IntN(100)))
		facts[2].Amount.Currency = fmt.Sprint(random.IntN(50))
		whole.Add(facts)
		halves.Add(facts)
		if i == 15_000 {
			halves = again(t, halves)
		}
	}
	data, err := json.Marshal(whole)
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 3<<20 {
		t.Errorf("%d bytes", len(data))
	}
	if diff := cmp.Diff(whole.Companies.Largest(20), halves.Companies.Largest(20)); diff != "" {
		t.Errorf("-whole +halves\n%s", diff)
	}
	for i, e := range whole.Companies.Largest(5) {
		if !strings.HasPrefix(e.Label, "Large") || e.Value-e.Error > 3*600 || e.Value < 3*600 {
			t.Errorf("place %d: %+v", i, e)
		}
	}
	if periods, _ := whole.periods(); len(periods) > mostColumns {
		t.Errorf("%d columns", len(periods))
	}
}

// again reads a tally as it was written.
func again(t *testing.T, tally *Tally) *Tally {
	t.Helper()
	data, err := json.Marshal(tally)
	if err != nil {
		t.Fatal(err)
	}
	out := NewTally()
	if err := json.Unmarshal(data, out); err != nil {
		t.Fatal(err)
	}
	return out
}

func TestPeriodsGrowWithTheSpan(t *testing.T) {
	for last, want := range map[string]int{"2026-01-01": 1, "2026-03-31": 90, "2026-12-31": 12, "2126-01-01": 100, "9999-12-31": 100} {
		tally := NewTally()
		for _, day := range []string{"2026-01-01", last} {
			tally.Add(article(day, "s", "c", 1))
		}
		facts := article(last, "s", "c", 1)
		facts[0].Article.Published = time.Date(12_000, 1, 1, 0, 0, 0, 0, time.UTC) // no year of ours
		tally.Add(facts[:1])
		if got, _ := tally.periods(); len(got) != want || got[len(got)-1].Total() == 0 {
			t.Errorf("to %s: %d periods, want %d", last, len(got), want)
		}
	}
}
