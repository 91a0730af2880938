package relation

import (
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// siteSpan is a name that may be that of the project or place that has power.
type siteSpan struct {
	sentence.Span
	in, first, last int // the sentence, and its items [first, last)
}

// sitesBack is how many sentences before its own a site is looked for in.
const sitesBack = 4

// siteSpans appends the names near quantity q that are no companies.
func (v *view) siteSpans(out []siteSpan, q int) []siteSpan {
	s := v.quantities[q].Sentence
	for k := s; k >= 0 && k >= s-sitesBack; k-- {
		out = append(out, v.names(k)...)
	}
	return out
}

// timesOf returns how often the text has a name near power, often for that and
// more.
func (v *view) timesOf(name string) uint64 {
	if len(v.times.nodes) == 0 {
		v.countNames()
	}
	return v.times.of(name)
}

// countNames counts all names near power in the text.
func (v *view) countNames() {
	from := 0
	for q := range v.quantities {
		if v.quantities[q].Kind != quantity.Power {
			continue
		}
		s := v.quantities[q].Sentence
		for from = max(from, s-sitesBack); from <= s; from++ {
			for _, name := range v.names(from) {
				v.times.add(name.Of(v.text.Raw))
			}
		}
	}
	v.times.count(v.text.Raw)
}

// names returns the runs of capitalised words of sentence k.
func (v *view) names(k int) []siteSpan {
	if v.namesOf[k] == nil {
		from := len(v.nameRoom)
		v.nameRoom = v.findNames(v.nameRoom, k)
		v.namesOf[k] = v.nameRoom[from:len(v.nameRoom):len(v.nameRoom)]
	}
	return v.namesOf[k]
}

// findNames appends them.
func (v *view) findNames(out []siteSpan, k int) []siteSpan {
	items := v.items(k)
	for i := 0; i < len(items); i++ {
		if !named(items, i) || v.onlyBegins(items, i) {
			continue
		}
		j := i + 1
		for j < len(items) && (named(items, j) || v.joins(items, j)) {
			j++
		}
		if w := items[i].word; j > i+1 || !v.tables.words.unsited[w] && !v.tables.words.calendar[w] {
			out = append(out, siteSpan{sentence.Span{Start: items[i].Start, End: items[j-1].End}, k, i, j})
		}
		i = j
	}
	return out
}

// onlyBegins reports whether item i is a small word whose capital tells only that
// a sentence, a clause or a quotation begins.
func (v *view) onlyBegins(items []item, i int) bool {
	begins := i == 0 || items[i-1].kind == isWord && items[i-1].grammar != 0 && !items[i-1].capital
	return begins && v.tables.words.opening[items[i].word]
}

func named(items []item, i int) bool { return items[i].kind == isWord && items[i].capital }

// joins reports whether item j is a small word within a name.
func (v *view) joins(items []item, j int) bool {
	if j+1 >= len(items) || !named(items, j+1) {
		return false
	}
	return v.tables.words.within[items[j].word]
}
