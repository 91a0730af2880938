package main

import (
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
)

// expectation is a line of a .expect file: "company NAME", "amount VALUE
// CURRENCY [ROLE]", "valuation COMPANY VALUE CURRENCY [STATUS]", "gigawatt
// VALUE [KIND]" or "stake PERCENT COMPANY". A value is a number, a range or
// "vague". "no" before a type says that none such may be there, and "rejected
// REASON" that the page gives no article.
type expectation struct {
	typ       fact.Type
	absent    bool
	company   string
	low, high float64
	currency  string
	said      string
}

func newExpectation(t *testing.T, line string) expectation {
	t.Helper()
	words := strings.Fields(line)
	e := expectation{absent: words[0] == "no"}
	if e.absent {
		words = words[1:]
	}
	e.typ = fact.Type(words[0])
	rest := words[1:]
	switch e.typ {
	case "rejected", fact.TypeCompany:
		e.company = strings.Join(rest, " ")
		return e
	case fact.TypeStake:
		e.low, e.high = ends(t, rest[0])
		e.company = strings.Join(rest[1:], " ")
		return e
	case fact.TypeValuation:
		n := 0
		for n < len(rest) && !isValue(rest[n]) {
			n++
		}
		e.company, rest = strings.Join(rest[:n], " "), rest[n:]
	}
	if len(rest) == 0 { // of any value
		return e
	}
	e.low, e.high = ends(t, rest[0])
	rest = rest[1:]
	if e.typ != fact.TypeGigawatt && len(rest) > 0 {
		e.currency, rest = rest[0], rest[1:]
	}
	e.said = strings.Join(rest, " ")
	return e
}

func isValue(word string) bool { return word == "vague" || word[0] >= '0' && word[0] <= '9' }

func ends(t *testing.T, value string) (low, high float64) {
	t.Helper()
	if value == "vague" {
		return math.NaN(), math.NaN()
	}
	first, last, isRange := strings.Cut(value, "-")
	if !isRange {
		last = first
	}
	for _, end := range []struct {
		text string
		into *float64
	}{{first, &low}, {last, &high}} {
		v, err := strconv.ParseFloat(end.text, 64)
		if err != nil {
			t.Fatalf("value %q: %v", value, err)
		}
		*end.into = v
	}
	return low, high
}

// found reports whether a fact has the name or the value that is expected.
func (e *expectation) found(f fact.Fact) bool {
	switch {
	case f.Type != e.typ:
		return false
	case f.Type == fact.TypeCompany:
		return e.names(&f)
	case e.absent:
		return true
	case f.Type == fact.TypeGigawatt:
		return same(e, f.Power.Low, f.Power.High)
	case f.Type == fact.TypeStake:
		return same(e, f.Percent.Low, f.Percent.High)
	default:
		return same(e, f.Amount.Low, f.Amount.High) && f.Amount.Currency == e.currency
	}
}

// names reports whether a company goes by the name that is expected anywhere,
// with its legal form or without.
func (e *expectation) names(f *fact.Fact) bool {
	return f.Company.Name == e.company || slices.ContainsFunc(f.Mentions, func(m fact.Mention) bool {
		return m.Text == e.company || strings.HasPrefix(m.Text, e.company+" ")
	})
}

// relates reports whether more is expected than a name or a value.
func (e *expectation) relates() bool {
	return !e.absent && (e.said != "" || e.typ == fact.TypeValuation || e.typ == fact.TypeStake)
}

// holds reports whether a fact says of the value what is expected, too.
func (e *expectation) holds(f fact.Fact) bool {
	if !e.found(f) {
		return false
	}
	if f.Company != nil && f.Company.Name != e.company {
		return false
	}
	return e.said == "" || e.said == string(f.Role) || e.said == string(f.Kind) || e.said == string(f.Status)
}

func same(e *expectation, low, high *float64) bool {
	if low == nil || high == nil {
		return low == nil && high == nil && math.IsNaN(e.low)
	}
	return near(*low, e.low) && near(*high, e.high)
}

func near(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Abs(b) }

// saidShare is how much of what the newsroom's articles say of names and
// values must be found: roles, kinds, statuses and owners. The names and values
// must all be.
const saidShare = 0.80

// checkExpected holds the facts to what stands beside the newsroom's articles.
func checkExpected(t *testing.T, facts []fact.Fact) {
	t.Helper()
	paths, err := filepath.Glob("../../ingest/newsroom/articles/*.expect")
	if err != nil || len(paths) == 0 {
		t.Fatal("no expectations", err)
	}
	var c comparison
	for _, path := range paths {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		slug := strings.TrimSuffix(filepath.Base(path), ".expect")
		here := ofArticle(facts, slug)
		for line := range strings.Lines(string(data)) {
			c.add(t, here, newExpectation(t, line), slug+": "+strings.TrimSpace(line))
		}
	}
	c.found.atLeast(t, "names and values", 1)
	c.said.atLeast(t, "roles, kinds, statuses and owners", saidShare)
}

// comparison is how much of what is expected was found, and how much of what
// is said of it.
type comparison struct{ found, said tally }

// add compares one line of what is expected of an article with its facts.
func (c *comparison) add(t *testing.T, facts []fact.Fact, e expectation, line string) {
	t.Helper()
	there := slices.ContainsFunc(facts, e.found)
	switch e.typ {
	case "rejected":
		if len(facts) > 0 {
			t.Errorf("%s: %d facts, want it set aside", line, len(facts))
		}
		return
	case fact.TypeCompany, fact.TypeAmount, fact.TypeGigawatt:
		if !e.absent {
			c.found.count(t, line, there)
		}
	}
	if e.absent && there {
		t.Errorf("%s, but it has", line)
	}
	if e.relates() {
		c.said.count(t, line, slices.ContainsFunc(facts, e.holds))
	}
}

func ofArticle(facts []fact.Fact, slug string) []fact.Fact {
	var out []fact.Fact
	for _, f := range facts {
		if strings.Contains(f.Article.URL, "/"+slug) && f.Evidence.Field == fact.FieldText {
			out = append(out, f)
		}
	}
	return out
}

type tally struct{ right, of int }

func (y *tally) count(t *testing.T, line string, right bool) {
	t.Helper()
	y.of++
	if right {
		y.right++
		return
	}
	t.Logf("not found: %s", line)
}

func (y *tally) atLeast(t *testing.T, what string, share float64) {
	t.Helper()
	t.Logf("%d of %d %s", y.right, y.of, what)
	if float64(y.right) < share*float64(y.of) || y.of == 0 {
		t.Errorf("%d of %d %s, want %.0f %%", y.right, y.of, what, 100*share)
	}
}
