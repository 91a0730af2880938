package quantity

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// wordKind is what a word means to a sieve, a set of flags.
type wordKind uint16

const (
	wordAlone    wordKind = 1 << iota // "gigawatts"
	wordName                          // "dollars", near behind a number
	wordClose                         // "percent", just behind a number
	wordWeak                          // "won", just behind a large number
	wordPrefix                        // "CHF", just before a number
	wordLetter                        // "R", just before a large number
	wordNumber                        // "two", "several"
	wordScale                         // "billion", a number and, after a word of prices, money
	wordShort                         // "bn", the same
	wordPrice                         // "worth"
	wordFraction                      // "third"
	wordShare                         // "stake", near behind a fraction
)

// sieveWords are the words and signs of a sieve, from the scanner's tables.
type sieveWords struct {
	words    map[string]wordKind // as written, or in small letters
	signs    map[rune]bool
	entities map[string]bool
}

func newSieveWords(l *lexicon) *sieveWords {
	w := &sieveWords{words: map[string]wordKind{}, signs: map[rune]bool{}, entities: map[string]bool{"&percnt;": true, "&#37;": true, "&dollar;": true}}
	for form, meanings := range l.before {
		w.addPrefix(form, meanings)
	}
	for form, meanings := range l.after {
		w.addName(form, meanings)
	}
	for form, m := range l.units {
		if m.kind == Power {
			w.addPower(form, l.suffixes)
		}
	}
	w.addNumbers(l)
	w.addContext(l)
	w.addFixed()
	return w
}

// addNumbers adds the words that are numbers, or parts of them.
func (w *sieveWords) addNumbers(l *lexicon) {
	for word, exp := range l.scales {
		w.words[word] |= wordNumber
		if exp >= 5 {
			w.words[word] |= wordScale
		}
	}
	for word := range l.shortScale {
		w.words[word] |= wordShort
	}
	for word := range l.numbers {
		w.words[word] |= wordNumber
	}
	for word := range l.vagueWords {
		w.words[word] |= wordNumber
	}
}

// addContext adds the words that say of a number or fraction what it is of.
func (w *sieveWords) addContext(l *lexicon) {
	for word, flags := range l.contextWords {
		if flags&contextPrice != 0 {
			w.words[word] |= wordPrice
		}
		if flags&(contextStake|contextShared) != 0 {
			w.words[word] |= wordShare
		}
	}
}

// addFixed adds what the grammar names itself.
func (w *sieveWords) addFixed() {
	for kind, words := range map[wordKind]string{
		wordAlone:    "multimillion multibillion multitrillion",
		wordClose:    "percent pct pc cent figure figures",
		wordNumber:   "half dozen multi",
		wordFraction: "half third thirds quarter quarters fifth fifths tenth tenths",
	} {
		for word := range strings.FieldsSeq(words) {
			w.words[word] |= kind
		}
	}
}

// addPrefix adds what stands before a number: the sign in it or, without one,
// the word.
func (w *sieveWords) addPrefix(form string, meanings []denomination) {
	if strings.HasPrefix(form, "&") {
		w.addEntity(form)
		return
	}
	if at := strings.IndexFunc(form, isSign); at >= 0 {
		w.addSign([]rune(form[at:])[0])
		return
	}
	kind := wordPrefix
	if strings.ContainsAny(form, "/=") || !slices.ContainsFunc(meanings, func(d denomination) bool { return d.weak == strong }) {
		kind = wordLetter
	}
	parts := strings.FieldsFunc(form, func(r rune) bool { return !unicode.IsLetter(r) })
	w.words[parts[len(parts)-1]] |= kind
}

func isSign(r rune) bool { return unicode.Is(unicode.Sc, r) }

// addSign adds a sign and the ways in which a page may write it.
func (w *sieveWords) addSign(sign rune) {
	w.signs[sign] = true
	w.addEntity(fmt.Sprintf("&#%d;", sign))
	w.addEntity(fmt.Sprintf("&#x%x;", sign))
	w.addEntity(fmt.Sprintf("&#x%X;", sign))
}

func (w *sieveWords) addEntity(form string) { w.entities[form] = true }

// addName adds what stands behind a number. The last of several words is a name
// itself.
func (w *sieveWords) addName(form string, meanings []denomination) {
	if strings.Contains(form, " ") {
		return
	}
	kind := wordName
	switch {
	case len(form) < 3 || meanings[0].exp > 0:
		kind = wordClose
	case meanings[0].weak != strong:
		kind = wordWeak
	}
	w.words[form] |= kind
	if at := strings.IndexFunc(form, isSign); at >= 0 {
		w.addSign([]rune(form[at:])[0])
	}
}

// addPower adds a unit of power, with and without a suffix. That of watts needs
// a number, for people are called so.
func (w *sieveWords) addPower(form string, suffixes map[string]string) {
	if strings.HasPrefix(form, "watt") {
		w.words[form] |= wordClose
		return
	}
	w.words[form] |= wordAlone
	if len(form) == 2 {
		for suffix := range suffixes {
			w.words[form+suffix] |= wordAlone
			w.words[form+strings.ToUpper(suffix)] |= wordAlone
		}
	}
}

// kindOf looks a word up as it is written and in small letters.
func (w *sieveWords) kindOf(word []byte) wordKind {
	var small [longestWord]byte
	if len(word) > len(small) {
		return 0
	}
	for i, c := range word {
		if 'A' <= c && c <= 'Z' {
			c |= 0x20
		}
		small[i] = c
	}
	return w.words[string(word)] | w.words[string(small[:len(word)])]
}
