package quantity

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

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
	if fields[0] == "suffix" {
		l.addSuffix(fields[1], fields[2:])
		return nil
	}
	kind, ok := map[string]Kind{"power": Power, "energy": Energy}[fields[0]]
	if !ok {
		return fmt.Errorf("%q is neither power, energy nor suffix", fields[0])
	}
	exp, err := strconv.Atoi(fields[1])
	for _, form := range fields[2:] {
		form, slang := strings.CutSuffix(form, "?")
		l.units[form] = measure{kind, exp, slang}
	}
	return err
}

// addSuffix adds the forms of what may stand after a unit of power.
func (l *lexicon) addSuffix(suffix string, forms []string) {
	for _, form := range forms {
		l.suffixes[form] = suffix
	}
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
type context uint32

const (
	contextChange context = 1 << iota
	contextSpread
	contextMinor
	contextRate
	contextCoin
	contextGoods
	contextDispute
	contextTalk
	contextAim
	contextPlain
	contextMachine
	contextPair
	contextCap
	contextThing
	contextPrice
	contextNot
	contextClause
	contextVerb
	contextLift
	contextLimit
	contextWare
	contextTime
	contextWatt
	contextRoom
	contextBit
	contextJob
	contextAgo
	contextHour
	contextScreen
	contextStake
	contextShared
)

// addContext reads a line of data/context.txt.
func (l *lexicon) addContext(line string) error {
	return addFlags(l.contextWords, line, map[string]context{
		"change": contextChange, "spread": contextSpread, "minor": contextMinor, "rate": contextRate, "coin": contextCoin,
		"goods": contextGoods, "dispute": contextDispute, "talk": contextTalk, "aim": contextAim, "plain": contextPlain,
		"machine": contextMachine, "pair": contextPair, "cap": contextCap, "thing": contextThing, "price": contextPrice,
		"not": contextNot, "clause": contextClause, "verb": contextVerb, "lift": contextLift, "limit": contextLimit, "ware": contextWare, "time": contextTime,
		"watt": contextWatt, "room": contextRoom, "bit": contextBit, "job": contextJob,
		"ago": contextAgo, "hour": contextHour, "screen": contextScreen, "stake": contextStake, "shared": contextShared,
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
	qualifier := fact.Qualifier(name)
	if side != "" && !slices.Contains(fact.Qualifiers(), qualifier) {
		return fmt.Errorf("%q is no qualifier", name)
	}
	add := map[string]func(string){
		"before": func(s string) { l.cueBefore[s] = qualifier; l.cueEnds[lastWord(s)] = true },
		"after":  func(s string) { l.cueAfter[s] = qualifier; l.cueStarts[firstWord(s)] = true },
		"given":  func(s string) { l.cueGiven[s] = qualifier; l.cueEnds[lastWord(s)] = true },
		"later":  func(s string) { l.cueLater[s] = qualifier; l.laterGate.admit(firstWord(s)) },
		"aside":  func(s string) { l.cueAside[s] = qualifier },
		"skip":   func(s string) { l.skipped[s] = true },
		"glued":  func(s string) { l.heads[s] |= headCue },
	}[cmp.Or(side, name)]
	if add == nil {
		return fmt.Errorf("%q is neither before nor after", head)
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
