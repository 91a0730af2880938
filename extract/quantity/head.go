package quantity

// head is what a word can begin, a set of flags.
type head uint16

const (
	headArticle head = 1 << iota // "a billion", "a few"
	headNumber                   // "five hundred", "nine-figure"
	headMoney                    // "CHF 5"
	headName                     // "a dollar": after an article only
	headSome                     // "several million"
	headHeap                     // "tens of"
	headDigit                    // "low double-digit"
	headMulti                    // "multi-billion"
	headScale                    // "billion-dollar"
	headUnit                     // "gigawatt-scale"
	headCue                      // "sub-500MW"
)

// addHeads collects the words with which a quantity can begin.
func (l *lexicon) addHeads() {
	for _, word := range []string{"a", "an", "another"} {
		l.heads[word] |= headArticle
	}
	for _, word := range []string{"half", "quarter", "third", "fifth", "tenth", "dozen"} {
		l.heads[word] |= headNumber
	}
	l.heads["multi"] |= headMulti
	for scale := range l.scales {
		l.heads["multi"+scale] |= headMulti
	}
	setHead(l, l.numbers, headNumber)
	setHead(l, l.before, headMoney)
	setHead(l, l.after, headName)
	setHead(l, l.scales, headScale)
	setHead(l, l.units, headUnit)
	for word, flags := range l.vagueWords {
		if flags&vagueSome != 0 {
			l.heads[word] |= headSome
		}
		if flags&vagueHeap != 0 {
			l.heads[word] |= headHeap
		}
		if flags&(vagueDigit|vagueLevel) != 0 {
			l.heads[word] |= headDigit
		}
	}
}

// addHeadGate admits the words of heads.
func (l *lexicon) addHeadGate() {
	for word := range l.heads {
		l.headGate.admit(word)
	}
}

// setHead sets the flag for the letters that begin each key of a table.
func setHead[V any](l *lexicon, table map[string]V, flag head) {
	for word := range table {
		r := reader{raw: word}
		if end := r.letters(0); end > 0 {
			l.heads[word[:end]] |= flag
		}
	}
}

// head returns what the run of letters at i can begin.
func (r reader) head(i int) head {
	word := r.raw[i:r.letters(i)]
	if len(word) > longestWord || !r.headGate.admits(word) {
		return 0
	}
	if !upperFirst(word) {
		return r.heads[word]
	}
	var buf [longestWord]byte
	return r.heads[word]&^headName | r.heads[string(lower(word, &buf))]&^headMoney
}
