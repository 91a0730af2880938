package duplicate

// The least likeness of all words (Jaccard's, estimated) for one text to be a
// copy of another; and that from which names and numbers need not agree.
const (
	alike       = 0.4
	alikeAsSuch = 0.85
)

// The least shares of what the shorter of two lists has that the other has, too:
// of the lead, lest two texts with one ending be taken for one; of names and
// numbers together, lest two with one template be, where they are enough and
// where they are few; and of numbers alone, where there are some, lest the same
// company's next figures be.
const (
	sharedLead      = 0.25
	sharedLeadOfFew = 0.5
	sharedTelling   = 0.51
	sharedOfFew     = 0.75
	sharedNumbers   = 0.5
)

// How many names and numbers are enough, and few; and how many numbers are some.
const (
	enough = 6
	few    = 3
	some   = 3
)

// isCopy reports whether one text is a copy of the other, and how alike they
// are, from 0 to 1.
func (f *frequencies) isCopy(a, b *signature) (float64, bool) {
	if a.exact != 0 && a.exact == b.exact {
		return 1, true
	}
	if !a.long || !b.long {
		return 0, false
	}
	likeness := a.likeness(b)
	return likeness, likeness >= alikeAsSuch || likeness >= alike && f.agree(a, b)
}

// agree reports whether two texts begin alike and tell of the same. Where they
// have hardly anything that only few texts have, all that they have counts.
func (f *frequencies) agree(a, b *signature) bool {
	leads := compare(a.lead, b.lead, none).share()
	names, numbers := compare(a.names, b.names, f.common), compare(a.numbers, b.numbers, f.common)
	telling := names.and(numbers)
	switch {
	case leads < sharedLead, numbers.least() >= some && numbers.share() < sharedNumbers:
		return false
	case telling.least() >= enough:
		return telling.share() >= sharedTelling
	case telling.least() < few:
		telling = compare(a.names, b.names, none).and(compare(a.numbers, b.numbers, none))
		return telling.least() >= enough && telling.share() >= sharedOfFew && leads >= sharedLeadOfFew
	default:
		return telling.share() >= sharedOfFew && leads >= sharedLeadOfFew
	}
}

// overlap says how many elements each of two lists has, and both have.
type overlap struct{ a, b, both int }

func (o overlap) and(p overlap) overlap { return overlap{o.a + p.a, o.b + p.b, o.both + p.both} }

func (o overlap) least() int { return min(o.a, o.b) }

// share returns the share of the shorter list that the other has, from 0 to 1.
func (o overlap) share() float64 { return float64(o.both) / float64(max(o.least(), 1)) }

// compare returns the overlap of two ordered lists of hashes, without those to
// leave out.
func compare(a, b []uint16, without func(uint16) bool) overlap {
	var o overlap
	for i, j := 0, 0; i < len(a) || j < len(b); {
		inA := j == len(b) || i < len(a) && a[i] <= b[j]
		inB := i == len(a) || j < len(b) && b[j] <= a[i]
		h := uint16(0)
		if inA {
			h, i = a[i], i+1
		}
		if inB {
			h, j = b[j], j+1
		}
		if !without(h) {
			o.a, o.b, o.both = o.a+count(inA), o.b+count(inB), o.both+count(inA && inB)
		}
	}
	return o
}

func none(uint16) bool { return false }

func count(yes bool) int {
	if yes {
		return 1
	}
	return 0
}

// frequencies count in how many texts the names and numbers stand, by their
// hashes. Copies do not count, lest the names of a story that all bring become
// common.
type frequencies struct {
	of    [1 << 16]int32
	texts int32
}

// A hash is common that more than one text in a hundred has, if that is more
// than a few.
const (
	commonOne = 100
	aFew      = 4
)

func (f *frequencies) common(h uint16) bool { return f.of[h] > max(aFew, f.texts/commonOne) }

// add counts a text, or no longer, where by is -1.
func (f *frequencies) add(s *signature, by int32) {
	f.texts += by
	for _, hashes := range [][]uint16{s.names, s.numbers} {
		for _, h := range hashes {
			f.of[h] += by
		}
	}
}
