package company

import (
	_ "embed"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/extract/index"
)

// phraseWord is what a word does in a phrase that may mean a company.
type phraseWord uint32

const (
	singularNoun phraseWord = 1 << iota
	pluralNoun
	besideNoun // one that means a company only right beside its name
	between    // stands between phrases
	other      // means another company than those named before
	firstOfTwo // "the former"
	lastOfTwo  // "the latter"
	goesOn     // carries a noun on: "the company law"
	pairNoun   // means two: "the pair"
	pairVerb   // stands after such a noun: "the pair plan"
	anyNoun    // means companies of any kind: "the firms"
	above      // says that a company owns one named before: "its parent Kestrel"
	being      // before such a phrase, makes it say what something is
	telling    // after such a phrase, tells what is said to be so
	relative   // the same, in a clause
	// Those between two names of one company: see former.go.
	formerly
	renamed
	called
	once
	now
	filling
	anyNumber    = singularNoun | pluralNoun
	betweenNames = formerly | renamed | called | once | now | filling
)

// makerSuffix is how the name of a trade ends that no list has: "toolmaker".
const makerSuffix = "maker"

// phraseWordsSize is about how many words nouns.txt has.
const phraseWordsSize = 1 << 9

//go:embed data/nouns.txt
var nounData string

// readPhraseWords returns the words of nouns.txt by their hashes.
func readPhraseWords() (index.Table[phraseWord], error) {
	words := index.New[phraseWord](phraseWordsSize)
	sorts := map[string]phraseWord{
		"[beside]": besideNoun, "[between]": between, "[other]": other, "[first]": firstOfTwo, "[last]": lastOfTwo, "[after]": goesOn,
		"[pair]": pairNoun, "[verb]": pairVerb, "[any]": anyNoun, "[above]": above,
		"[being]": being, "[telling]": telling, "[relative]": relative, "[formerly]": formerly, "[renamed]": renamed, "[called]": called, "[once]": once, "[now]": now, "[filling]": filling,
	}
	sort := phraseWord(0)
	for line := range lines(nounData) {
		fields := strings.Fields(line)
		switch {
		case sorts[line] != 0:
			sort = sorts[line]
		case sort != 0 && sort != besideNoun:
			for _, word := range fields {
				*words.At(hashWord(word)) |= sort
			}
		case len(fields) != 2:
			return words, fmt.Errorf("reading data/nouns.txt: line %q is no noun with its plural", line)
		default:
			*words.At(hashWord(fields[0])) |= singularNoun | sort
			*words.At(hashWord(fields[1])) |= pluralNoun | sort
		}
	}
	return words, nil
}

// phrase is a run of words that may mean companies: "the Jaipur-based firm".
type phrase struct {
	first, noun int32 // pieces, the noun being the last
	word        phraseWord
	hash        uint64 // of the noun
	two         bool   // it says that it means two
}

// maxModifiers is how many pieces may stand between the article and the noun.
const maxModifiers = 7

// phraseAt returns the phrase that begins at piece i, and whether one does.
func (d *document) phraseAt(i, end int32) (phrase, bool) {
	determiner := &d.pieces[i]
	switch determiner.hash {
	case theHash, thisHash, thatHash, bothHash:
	default:
		return phrase{}, false
	}
	if determiner.form == caps || d.predicate(i) {
		return phrase{}, false
	}
	if p, ok := d.ofTwo(i, end); ok {
		return p, true
	}
	for j := i + 1; j < min(end, i+2+maxModifiers); j++ {
		hash, word := d.nounAt(j)
		if word == 0 && !d.inPhrase(j) {
			break
		}
		if word&(anyNumber|pairNoun) != 0 && d.endsPhrase(j+1, end) && (word&pairNoun == 0 || d.isPair(i, j, end)) {
			two := determiner.hash == bothHash || i+1 < j && d.pieces[i+1].hash == twoHash
			p := phrase{first: i, noun: j, word: word, hash: hash, two: word&pairNoun != 0 || two && (word&besideNoun == 0 || word&anyNoun != 0)}
			return p, !two || word&pluralNoun != 0
		}
	}
	return phrase{}, false
}

// inPhrase reports whether piece j can stand after an article and before the
// end of its noun.
func (d *document) inPhrase(j int32) bool {
	p := &d.pieces[j]
	if p.form == mark {
		return !p.space && d.word(j) == "-"
	}
	return p.hash != possessiveHash && d.phrases.Get(p.hash)&(between|other) == 0
}

// nounAt returns the noun that ends with piece j, if one does: a hyphen may
// stand within it.
func (d *document) nounAt(j int32) (hash uint64, word phraseWord) {
	p := &d.pieces[j]
	if p.form != lower {
		return 0, 0
	}
	if j >= 2 && !p.space && d.pieces[j-1].form == mark {
		joined := hashWord(d.text.Raw[d.pieces[j-2].Start:p.End])
		if word = d.phrases.Get(joined) & (anyNumber | besideNoun); word != 0 {
			return joined, word
		}
	}
	if word = d.phrases.Get(p.hash) & (anyNumber | besideNoun | pairNoun | anyNoun); word == 0 && strings.HasSuffix(d.word(j), makerSuffix) {
		word = singularNoun
	}
	return p.hash, word
}

// endsPhrase reports whether the phrase ends before piece i: no noun follows to
// which the noun before belongs, and no name.
func (d *document) endsPhrase(i, end int32) bool {
	if i >= end {
		return true
	}
	p := &d.pieces[i]
	switch {
	case p.form == mark:
		return p.space || d.word(i) != "-"
	case p.hash == possessiveHash:
		return true
	}
	return p.form == lower && d.phrases.Get(p.hash)&(goesOn|anyNumber) == 0 && d.classes[i]&kind == 0
}

// predicate reports whether a verb before piece i makes what follows say what
// something is: "is the chipmaker".
func (d *document) predicate(i int32) bool {
	if i == 0 || d.sentence[i-1] != d.sentence[i] {
		return false
	}
	return d.small(i-1)&being != 0
}

// small returns what piece i does in a phrase, if it is written in small letters.
func (d *document) small(i int32) phraseWord {
	if d.pieces[i].form != lower {
		return 0
	}
	return d.phrases.Get(d.pieces[i].hash)
}
