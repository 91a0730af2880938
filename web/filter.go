package web

import (
	"fmt"
	"math"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/web/store"
)

// filter is what a person asked to see, as the form has it.
type filter struct {
	store.Filter
	// Least is the least value as it was written, and Wrong what is wrong with it.
	Least, Wrong string
}

// newFilter reads a filter from the parameters of an address.
func newFilter(q url.Values) filter {
	f := filter{Least: strings.TrimSpace(q.Get("min")), Filter: store.Filter{
		Company: strings.TrimSpace(q.Get("company")), Source: q.Get("source"), Words: strings.TrimSpace(q.Get("q")),
	}}
	for _, t := range fact.Types() {
		if slices.Contains(q["type"], string(t)) {
			f.Types = append(f.Types, t)
		}
	}
	least, err := parseNumber(f.Least)
	if err != nil {
		f.Wrong = err.Error()
	}
	f.MinValue = least
	return f
}

// parseNumber reads a number as people write it: 1e9, 1,000,000, 500m, 2.5bn.
func parseNumber(text string) (float64, error) {
	plain := strings.ToLower(strings.NewReplacer(",", "", " ", "", "$", "", "€", "", "£", "").Replace(text))
	factor := 1.0
	for _, scale := range []struct {
		name string
		of   float64
	}{{"trillion", 1e12}, {"billion", 1e9}, {"million", 1e6}, {"tn", 1e12}, {"bn", 1e9}, {"t", 1e12}, {"b", 1e9}, {"m", 1e6}, {"k", 1e3}} {
		if number, ok := strings.CutSuffix(plain, scale.name); ok && number != "" {
			plain, factor = number, scale.of
			break
		}
	}
	if plain == "" {
		return 0, nil
	}
	v, err := strconv.ParseFloat(plain, 64)
	if err != nil || !(v >= 0) || math.IsInf(v, 0) {
		return 0, fmt.Errorf("%q is no number: write it like 1e9, 500m or 2.5bn", text)
	}
	return v * factor, nil
}

// Has reports whether a type was asked for.
func (f filter) Has(t fact.Type) bool { return slices.Contains(f.Types, t) }

// Any reports whether anything was asked for.
func (f filter) Any() bool { return len(f.query()) > 0 }

// query returns the filter as parameters of an address.
func (f filter) query() url.Values {
	q := url.Values{}
	for _, t := range f.Types {
		q.Add("type", string(t))
	}
	for name, value := range map[string]string{"company": f.Company, "source": f.Source, "min": f.Least, "q": f.Words} {
		if value != "" {
			q.Set(name, value)
		}
	}
	return q
}

// With returns the address of a page of the filter, and of what is older than an
// article.
func (f filter) With(path, before string) string {
	q := f.query()
	if before != "" {
		q.Set("before", before)
	}
	if len(q) == 0 {
		return path
	}
	return path + "?" + q.Encode()
}

// Tail returns the command that follows what the filter lets pass; words it
// cannot look for.
func (f filter) Tail(brokers string) string {
	command := []string{"gigawire", "tail", "--brokers", quote(brokers)}
	for _, t := range f.Types {
		command = append(command, "--type", string(t))
	}
	if f.Company != "" {
		command = append(command, "--company", quote(f.Company))
	}
	if f.Source != "" {
		command = append(command, "--source", quote(f.Source))
	}
	if f.MinValue > 0 {
		command = append(command, "--min-value", strconv.FormatFloat(f.MinValue, 'g', -1, 64))
	}
	return strings.Join(command, " ")
}

// quote writes a word so that a shell takes it as it is.
func quote(word string) string {
	plain := func(r rune) bool {
		return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || strings.ContainsRune("-_.,:/=@", r)
	}
	if word != "" && strings.IndexFunc(word, func(r rune) bool { return !plain(r) }) < 0 {
		return word
	}
	return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
}
