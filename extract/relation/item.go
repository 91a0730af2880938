package relation

import (
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/sentence"
)

// item is a word of a sentence, or a whole mention of a company or quantity,
// which the models see as such and not by its words.
type item struct {
	sentence.Span
	word     uint64 // of the word in small letters, or of what it stands for
	stem     uint64
	prefixes [2]uint64 // of its first three bytes, and of its first four
	begins   tableSet  // the tables in which a phrase may begin with it
	stems    uint8     // the beginnings, a bit each, with which one may begin
	kind     itemKind
	index    int32 // of the entity or quantity
	topic    cue   // what it says that numbers are about
	mood     cue   // what it says of how real things are
	grammar  cue   // what it does in the sentence, 0 for words of content
	nominal  bool
	capital  bool
}

// prefixes are the hashes of the first bytes of a word, from shortestStem to
// longestStem of them, 0 where it has fewer. Few words need them all, so items
// do not keep them.
type prefixes [longestStem - shortestStem + 1]uint64

type itemKind uint8

const (
	isWord itemKind = iota
	isEntity
	isQuantity
)

// addWord adds the word that a token is, or the part of it that a span has beside
// a mention: "Google-backed". Between two mentions it is what joins them:
// "Microsoft-Chevron".
func (v *view) addWord(k int, span sentence.Span, joins bool) {
	token := v.text.Tokens[k]
	if span == token.Span {
		v.room = append(v.room, v.word(token))
		return
	}
	part := strings.TrimLeft(span.Of(v.text.Raw), hyphens)
	span.Start = span.End - len(part)
	span.End = span.Start + len(strings.TrimRight(part, hyphens))
	switch {
	case span.Start < span.End:
		v.room = append(v.room, v.word(sentence.Token{Span: span, Shape: token.Shape &^ sentence.Capital}))
	case joins:
		it := item{Span: span, word: joinWord, stem: joinWord}
		it.begins, it.stems = v.tables.begins.of(joinWord, &prefixes{})
		v.room = append(v.room, it)
	}
}

func (v *view) word(token sentence.Token) item {
	it := item{Span: token.Span, capital: token.Is(sentence.Capital)}
	raw := token.Of(v.text.Raw)
	word, stem, all := hashWord(raw)
	it.word, it.stem, it.prefixes = word, stem, [2]uint64(all[:])
	if token.Is(sentence.HasDigit) && !token.Is(sentence.HasLetter) {
		it.stem = numberStem(raw)
		if it.stem == numberWord {
			it.word = numberWord
		}
	}
	it.begins, it.stems = v.tables.begins.of(it.word, &all)
	return it
}

// What numbers are called among words. A year keeps its own word.
const (
	numberWord = 0xD
	yearWord   = 0xDA
)

func numberStem(s string) uint64 {
	if len(s) == 4 && (s[:2] == "19" || s[:2] == "20") {
		return yearWord
	}
	return numberWord
}

// stemLength is how many bytes of a word tell it from others for the models;
// endings beyond do not count.
const stemLength = 6

// hashWord returns the hash of a word in small letters, of its stem and of its
// beginnings.
func hashWord(s string) (word, stem uint64, p prefixes) {
	h := uint64(fnvStart)
	for i := range len(s) {
		c := s[i]
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		h = (h ^ uint64(c)) * fnvPrime
		if n := i + 1; n >= shortestStem && n <= longestStem {
			p[n-shortestStem] = h
		}
		if i < stemLength {
			stem = h
		}
	}
	return h, stem, p
}

// The constants of FNV-1a, so that words hash as linear.HashString has them.
const (
	fnvStart = 14695981039346656037
	fnvPrime = 1099511628211
)

// hyphens divide the parts of a word.
const hyphens = "-‐‑"

// joinWord stands for the hyphen between two companies. It is one of the marks that
// end no clause, as a hyphen by itself would.
var joinWord = linear.HashString("/")

// The hashes of words that point back to a company.
var itsWord, theirWord = linear.HashString("its"), linear.HashString("their")

// The hashes of small words around shares.
var (
	fromWord, byWord, ofWord = linear.HashString("from"), linear.HashString("by"), linear.HashString("of")
	inWord, ampersand        = linear.HashString("in"), linear.HashString("&")
)
