package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/say"
	"github.com/gigawire/gigawire/web/chart"
	"github.com/gigawire/gigawire/web/view"
)

// Summary is what was done, beside the facts themselves.
type Summary struct {
	Documents, Articles int
	Facts               map[fact.Type]int
	// Filtered, SetAside and Unread are documents: by filter, by reason, and
	// those that could not be read. Damage says what was wrong with the first
	// of them.
	Filtered, SetAside map[string]int
	Unread             int
	Damage             []string
}

//go:embed report.html
var source string

// Write writes the report as a page that needs no other file and asks for none.
func Write(w io.Writer, title string, s Summary, t *Tally) error {
	page, err := template.New("report").Funcs(template.FuncMap{"grouped": say.Count, "types": fact.Types, "parts": parts}).Parse(source)
	if err != nil {
		return fmt.Errorf("reading template: %w", err)
	}
	var body strings.Builder
	if err := page.Execute(&body, newContent(s, t)); err != nil {
		return fmt.Errorf("writing report: %w", err)
	}
	d, err := view.Begin(w, title)
	if err != nil {
		return err
	}
	if err := d.HTML(template.HTML(body.String())); err != nil { //nolint:gosec // html/template has escaped it
		return err
	}
	return d.End()
}

// content is what the template shows.
type content struct {
	Summary
	Total, Undated int
	Periods        []period
	Period         string // "day", "month" or "year"
	Chart          template.HTML
	Rankings       []ranking
}

func newContent(s Summary, t *Tally) content {
	c := content{Summary: s, Undated: period{Facts: t.Days[""]}.Total()}
	c.Periods, c.Period = t.periods()
	c.Total = period{Facts: s.Facts}.Total()
	c.Chart = chart.Columns{
		Title: "Facts by when their articles were published", Columns: columns(c.Periods),
		Format: func(v float64) string { return say.Count(int(v)) },
	}.HTML()
	count := func(v float64) string { return say.Count(int(v)) }
	c.add("Companies by facts", "Company", unitFacts, t.Companies, count)
	c.addMoney("Companies by amounts", "Each statement counts, so that what many report adds up.", t.Amounts)
	c.addMoney("Largest valuations", "The largest that is stated of each company, be it actual, past, planned or talked of.", t.Valuations)
	c.add("Gigawatts by site", "Site", "Power", t.Sites, say.Power)
	c.add("Sources by facts", "Source", unitFacts, t.Sources, count)
	return c
}

// ranking is a table of the largest.
type ranking struct {
	Title, Note, Head, Unit string
	// Counted says that the values are no counts of statements themselves.
	Counted bool
	Rows    []row
}

type row struct {
	Label, Value string
	Count        int
	Bar          template.HTML
}

// unitFacts heads a column of how many facts there are.
const unitFacts = "Facts"

// mostRows is how many rows a table has.
const mostRows = 25

func (c *content) add(title, head, unit string, top *Top, format func(float64) string) {
	r := ranking{Title: title, Head: head, Unit: unit, Counted: unit != unitFacts}
	entries := top.Largest(mostRows)
	for _, e := range entries {
		value := format(e.Value)
		if e.Error > 0 {
			value = "at most " + value
		}
		r.Rows = append(r.Rows, row{e.Label, value, e.Count, chart.Bar(entries[0].Value, chart.Segment{Value: e.Value, Class: "said-of"})})
	}
	if len(r.Rows) > 0 {
		c.Rankings = append(c.Rankings, r)
	}
}

// mostTables is how many currencies have a table.
const mostTables = 6

// addMoney adds a table for each currency, the one that is stated most first.
func (c *content) addMoney(title, note string, tops map[string]*Top) {
	currencies := slices.SortedFunc(maps.Keys(tops), func(a, b string) int {
		return cmp.Or(cmp.Compare(tops[b].count(), tops[a].count()), strings.Compare(a, b))
	})
	for _, currency := range currencies[:min(len(currencies), mostTables)] {
		name := currency
		if name == "" {
			name = "no currency named"
		}
		before := len(c.Rankings)
		c.add(title+", "+name, "Company", "Money", tops[currency], func(v float64) string { return say.Money(v, currency) })
		if len(c.Rankings) > before {
			c.Rankings[before].Note = note
		}
	}
}

// parts lists counts in words.
func parts(counts map[string]int) string {
	var out []string
	for _, reason := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, say.Count(counts[reason])+" "+reason)
	}
	return strings.Join(out, ", ")
}
