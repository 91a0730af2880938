package company

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/index"
	"github.com/gigawire/gigawire/extract/sentence"
)

// tables are what the data files say.
type tables struct {
	records    []fact.Company
	private    []int32 // records that the register has none of
	lexicon    lexicon
	phrases    index.Table[phraseWord]
	salience   *Salience
	gazetteer  gazetteer
	lowerNames index.Table[struct{}] // first words of listed names in small letters
}

var (
	possessiveHash = hashWord("'s")
	theHash        = hashWord("the")
	thisHash       = hashWord("this")
	thatHash       = hashWord("that")
	twoHash        = hashWord("two")
	bothHash       = hashWord("both")
)

// hashWord returns the hash of a word's small letters.
func hashWord(word string) uint64 {
	p := newPiece(word, sentence.Span{End: len(word)}, false)
	return p.hash
}
