package quantity

import (
	"fmt"
	"strconv"
	"strings"
)

// denomination is what a sign or name of money can mean.
type denomination struct {
	currency string // ISO 4217
	exp      int    // the power of ten that makes plain units: -2 for cents
	weak     weakness
	apart    bool // weak, but a space may stand between it and a large number
}

// weakness is how little a sign or name says by itself.
type weakness uint8

const (
	strong   weakness = iota
	weak              // also an ordinary word or letter: needs a scale or a long number
	doubtful          // needs other signs of the currency in the text
)

// addCurrency reads a line of data/currencies.txt.
func (l *lexicon) addCurrency(line string) error {
	columns := strings.Split(line, "|")
	if len(columns) != 4 {
		return fmt.Errorf("%d columns, want 4", len(columns))
	}
	code, doubt := cutDoubt(strings.TrimSpace(columns[0]))
	l.addCode(code, doubt)
	for _, form := range strings.Fields(columns[1]) {
		if err := addForm(l.before, code, form); err != nil {
			return err
		}
	}
	for _, form := range strings.Fields(columns[2]) {
		if err := addForm(l.after, code, form); err != nil {
			return err
		}
	}
	for _, place := range strings.Fields(columns[3]) {
		head, _, two := strings.Cut(place, "_")
		if two {
			l.placeHeads[head] = true
		}
		place = strings.ReplaceAll(place, "_", " ")
		l.places[place] = append(l.places[place], code)
	}
	return nil
}

// addCode adds a code, alone ("SEK") and with a scale ("MSEK", "SEKm").
func (l *lexicon) addCode(code string, doubt weakness) {
	l.codes[code] = true
	l.before[code] = []denomination{{currency: code, weak: doubt}}
	million := []denomination{{currency: code, exp: 6}}
	l.before["M"+code], l.before[code+"m"] = million, million
}

// addForm adds a sign or name such as "pounds", "pence:-2", "kr?" or "R_?".
func addForm(table map[string][]denomination, code, form string) error {
	d := denomination{currency: code}
	form, d.weak = cutDoubt(form)
	form, exp, scaled := strings.Cut(form, ":")
	if scaled {
		var err error
		if d.exp, err = strconv.Atoi(exp); err != nil {
			return fmt.Errorf("the power of ten of %s: %w", form, err)
		}
	}
	form, d.apart = strings.CutSuffix(form, "_")
	form = strings.ReplaceAll(form, "_", " ")
	table[form] = append(table[form], d)
	return nil
}

// cutDoubt cuts the question marks from the end of a form.
func cutDoubt(form string) (string, weakness) {
	cut := strings.TrimRight(form, "?")
	return cut, weakness(len(form) - len(cut))
}
