package relation

import "github.com/gigawire/gigawire/extract/linear"

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
