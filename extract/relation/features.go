package relation

import (
	"math"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
	"github.com/gigawire/gigawire/extract/quantity"
)

// The kinds of features. Their numbers are part of the trained models.
const (
	fBias = iota + 1
	fWord
	fPair
	fAround
	fBagLeft
	fBagRight
	fBag
	fCueLeft
	fCueRight
	fCueBoth
	fCueSentence
	fCueBefore
	fCueArticle
	fSize
	fCurrency
	fPer
	fQualifier
	fSuffix
	fOrder
	fPrevious
	fPreviousWord
	fSentence
	fNextQuantity
	fConversion

	fSame
	fDistance
	fRank
	fSubject
	fMention
	fBetween
	fRoleDistance
	fRoleRank
	fRoleBefore
	fRoleAfter
	fWordBefore
	fWordAfter
	fCount
	fMain
	fLinked
	fCueBetween
	fNone
	fLeftPair
	fQuantityWord
	fRoleMain
)

// end stands for what is beyond the sentence.
const end = 0xEE

func wordAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return items[i].word
}

// near and far bound how many items around a quantity are looked at one by
// one, and in a bag.
const (
	near = 4
	far  = 14
)

// meaning appends the features that tell what quantity q means. previous is
// the class of the quantity before it in the sentence, -1 for none.
func (v *view) meaning(out []uint64, q, previous int) []uint64 {
	items, at := v.at(q)
	if at < 0 {
		return append(out, linear.Mix(fBias))
	}
	out = append(out, linear.Mix(fBias))
	out = window(out, items, at)
	out = cues(out, items, at)
	out = v.properties(out, q)
	out = v.position(out, q, items, at, previous)
	return v.surroundings(out, q)
}

func window(out []uint64, items []item, at int) []uint64 {
	for d := 1; d <= near; d++ {
		out = append(out, linear.Mix(fWord, uint64(d), wordAt(items, at+d)), linear.Mix(fWord, uint64(100+d), wordAt(items, at-d)))
	}
	out = append(out,
		linear.Mix(fPair, 1, wordAt(items, at-2), wordAt(items, at-1)),
		linear.Mix(fPair, 2, wordAt(items, at+1), wordAt(items, at+2)),
		linear.Mix(fPair, 3, wordAt(items, at-3), wordAt(items, at-2)),
		linear.Mix(fPair, 4, wordAt(items, at+2), wordAt(items, at+3)),
		linear.Mix(fAround, wordAt(items, at-1), wordAt(items, at+1)))
	for i := max(0, at-far); i < min(len(items), at+far+1); i++ {
		switch {
		case items[i].kind != isWord:
		case i < at:
			out = append(out, linear.Mix(fBagLeft, items[i].stem))
		default:
			out = append(out, linear.Mix(fBagRight, items[i].stem))
		}
		if items[i].kind == isWord {
			out = append(out, linear.Mix(fBag, items[i].stem))
		}
	}
	return out
}

// cues appends the nearest cues on either side with their distance, and all
// of the sentence.
func cues(out []uint64, items []item, at int) []uint64 {
	left, right := nearestCue(items, at, -1), nearestCue(items, at, 1)
	out = append(out,
		linear.Mix(fCueLeft, uint64(left.cue), left.distance), linear.Mix(fCueLeft, uint64(left.cue)),
		linear.Mix(fCueRight, uint64(right.cue), right.distance), linear.Mix(fCueRight, uint64(right.cue)),
		linear.Mix(fCueBoth, uint64(left.cue), uint64(right.cue)))
	var seen [64]bool
	for i := range items {
		if c := items[i].cue; c != 0 && !seen[c] {
			seen[c] = true
			out = append(out, linear.Mix(fCueSentence, uint64(c)))
		}
	}
	return out
}

type nearCue struct {
	cue      cue
	distance uint64
}

// nearestCue returns the first cue in a direction, up to another quantity of
// the same kind.
func nearestCue(items []item, at, step int) nearCue {
	for i, d := at+step, 1; i >= 0 && i < len(items) && d < 2*far; i, d = i+step, d+1 {
		if items[i].cue != 0 {
			return nearCue{items[i].cue, bucket(d)}
		}
	}
	return nearCue{}
}

// bucket rounds a distance: 1, 2, 3, 4-5, 6-8, 9-14, 15 and more.
func bucket(d int) uint64 {
	switch {
	case d <= 3:
		return uint64(d)
	case d <= 5:
		return 4
	case d <= 8:
		return 5
	case d <= 14:
		return 6
	default:
		return 7
	}
}

func (v *view) properties(out []uint64, i int) []uint64 {
	q := &v.quantities[i]
	size := uint64(99)
	if q.Qualifier != fact.Vague && q.Low > 0 {
		size = uint64(50 + int(math.Log10(q.Low)))
	}
	out = append(out, linear.Mix(fSize, size), linear.Mix(fQualifier, linear.HashString(string(q.Qualifier))),
		linear.Mix(fCurrency, linear.HashString(q.Currency)))
	if q.Per != "" {
		out = append(out, linear.Mix(fPer, linear.HashString(q.Per)), linear.Mix(fPer))
	}
	if q.Suffix != "" {
		out = append(out, linear.Mix(fSuffix, linear.HashString(q.Suffix)))
	}
	if q.Original >= 0 {
		out = append(out, linear.Mix(fConversion))
	}
	return out
}

// position appends where the quantity stands among others of its sentence.
func (v *view) position(out []uint64, q int, items []item, at, previous int) []uint64 {
	order := 0
	for i := at - 1; i >= 0; i-- {
		if items[i].kind != isQuantity || v.quantities[items[i].index].Kind != v.quantities[q].Kind {
			continue
		}
		if order == 0 {
			out = append(out, linear.Mix(fPrevious, uint64(previous+1), bucket(at-i)),
				linear.Mix(fPrevious, uint64(previous+1)))
			for k := i + 1; k < at && at-i < 8; k++ {
				out = append(out, linear.Mix(fPreviousWord, uint64(previous+1), items[k].word))
			}
		}
		order++
	}
	return append(out, linear.Mix(fOrder, uint64(min(order, 3))))
}

// surroundings appends what the sentences before and the article say.
func (v *view) surroundings(out []uint64, q int) []uint64 {
	s := v.quantities[q].Sentence
	out = append(out, linear.Mix(fSentence, uint64(min(s, 3))))
	if s > 0 && v.text.Sentences[s-1].Paragraph == v.text.Sentences[s].Paragraph {
		out = appendCues(out, fCueBefore, v.items(s-1))
	}
	if s > 0 {
		out = appendCues(out, fCueArticle, v.items(0))
	}
	return out
}

func appendCues(out []uint64, kind uint64, items []item) []uint64 {
	var seen [64]bool
	for i := range items {
		if c := items[i].cue; c != 0 && !seen[c] {
			seen[c] = true
			out = append(out, linear.Mix(kind, uint64(c)))
		}
	}
	return out
}

// kindOf returns the classes that a kind of quantity has.
func classesOf(k quantity.Kind) int {
	if k == quantity.Power {
		return len(fact.Kinds())
	}
	return len(fact.Roles())
}
