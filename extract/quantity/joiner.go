package quantity

import "unicode/utf8"

// joiner is what stands between the two ends of a range.
type joiner uint8

const (
	noJoiner   joiner = iota
	dash              // "3-4", "3–4", "3~4"
	spacedDash        // "$3 – $4", "100 -200"
	to                // "3 to 4", "3-to-4", "3- to 4-"
	and               // "between 3 and 4"
	or                // "3 or 4"
)

// joiner reads one at i, and returns where the second number would begin.
func (r reader) joiner(i int) (joiner, int) {
	start := r.gap(i)
	if end := r.dash(start); end > start {
		return r.dashed(i, start, end)
	}
	if start == i {
		return noJoiner, i
	}
	return r.joinWord(start)
}

// joinWord reads "to", "and" or "or" at i.
func (r reader) joinWord(i int) (joiner, int) {
	var buf [longestWord]byte
	word, end := r.word(i, &buf)
	switch string(word) {
	case "to":
		return to, r.gap(end)
	case "and":
		return and, r.gap(end)
	case "or":
		return or, r.gap(end)
	}
	return noJoiner, i
}

// dashed reads a joiner that begins with the dash from start to end, after a
// gap from i.
func (r reader) dashed(i, start, end int) (joiner, int) {
	past, word := r.is(end, "to")
	if word && r.dash(past) > past {
		return to, r.dash(past)
	}
	after := r.gap(end)
	switch {
	case start > i || after > end && r.raw[start] != '-':
		return spacedDash, after
	case after == end:
		return dash, end
	}
	if join, past := r.joinWord(after); join != noJoiner {
		return join, past // "five- to six-"
	}
	return spacedDash, after
}

// dash passes a hyphen, a dash or a tilde at i.
func (r reader) dash(i int) int {
	if end := r.hyphen(i); end > i {
		return end
	}
	if i >= len(r.raw) {
		return i
	}
	if r.raw[i] == '~' {
		return i + 1
	}
	if r.raw[i] >= utf8.RuneSelf {
		switch c, size := utf8.DecodeRuneInString(r.raw[i:]); c {
		case '–', '—', '−', '‒', '～', '〜':
			return i + size
		}
	}
	return i
}
