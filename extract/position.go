package extract

import "unicode/utf8"

// stride is the distance, in bytes, of the places whose code points are
// counted ahead; a lookup counts at most that many bytes.
const stride = 64

// positions turns bytes of a text into code points.
type positions struct {
	text string
	// counts[i] is the number of code points before byte i*stride; nil where
	// the text is ASCII and both are the same.
	counts []int
}

func newPositions(text string) positions {
	if isASCII(text) {
		return positions{text: text}
	}
	counts := make([]int, 0, len(text)/stride+1)
	for n, from := 0, 0; ; {
		counts = append(counts, n)
		to := len(counts) * stride
		if to > len(text) {
			return positions{text, counts}
		}
		to = boundary(text, to)
		n += utf8.RuneCountInString(text[from:to])
		from = to
	}
}

// at returns how many code points begin before byte i, each byte that is not
// valid UTF-8 counting as one.
func (p positions) at(i int) int {
	if p.counts == nil {
		return i
	}
	block := i / stride
	from := boundary(p.text, block*stride)
	if from > i {
		return p.counts[block]
	}
	return p.counts[block] + utf8.RuneCountInString(p.text[from:i])
}

// boundary moves i back to the start of the code point it is within.
func boundary(text string, i int) int {
	for back := 0; back < utf8.UTFMax && back <= i && i-back < len(text); back++ {
		if utf8.RuneStart(text[i-back]) {
			return i - back
		}
	}
	return i
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
