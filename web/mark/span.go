package mark

import (
	"slices"

	"github.com/gigawire/gigawire/extract/fact"
)

// span is a span of a fact in UTF-8 bytes.
type span struct{ start, end, fact int }

// spansIn returns the spans of facts that stand in a text, in the order of
// their starts.
func spansIn(text string, field fact.Field, facts []fact.Fact) []span {
	bytes := byteOffsets(text, field, facts)
	var out []span
	for i := range facts {
		if facts[i].Evidence.Field != field {
			continue
		}
		for _, m := range mentions(&facts[i]) {
			start, begins := bytes[m.Start]
			end, ends := bytes[m.End]
			if begins && ends && start < end && text[start:end] == m.Text {
				out = append(out, span{start, end, i})
			}
		}
	}
	slices.SortStableFunc(out, func(a, b span) int { return a.start - b.start })
	return out
}

// mentions returns where a fact is stated and, for a company, wherever it is
// named.
func mentions(f *fact.Fact) []fact.Mention {
	return append([]fact.Mention{{Text: f.Evidence.Text, Start: f.Evidence.Start, End: f.Evidence.End}}, f.Mentions...)
}

// byteOffsets returns, of the positions in code points that facts name and the
// text has, those in bytes.
func byteOffsets(text string, field fact.Field, facts []fact.Fact) map[int]int {
	var wanted []int
	for i := range facts {
		if facts[i].Evidence.Field == field {
			for _, m := range mentions(&facts[i]) {
				wanted = append(wanted, m.Start, m.End)
			}
		}
	}
	slices.Sort(wanted)
	out := map[int]int{}
	point, next := 0, 0
	for at := range text {
		for next < len(wanted) && wanted[next] <= point {
			if wanted[next] == point {
				out[point] = at
			}
			next++
		}
		if next == len(wanted) {
			return out
		}
		point++
	}
	out[point] = len(text)
	return out
}
