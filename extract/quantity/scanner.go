package quantity

import (
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// tokensPerQuantity is a low estimate for financial news.
const tokensPerQuantity = 32

// Scanner finds quantities. It is built once and shared by all goroutines.
type Scanner struct {
	*lexicon
	gate gate
}

// New reads the tables that are built into the program.
func New() (*Scanner, error) {
	l, err := newLexicon()
	if err != nil {
		return nil, err
	}
	s := &Scanner{lexicon: l}
	for word, head := range l.heads {
		if head != headName {
			s.gate.admit(word)
		}
	}
	return s, nil
}

// gate has, for each first byte of a word, one bit for each length of the words
// with which a quantity can begin: a cheap test that most words fail.
type gate [256]uint64

// admit opens the gate for a word, and for the same with a capital.
func (g *gate) admit(word string) {
	bit := uint64(1) << min(len(word), 63)
	g[word[0]] |= bit
	if 'a' <= word[0] && word[0] <= 'z' {
		g[word[0]-'a'+'A'] |= bit
	}
}

// admits reports whether a quantity may begin with a word of that first byte
// and length.
func (g *gate) admits(first byte, length int) bool {
	return g[first]&(1<<min(length, 63)) != 0
}

// Scan returns the quantities of t in the order of their spans, which do not
// overlap. It takes time linear in the length of t.
func (s *Scanner) Scan(t *sentence.Text) []Quantity {
	p := pass{reader: reader{lexicon: s.lexicon}, gate: &s.gate, text: t}
	p.found = make([]mention, 0, len(t.Tokens)/tokensPerQuantity+1)
	for i := range t.Sentences {
		p.read(i)
	}
	if len(p.found) == 0 {
		return nil
	}
	p.settle()
	all := make([]Quantity, len(p.found))
	for i, m := range p.found {
		all[i] = m.Quantity
	}
	return all
}

// mention is a quantity that is being read.
type mention struct {
	Quantity
	// low and high are in plain units, of the first of money where there is any.
	low, high decimal
	// money is what the currency can be.
	money []denomination
	// firm is true where the number has a scale or three digits, so that a
	// weak name of money beside it is one.
	firm bool
	// article is true where the number is no more than "a", scaled where it has
	// a scale.
	article, scaled bool
	// signed is true where a sign, not a word, stands for its currency.
	signed bool
}

// newMention returns the range from low to high, or one amount that is both.
func newMention(span sentence.Span, low, high term) mention {
	m := mention{low: low.value(), high: high.value(), money: low.money}
	m.Span, m.Kind, m.Suffix, m.Qualifier = span, high.kind, high.suffix, fact.Range
	m.scaled = high.scaled
	m.firm = high.scaled || high.grouped || high.long && !high.prefixed
	return m
}

// single returns one amount.
func single(t term) mention {
	m := newMention(t.Span, t, t)
	m.Qualifier, m.article = fact.Exact, t.article && !t.scaled
	if t.inner.Len() > 0 {
		m.qualify(t.innerCue, t.inner)
	}
	return m
}

// pass is one reading of one text.
type pass struct {
	reader
	gate     *gate
	text     *sentence.Text
	sentence int
	found    []mention
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
	case p.gate[c] != 0:
		return p.gate.admits(c, p.letters(t.Start)-t.Start)
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
		m.Sentence, m.Count, m.Original = p.sentence, 1, -1
		m.signed = p.sign(m.Start) > m.Start
		end = p.refine(k, m)
		if !p.rejected(k, m) {
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
	i := p.text.Tokens[k].Start
	if head := p.head(i); p.letters(i) > i {
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
	t, ok := p.term(i)
	if !ok {
		t, ok = p.term(p.times(i))
	}
	if !ok || p.pair(k, t) {
		return
	}
	if _, sized := p.isSize(t.End); t.kind != 0 && !(sized && t.article) {
		p.found = append(p.found, single(t))
	}
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
