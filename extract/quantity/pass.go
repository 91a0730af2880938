package quantity

import (
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/sentence"
)

// pass is one reading of one text. Its room is kept for the next.
type pass struct {
	reader
	gates    *gates
	text     *sentence.Text
	sentence int
	found    []mention
}

// begin makes the pass one of another text.
func (p *pass) begin(t *sentence.Text) {
	*p = pass{reader: reader{lexicon: p.lexicon}, gates: p.gates, text: t, found: p.found[:0]}
}

// read finds the quantities of sentence i.
func (p *pass) read(i int) {
	s := p.text.Sentences[i]
	p.sentence, p.raw = i, p.text.Raw[:s.End]
	end := 0
	for k := s.First; k < s.Last; k++ {
		if token := &p.text.Tokens[k]; token.Start >= end && p.mayBegin(token) {
			end = p.find(k)
		}
	}
}

// mayBegin reports whether a quantity may begin with the token: cheap, and
// seldom true.
func (p *pass) mayBegin(t *sentence.Token) bool {
	c := p.raw[t.Start]
	switch {
	case isDigit(c), c == '$':
		return true
	case c == '&':
		return p.sign(t.Start) > t.Start
	case c == '.':
		return t.Is(sentence.Space) && p.digitAt(t.End)
	case p.gates.heads.first[c]:
		return p.gates.heads.admits(p.raw[t.Start:p.letters(t.Start)])
	case c < utf8.RuneSelf:
		return false
	}
	return t.Is(sentence.HasDigit) || p.sign(t.Start) > t.Start
}

// find adds the quantities that begin with token k, and returns the end of
// what was read.
func (p *pass) find(k int) int {
	kept, end := len(p.found), 0
	p.expression(k)
	for i := kept; i < len(p.found); i++ {
		m := &p.found[i]
		m.Sentence, m.Count, m.Original, m.token = p.sentence, 1, -1, k
		m.signed = p.sign(m.Start) > m.Start
		end = p.refine(k, m)
		if !p.rejected(k, m) && (!m.bareNumber || p.elliptic(k, m, p.found[:kept])) {
			p.found[kept] = *m
			kept++
		}
	}
	p.found = p.found[:kept]
	return end
}

// expression adds the quantities that begin with token k: none, one, or two
// that share a unit.
func (p *pass) expression(k int) {
	if m, ok := p.fraction(k); ok {
		p.found = append(p.found, m)
		return
	}
	i := p.text.Tokens[k].Start
	head := p.head(i)
	if head&headCue != 0 {
		i = p.gluedCue(i)
		head = p.head(i)
	}
	if p.letters(i) > i {
		if head == 0 || head == headArticle && p.head(p.joint(p.letters(i))) == 0 {
			return
		}
		if m, ok := p.vague(i, head); ok {
			p.found = append(p.found, m)
			return
		}
		if head&(headArticle|headNumber|headMoney) == 0 {
			return
		}
	}
	p.number(k, i)
}

// number adds the quantities whose number begins at i, in token k.
func (p *pass) number(k, i int) {
	p.spaced = k > p.first() && (p.contextOf(k-1)&contextMinor != 0 || p.isMark(k-1, "than", "to", "with", "over", "least"))
	t, ok := p.term(i)
	if !ok {
		t, ok = p.term(p.times(i))
	}
	if !ok || p.pair(k, t) {
		return
	}
	if t.kind == 0 && t.scale >= leastElliptic && !t.article {
		m := single(t)
		m.Kind, m.bareNumber = Money, true
		p.found = append(p.found, m)
		return
	}
	if _, sized := p.isSize(t.End); t.kind != 0 && !p.ofYear(k, t) && (!sized || !t.article) {
		p.found = append(p.found, single(t))
	}
}

// ofYear reports whether the number of t at token k is a year: "the class of 2024
// won", "in 2024 dollars".
func (p *pass) ofYear(k int, t term) bool {
	if t.kind != Money || t.prefixed || t.scaled || !t.year() {
		return false
	}
	round := t.digits%100 == 0 && (k == p.first() || !p.wordIs(k-1, "in"))
	return !round || t.money[0].weak != strong
}

// gluedCue passes a cue and a hyphen before figures at i ("sub-5MW"), if they are
// of one token.
func (r reader) gluedCue(i int) int {
	end := r.hyphen(r.letters(i))
	if r.digitAt(end) {
		return end
	}
	return i
}

// tokenAfter returns the first token of the sentence from k on that starts at
// or after i.
func (p *pass) tokenAfter(k, i int) int {
	last := p.last()
	for k < last && p.text.Tokens[k].Start < i {
		k++
	}
	return k
}

// first and last bound the tokens of the sentence.
func (p *pass) first() int { return p.text.Sentences[p.sentence].First }
func (p *pass) last() int  { return p.text.Sentences[p.sentence].Last }

// wordIs reports whether token k is word, in any case.
func (p *pass) wordIs(k int, word string) bool { return equalFold(p.text.Word(k), word) }

// isMark reports whether token k is one of the marks.
func (p *pass) isMark(k int, marks ...string) bool {
	word := p.text.Word(k)
	for _, mark := range marks {
		if word == mark {
			return true
		}
	}
	return false
}

// tokens returns the span of tokens first to last.
func (p *pass) tokens(first, last int) sentence.Span {
	return sentence.Span{Start: p.text.Tokens[first].Start, End: p.text.Tokens[last-1].End}
}
