package quantity

import (
	"embed"
	"fmt"
	"strconv"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

//go:embed data/*.txt
var data embed.FS

// denomination is what a sign or name of money can mean.
type denomination struct {
	currency string // ISO 4217
	exp      int    // the power of ten that makes plain units: -2 for cents
	weak     weakness
}

// weakness is how little a sign or name says by itself.
type weakness uint8

const (
	strong   weakness = iota
	weak              // also an ordinary word or letter: needs a scale or a long number
	doubtful          // needs other signs of the currency in the text
)

// measure is what a unit of power or energy means.
type measure struct {
	kind Kind
	exp  int // the power of ten that makes GW or GWh
}

// lexicon holds the tables of data/. It is not changed once it is read.
type lexicon struct {
	before       map[string][]denomination // signs and words before a number, as written
	after        map[string][]denomination // names after a number, in lower case
	places       map[string][]string       // adjective or place, as written: its currencies
	codes        map[string]bool           // the codes of ISO 4217
	scales       map[string]int            // written out, in lower case
	shortScale   map[string]int            // as written
	numbers      map[string]uint64
	units        map[string]measure
	vagueWords   map[string]vagueness
	contextWords map[string]context
	cueBefore    map[string]fact.Qualifier
	cueAfter     map[string]fact.Qualifier
	skipped      map[string]bool
	pers         map[string]string // form of what an amount is for each of: its name
	heads        map[string]head   // what can begin with a word, in lower case or as written
}

// newLexicon reads the tables.
func newLexicon() (*lexicon, error) {
	l := &lexicon{
		before: map[string][]denomination{}, after: map[string][]denomination{},
		places: map[string][]string{}, codes: map[string]bool{},
		scales: map[string]int{}, shortScale: map[string]int{},
		numbers: map[string]uint64{}, units: map[string]measure{},
		vagueWords: map[string]vagueness{}, contextWords: map[string]context{},
		cueBefore: map[string]fact.Qualifier{}, cueAfter: map[string]fact.Qualifier{},
		skipped: map[string]bool{}, pers: map[string]string{}, heads: map[string]head{},
	}
	tables := []struct {
		name string
		add  func(line string) error
	}{
		{"currencies", l.addCurrency}, {"scales", l.addScale}, {"numbers", l.addNumber},
		{"units", l.addUnit}, {"qualifiers", l.addQualifier},
		{"vague", l.addVague}, {"context", l.addContext}, {"per", l.addPer},
	}
	for _, t := range tables {
		if err := readTable(t.name, t.add); err != nil {
			return nil, err
		}
	}
	l.addHeads()
	return l, nil
}

// readTable gives add each line of a table that is not empty or a comment.
func readTable(name string, add func(line string) error) error {
	text, err := data.ReadFile("data/" + name + ".txt")
	if err != nil {
		return fmt.Errorf("reading the table of %s: %w", name, err)
	}
	number := 0
	for line := range strings.Lines(string(text)) {
		number++
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if err := add(line); err != nil {
			return fmt.Errorf("reading the table of %s, line %d: %w", name, number, err)
		}
	}
	return nil
}

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
		place = strings.ReplaceAll(place, "_", " ")
		l.places[place] = append(l.places[place], code)
	}
	return nil
}

// addCode adds a code, alone ("SEK") and with a scale ("MSEK", "SEKm").
func (l *lexicon) addCode(code string, doubt weakness) {
	l.codes[code] = true
	l.before[code] = []denomination{{code, 0, doubt}}
	million := []denomination{{code, 6, strong}}
	l.before["M"+code], l.before[code+"m"] = million, million
}

// addForm adds a sign or name such as "pounds", "pence:-2" or "kr?".
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
	form = strings.ReplaceAll(form, "_", " ")
	table[form] = append(table[form], d)
	return nil
}

// cutDoubt cuts the question marks from the end of a form.
func cutDoubt(form string) (string, weakness) {
	cut := strings.TrimRight(form, "?")
	return cut, weakness(len(form) - len(cut))
}

// addScale reads a line of data/scales.txt.
func (l *lexicon) addScale(line string) error {
	fields := strings.Fields(line)
	if len(fields) < 3 {
		return fmt.Errorf("%q has no words", line)
	}
	exp, err := strconv.Atoi(fields[1])
	if err != nil {
		return fmt.Errorf("the power of ten: %w", err)
	}
	table := map[string]map[string]int{"word": l.scales, "short": l.shortScale}[fields[0]]
	if table == nil {
		return fmt.Errorf("%q is neither word nor short", fields[0])
	}
	for _, word := range fields[2:] {
		table[word] = exp
	}
	return nil
}

// addNumber reads a line of data/numbers.txt.
func (l *lexicon) addNumber(line string) error {
	word, digits, _ := strings.Cut(line, " ")
	n, err := strconv.ParseUint(digits, 10, 64)
	l.numbers[word] = n
	return err
}

// addUnit reads a line of data/units.txt.
func (l *lexicon) addUnit(line string) error {
	fields := strings.Fields(line)
	if len(fields) < 3 {
		return fmt.Errorf("%q has no forms", line)
	}
	kind, ok := map[string]Kind{"power": Power, "energy": Energy}[fields[0]]
	if !ok {
		return fmt.Errorf("%q is neither power nor energy", fields[0])
	}
	exp, err := strconv.Atoi(fields[1])
	for _, form := range fields[2:] {
		l.units[form] = measure{kind, exp}
	}
	return err
}

// vagueness is what a word of an amount without a number is, a set of flags.
type vagueness uint8

const (
	vagueSome vagueness = 1 << iota
	vagueHeap
	vagueDigit
	vagueLevel
	vagueSize
)

// addVague reads a line of data/vague.txt.
func (l *lexicon) addVague(line string) error {
	return addFlags(l.vagueWords, line, map[string]vagueness{
		"some": vagueSome, "heaps": vagueHeap, "digit": vagueDigit, "level": vagueLevel, "size": vagueSize,
	})
}

// context is what a word near an amount says of it, a set of flags.
type context uint8

const (
	contextChange context = 1 << iota
	contextSpread
	contextMinor
	contextRate
	contextCoin
)

// addContext reads a line of data/context.txt.
func (l *lexicon) addContext(line string) error {
	return addFlags(l.contextWords, line, map[string]context{
		"change": contextChange, "spread": contextSpread, "minor": contextMinor, "rate": contextRate, "coin": contextCoin,
	})
}

// addFlags reads a line of a name, a colon and words, and sets the flag of that
// name for each of the words.
func addFlags[F vagueness | context](table map[string]F, line string, flags map[string]F) error {
	name, words, _ := strings.Cut(line, ":")
	flag, ok := flags[name]
	if !ok {
		return fmt.Errorf("%q is no known kind of word", name)
	}
	for _, word := range strings.Fields(words) {
		table[word] |= flag
	}
	return nil
}

// addQualifier reads a line of data/qualifiers.txt.
func (l *lexicon) addQualifier(line string) error {
	head, phrases, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("%q has no colon", line)
	}
	name, side, _ := strings.Cut(head, " ")
	add := map[string]func(string){
		"before": func(s string) { l.cueBefore[s] = fact.Qualifier(name) },
		"after":  func(s string) { l.cueAfter[s] = fact.Qualifier(name) },
		"":       func(s string) { l.skipped[s] = true },
	}[side]
	if add == nil {
		return fmt.Errorf("%q is neither before nor after", side)
	}
	for phrase := range strings.SplitSeq(phrases, ",") {
		add(strings.TrimSpace(phrase))
	}
	return nil
}

// addPer reads a line of data/per.txt.
func (l *lexicon) addPer(line string) error {
	name, forms, ok := strings.Cut(line, ":")
	if !ok {
		return fmt.Errorf("%q has no colon", line)
	}
	for _, form := range strings.Fields(forms) {
		l.pers[form] = name
	}
	return nil
}
