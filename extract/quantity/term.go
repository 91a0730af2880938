package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// term is one number with its scale and unit: "$3", "4bn", "2.2-gigawatt".
// Where no unit stands beside it, its kind is 0: it may share that of another.
type term struct {
	sentence.Span
	number
	scale  int  // the power of ten of its scale
	scaled bool // it has one
	// prefixed is true where its currency stands before the number.
	prefixed bool
	// inner is a cue between the number and its unit ("300-odd megawatts").
	inner    sentence.Span
	innerCue fact.Qualifier
	unit
}

// float returns the value in plain units of the kind.
func (t term) float() float64 { return t.value().float(0) }

// value returns the same as a decimal.
func (t term) value() decimal {
	d := t.decimal
	d.exp += t.scale + t.shift
	if len(t.money) > 0 {
		d.exp += t.money[0].exp
	}
	return d
}

// term reads one at i.
func (r reader) term(i int) (term, bool) {
	t := term{Span: sentence.Span{Start: i, End: i}}
	money, end, apart := r.prefix(i)
	t.prefixed = end > i
	n, past := r.number(end)
	if t.prefixed {
		n, past = r.figuresOrLoss(end, r.letters(i) > i)
	}
	if past == end {
		return t, false
	}
	t.number, t.End = n, past
	t.End = r.multiply(&t)
	if t.prefixed && !t.scaled {
		t.End = r.pastBracket(&t)
	}
	if apart && !t.scaled && !t.grouped {
		return t, false
	}
	if t.prefixed {
		t.kind = Money
		t.money, t.End = r.repeated(t.End, money)
	} else {
		t.unit, t.End = r.unit(r.innerEnd(&t), &t)
	}
	return t, r.bounded(t.End) && !r.onlyArticle(&t)
}

// innerEnd reads "-odd", "plus" or "or so" between the number of t and its unit.
func (r reader) innerEnd(t *term) int {
	q, end := r.suffixCue(t.End)
	if q == "" {
		q, end = r.innerCue(t.End)
	}
	if q == "" {
		return t.End
	}
	if u, _ := r.unit(end, t); u.kind == 0 {
		return t.End
	}
	t.inner, t.innerCue = sentence.Span{Start: t.End, End: end}, q
	return end
}

// innerCue reads "odd", "plus", "or so" or "or more" after a space at i.
func (r reader) innerCue(i int) (fact.Qualifier, int) {
	start := r.gap(i)
	end := start
	if start > i && start < len(r.raw) && (r.raw[start] == 'o' || r.raw[start] == 'p') {
		end = r.letters(start)
	}
	switch r.raw[start:end] {
	case "odd", "plus":
		return r.cueAfter["-"+r.raw[start:end]], end
	case "or":
		end = r.letters(r.gap(end))
		return r.cueAfter[r.raw[start:end]], end
	}
	return "", i
}

// onlyArticle reports whether the article with which a term begins is not its
// number: it has no unit, its currency is a code that has its own number ("a
// SEK 5 prize"), or an adjective follows ("a half-gigawatt site").
func (r reader) onlyArticle(t *term) bool {
	if t.prefixed || r.head(t.Start)&headArticle == 0 {
		return false
	}
	text := r.raw[t.Start:t.End]
	code := t.kind == Money && !isLowerWord(text[max(0, len(text)-len("USD")):])
	return t.kind == 0 || code || strings.Contains(text, "-") && !strings.Contains(text, "-and-a-")
}

// multiply reads the scales after the number of t, and after them "and a half".
// A short one ("bn") must be glued to figures, or stand beside a currency.
func (r reader) multiply(t *term) int {
	end := t.End
	var buf [longestWord]byte
	for {
		start := r.joint(end)
		word, past := r.word(start, &buf)
		exp, ok := r.scales[string(word)]
		if !ok && !t.scaled && t.figures {
			exp, past, ok = r.short(start, start == end, t.prefixed)
		}
		if !ok || !r.bounded(past) {
			break
		}
		t.scale, t.scaled, end = t.scale+exp, true, past
	}
	if !t.scaled || t.figures {
		return end
	}
	if n, past := r.andPart(t.number, end); past > end {
		t.number = n
		return past
	}
	return r.rest(t, end)
}

// figuresOrLoss reads figures after a currency at i, or figures in brackets: a
// loss in accounts, as in "$(3.2) million". After a currency in letters a plain
// space may stand between thousands.
func (r reader) figuresOrLoss(i int, letters bool) (number, int) {
	if r.raw[i] != '(' {
		if n, end := r.numeral(i, letters); n.grouped {
			return n, end
		}
		return r.number(i)
	}
	n, end := r.literal(i + 1)
	if end == i+1 || end >= len(r.raw) || r.raw[end] != ')' {
		return number{}, i
	}
	return n, end + 1
}

// pastBracket reads a scale after the number of another year in brackets, as
// Nordic reports write it: "SEK 18.9 (17.0) billion".
func (r reader) pastBracket(t *term) int {
	start := r.gap(t.End)
	if start >= len(r.raw) || r.raw[start] != '(' {
		return t.End
	}
	_, end := r.literal(start + 1)
	if end == start+1 || end >= len(r.raw) || r.raw[end] != ')' {
		return t.End
	}
	var buf [longestWord]byte
	word, past := r.word(r.gap(end+1), &buf)
	if exp, ok := r.scales[string(word)]; ok && exp >= 6 {
		t.scale, t.scaled = exp, true
		return past
	}
	return t.End
}

// short reads a short scale at i. Apart from its number, a single letter is one
// only beside a currency ("$5 M", "5 M€"), and none of "$300 T-bills".
func (r reader) short(i int, glued, prefixed bool) (exp, end int, ok bool) {
	end = r.letters(i)
	if exp, ok = r.shortScale[r.raw[i:end]]; !ok {
		return 0, i, false
	}
	letter := end == i+1
	hyphened, signed := r.hyphen(end) > end, r.sign(end) > end
	return exp, end, glued || !letter || signed || prefixed && !hyphened
}
