package relation

import (
	"math"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
)

// before is what was decided of earlier quantities of the same kind: of the
// one before in the sentence, and of the last one of earlier sentences. -1
// for none.
type before struct{ here, earlier int }

// meaning appends the features that tell what quantity q means: of cues and
// structure, which hold for words never seen, and of words.
func (v *view) meaning(out []uint64, q int, b before) []uint64 {
	items, at := v.at(q)
	out = append(out, linear.Mix(fBias))
	if at < 0 {
		return out
	}
	f := v.tables.frame(items, at, v.start(q, items, at))
	out = frameCues(out, &f)
	out = nearCues(out, &f)
	out = sentenceCues(out, &f)
	out = v.properties(out, q)
	out = v.position(out, q, &f, b)
	out = v.surroundings(out, q)
	out = v.neighbours(out, q, &f)
	return window(out, &f)
}

// start returns the item at which quantity q begins, its qualifier included.
func (v *view) start(q int, items []item, at int) int {
	cue := v.quantities[q].Cue
	if cue.End == 0 || cue.Start > v.quantities[q].Start {
		return at
	}
	for at > 0 && items[at-1].Start >= cue.Start {
		at--
	}
	return at
}

// properties appends what the quantity is.
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

// position appends where the quantity stands among others.
func (v *view) position(out []uint64, q int, f *frame, b before) []uint64 {
	out = append(out, linear.Mix(fEarlier, uint64(b.earlier+1)))
	previous := f.at - 1
	for previous >= 0 && (f.items[previous].kind != isQuantity || v.quantities[f.items[previous].index].Kind != v.quantities[q].Kind) {
		previous--
	}
	if previous < 0 {
		return append(out, linear.Mix(fOrder, 0))
	}
	out = append(out, linear.Mix(fOrder, 1), linear.Mix(fPrevious, uint64(b.here+1), bucket(f.at-previous)),
		linear.Mix(fPrevious, uint64(b.here+1)), linear.Mix(fPrevious, uint64(b.here+1), wordAt(f.items, f.at-1)),
		linear.Mix(fPrevious, 9, uint64(b.here+1), topicAt(f.items, nextTopic(f.items, f.at-1, -1)), f.gap(nextTopic(f.items, f.at-1, -1))))
	for k := previous + 1; k < f.at && f.at-previous < 8; k++ {
		out = append(out, linear.Mix(fPreviousWord, uint64(b.here+1), f.items[k].word))
		if f.items[k].topic != 0 {
			return out
		}
	}
	return append(out, linear.Mix(fPrevious, 5, uint64(b.here+1)))
}
