package relation

import (
	"math"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
)

// end stands for what is beyond the sentence.
const end = 0xEE

func wordAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return items[i].word
}

func topicAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return uint64(items[i].topic)
}

func moodAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return uint64(items[i].mood)
}

// near and far bound how many items around a quantity are looked at one by
// one, and in a bag.
const (
	near = 4
	far  = 14
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

// frameCues appends the cues of the words that the quantity hangs on.
func frameCues(out []uint64, f *frame) []uint64 {
	items := f.items
	governor, head := topicAt(items, f.governor), topicAt(items, f.head)
	complement := topicAt(items, f.complement)
	left := uint64(0)
	if f.left >= 0 {
		left = uint64(items[f.left].kind)<<8 | uint64(items[f.left].grammar)
	}
	second := end + uint64(0)
	if f.governor > 0 {
		second = topicAt(items, nextTopic(items, f.governor-1, -1))
	}
	return append(out,
		linear.Mix(fGovernor, governor), linear.Mix(fGovernor, f.preposition, governor), linear.Mix(fGovernor, 1, f.preposition),
		linear.Mix(fGovernor, f.preposition, governor, second), linear.Mix(fGovernor, 2, governor, second),
		linear.Mix(fHead, head), linear.Mix(fHead, head, governor), linear.Mix(fHead, f.preposition, head),
		linear.Mix(fComplement, f.after, complement), linear.Mix(fComplement, f.after, complement, governor),
		linear.Mix(fComplement, complement), linear.Mix(fComplement, 1, f.after, governor),
		linear.Mix(fLeft, left), linear.Mix(fLeft, left, topicAt(items, f.left)), linear.Mix(fLeft, wordAt(items, f.left)))
}

// nextTopic returns the first item from i on in a direction that has a topic,
// -1 for none.
func nextTopic(items []item, i, step int) int {
	for ; i >= 0 && i < len(items); i += step {
		if items[i].topic != 0 {
			return i
		}
	}
	return -1
}

// nearCues appends the two nearest topics on either side, with what lies
// between, and the nearest mood.
func nearCues(out []uint64, f *frame) []uint64 {
	var nearest [2]uint64
	for side, step := range [2]int{-1, 1} {
		s := uint64(side)
		first := nextTopic(f.items, f.at+step, step)
		second := -1
		if first >= 0 {
			second = nextTopic(f.items, first+step, step)
		}
		a, b := topicAt(f.items, first), topicAt(f.items, second)
		nearest[side] = a
		gap := f.gap(first)
		out = append(out, linear.Mix(fNear, s, a), linear.Mix(fNear, s, a, gap), linear.Mix(fNear, s, a, 77, b),
			linear.Mix(fSecond, s, b), linear.Mix(fNear, s, a, 99, f.distanceTo(first)))
		mood := nextMood(f.items, f.at+step, step)
		out = append(out, linear.Mix(fMood, s, moodAt(f.items, mood)), linear.Mix(fMood, s, moodAt(f.items, mood), f.gap(mood)))
	}
	return append(out, linear.Mix(fBoth, nearest[0], nearest[1]))
}

func nextMood(items []item, i, step int) int {
	for ; i >= 0 && i < len(items); i += step {
		if items[i].mood != 0 {
			return i
		}
	}
	return -1
}

// gap tells whether item i is in the clause of the quantity, and whether
// another quantity stands between: 0 for no item, 1 to 4.
func (f *frame) gap(i int) uint64 {
	if i < 0 {
		return 0
	}
	out := uint64(1)
	if i < f.first || i > f.last {
		out += 2
	}
	for k := min(i, f.at) + 1; k < max(i, f.at); k++ {
		if f.items[k].kind == isQuantity {
			return out + 1
		}
	}
	return out
}

func (f *frame) distanceTo(i int) uint64 {
	if i < 0 {
		return 0
	}
	return bucket(distance(i, f.at))
}

// sentenceCues appends all topics of the clause and of the sentence.
func sentenceCues(out []uint64, f *frame) []uint64 {
	var clause, sentence [2][maxCues]bool
	var moods [maxCues]bool
	for i := range f.items {
		side := uint64(0)
		if i > f.at {
			side = 1
		}
		it := &f.items[i]
		if t := it.topic; t != 0 {
			if i >= f.first && i <= f.last && !clause[side][t] {
				clause[side][t] = true
				out = append(out, linear.Mix(fClause, uint64(t)), linear.Mix(fClause, side, uint64(t)))
			}
			if !sentence[side][t] {
				sentence[side][t] = true
				out = append(out, linear.Mix(fCueSentence, uint64(t)))
			}
		}
		if m := it.mood; m != 0 && !moods[m] {
			moods[m] = true
			out = append(out, linear.Mix(fMoods, uint64(m)))
		}
	}
	return out
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

// surroundings appends what the sentences around and the article say.
func (v *view) surroundings(out []uint64, q int) []uint64 {
	s := v.quantities[q].Sentence
	out = append(out, linear.Mix(fSentence, uint64(min(s, 3))))
	if s > 0 && v.text.Sentences[s-1].Paragraph == v.text.Sentences[s].Paragraph {
		out = appendTopics(out, fCueBefore, v.items(s-1))
	}
	if s > 0 {
		out = appendTopics(out, fCueArticle, v.items(0))
	}
	return out
}

func appendTopics(out []uint64, kind uint64, items []item) []uint64 {
	var seen [maxCues]bool
	for i := range items {
		if c := items[i].topic; c != 0 && !seen[c] {
			seen[c] = true
			out = append(out, linear.Mix(kind, uint64(c)))
		}
	}
	return out
}

// window appends the words around.
func window(out []uint64, f *frame) []uint64 {
	items, at := f.items, f.at
	for d := 1; d <= near; d++ {
		out = append(out, linear.Mix(fWord, uint64(d), wordAt(items, at+d)), linear.Mix(fWord, uint64(100+d), wordAt(items, at-d)))
	}
	out = append(out,
		linear.Mix(fPair, 1, wordAt(items, at-2), wordAt(items, at-1)),
		linear.Mix(fPair, 2, wordAt(items, at+1), wordAt(items, at+2)),
		linear.Mix(fPair, 3, wordAt(items, at-3), wordAt(items, at-2)),
		linear.Mix(fPair, 4, wordAt(items, at+2), wordAt(items, at+3)),
		linear.Mix(fAround, wordAt(items, at-1), wordAt(items, at+1)))
	out = frameWords(out, f)
	for i := max(0, at-far); i < min(len(items), at+far+1); i++ {
		if !isContent(&items[i]) {
			continue
		}
		side := uint64(fBagLeft)
		if i > at {
			side = fBagRight
		}
		out = append(out, linear.Mix(side, items[i].stem), linear.Mix(fBag, items[i].stem), linear.Mix(side, items[i].stem, f.gap(i)))
	}
	return beginnings(pairs(out, f), f)
}

// beginningsReach is how many items on either side the beginnings of words
// are taken from.
const beginningsReach = 6

// beginnings appends the first letters of the words around, which forms of a
// word that were never seen share with those that were.
func beginnings(out []uint64, f *frame) []uint64 {
	for i := max(0, f.at-beginningsReach); i < min(len(f.items), f.at+beginningsReach+1); i++ {
		if isContent(&f.items[i]) {
			out = append(out, linear.Mix(fBeginning, f.items[i].prefixes[1], b2i(i > f.at)))
		}
	}
	return out
}

// pairsReach is how many items on either side pairs of words are taken from.
const pairsReach = 8

// pairs appends neighbouring words on either side.
func pairs(out []uint64, f *frame) []uint64 {
	for i := max(0, f.at-pairsReach); i+1 < min(len(f.items), f.at+pairsReach+1); i++ {
		if i != f.at && i+1 != f.at {
			out = append(out, linear.Mix(fPair, 9, f.items[i].word, f.items[i+1].word, b2i(i > f.at)))
		}
	}
	return out
}

// frameWords appends the words that the quantity hangs on.
func frameWords(out []uint64, f *frame) []uint64 {
	items := f.items
	governor, head, complement := wordAt(items, f.governor), wordAt(items, f.head), wordAt(items, f.complement)
	stem := stemAt(items, f.governor)
	second := f.governor - 1
	for second >= 0 && !isContent(&items[second]) {
		second--
	}
	return append(out, linear.Mix(fGovernorWord, f.preposition, governor), linear.Mix(fGovernorWord, governor),
		linear.Mix(fHeadWord, head), linear.Mix(fComplementWord, f.after, complement),
		linear.Mix(fGovernorWord, 1, governor, head), linear.Mix(fGovernorWord, 2, governor, f.preposition, wordAt(items, f.at+1)),
		linear.Mix(fGovernorWord, 3, stem), linear.Mix(fGovernorWord, 4, stem, f.preposition), linear.Mix(fHeadWord, 1, stemAt(items, f.head)),
		linear.Mix(fComplementWord, 1, f.after, stemAt(items, f.complement)),
		linear.Mix(fGovernorWord, 5, stemAt(items, second)), linear.Mix(fGovernorWord, 6, stemAt(items, second), topicAt(items, f.governor)))
}

func stemAt(items []item, i int) uint64 {
	if i < 0 || i >= len(items) {
		return end
	}
	return items[i].stem
}
