package company

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// The register of securities gives companies their identifiers: to those that
// are written by hand by any of their names, the longest first, and to others
// where a text has the name as it is registered. A wrong identifier is worse
// than none.

//go:embed data/sec.tsv
var registerData string

// loadRegister reads the companies of the register, whose short names leave out
// what a longer one ends in.
func (t *tables) loadRegister() error {
	var all []fact.Company
	for line := range lines(registerData) {
		fields := strings.Split(line, "\t")
		if len(fields) != 4 {
			return fmt.Errorf("reading data/sec.tsv: line %q has %d fields, not 4", line, len(fields))
		}
		all = append(all, fact.Company{Name: fields[0], Ticker: fields[1], Exchange: fields[2], CIK: fields[3]})
	}
	t.register(all)
	return nil
}

// register enters the companies, those of names of one word last.
func (t *tables) register(all []fact.Company) {
	for _, long := range []bool{true, false} {
		for _, c := range all {
			if strings.Contains(c.Name, " ") == long {
				t.identify(c)
			}
		}
	}
	for _, c := range all {
		t.addListed(c)
	}
}

// identify gives the identifiers of a registered company to the record written
// by hand that has its name.
func (t *tables) identify(c fact.Company) {
	index := t.gazetteer.find(c.Name).company
	if index < 0 || slices.Contains(t.private, index) {
		return
	}
	if own := &t.records[index]; own.CIK == "" {
		own.Ticker, own.Exchange, own.CIK = c.Ticker, c.Exchange, c.CIK
	}
}

// addListed enters a company of the register. What is written by hand to be no
// company stays none: a club is a team first, though it has shares.
func (t *tables) addListed(c fact.Company) {
	known := t.gazetteer.find(c.Name)
	if known.listed&isNoCompany != 0 && known.listed&isCompany == 0 {
		return
	}
	index := known.company
	if index < 0 {
		index = int32(len(t.records))
		t.records = append(t.records, c)
	}
	t.gazetteer.add(c.Name, inRegister, index)
	if name, ok := t.shortName(c.Name); ok {
		t.gazetteer.add(name, inRegister|short, index)
	}
}

// shortName returns the name without the words of firms at its end, if what is
// left is no ordinary word.
func (t *tables) shortName(name string) (string, bool) {
	words := strings.Fields(name)
	n := len(words)
	for n > 1 && t.lexicon.Get(hashWord(words[n-1]))&(legal|firm|trade) != 0 {
		n--
	}
	if n == len(words) || n == 1 && (t.lexicon.Get(hashWord(words[0])) != 0 || len(words[0]) < 4) {
		return "", false
	}
	return strings.Join(words[:n], " "), true
}

// registered reports whether the record of one of the names, which are those of
// one company, is its own: written by hand, or of the very name, where none is
// longer. An ordinary word or person's name needs its legal form for that.
func (d *document) registered(i, longest int32) bool {
	n, long := &d.names[i], &d.names[longest]
	if n.listed.listed&(inCurated|inOutlets) != 0 {
		return true
	}
	first, last := d.core(n.first, n.last)
	from, to := d.core(long.first, long.last)
	plain := last-first == 1 && n.last == last && d.classes[first] != 0
	return n.listed.listed&short == 0 && to-from <= last-first && !plain
}
