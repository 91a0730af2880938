package quantity

import (
	"sort"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Scanner finds quantities. It is built once and shared by all goroutines.
type Scanner struct {
	*lexicon
	// gate has, for each first byte of a word, one bit for each length of the
	// words with which a quantity can begin.
	gate [256]uint64
}

// New reads the tables that are built into the program.
func New() (*Scanner, error) {
	l, err := newLexicon()
	if err != nil {
		return nil, err
	}
	s := &Scanner{lexicon: l}
	s.admit("a", "an", "half", "multi", "quarter")
	admitKeys(s, l.before)
	admitKeys(s, l.numbers)
	admitKeys(s, l.scales)
	admitKeys(s, l.units)
	admitKeys(s, l.vagueWords)
	for scale := range l.scales {
		s.admit("multi" + scale)
	}
	return s, nil
}

// admit opens the gate for words, and for the same in other cases.
func (s *Scanner) admit(words ...string) {
	for _, word := range words {
		r := reader{raw: word}
		bit := uint64(1) << min(r.letters(0), 63)
		s.gate[word[0]] |= bit
		if c := word[0] | 0x20; 'a' <= c && c <= 'z' {
			s.gate[c] |= bit
			s.gate[c&^0x20] |= bit
		}
	}
}

func admitKeys[V any](s *Scanner, table map[string]V) {
	for word := range table {
		s.admit(word)
	}
}

// Scan returns the quantities of t in the order of their spans, which do not
// overlap. It takes time linear in the length of t.
func (s *Scanner) Scan(t *sentence.Text) []Quantity {
	p := pass{reader: reader{lexicon: s.lexicon}, gate: &s.gate, text: t}
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
	// article is true where the number is no more than "a".
	article bool
	// signed is true where a sign, not a word, stands for its currency.
	signed bool
}

// newMention returns the range from low to high, or one amount that is both.
func newMention(span sentence.Span, low, high term) mention {
	m := mention{low: low.value(), high: high.value(), money: low.money}
	m.Span, m.Kind, m.Suffix, m.Qualifier = span, high.kind, high.suffix, fact.Range
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
	gate     *[256]uint64
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
		if token := p.text.Tokens[k]; token.Start >= end && p.mayBegin(token) {
			end = p.find(k)
		}
	}
}

// mayBegin reports whether a quantity may begin with the token: cheap, and
// seldom true.
func (p *pass) mayBegin(t sentence.Token) bool {
	c := p.raw[t.Start]
	if isDigit(c) || c == '$' {
		return true
	}
	if bits := p.gate[c]; bits != 0 {
		return bits&(1<<min(p.letters(t.Start)-t.Start, 63)) != 0
	}
	return c >= utf8.RuneSelf && (p.sign(t.Start) > t.Start || t.Is(sentence.HasDigit))
}

// find adds the quantities that begin with token k, and returns the end of
// what was read.
func (p *pass) find(k int) int {
	found := p.expression(k)
	for i := range found {
		m := &found[i]
		m.Sentence, m.Count, m.Original = p.sentence, 1, -1
		m.signed = p.sign(m.Start) > m.Start
		if end := p.refine(k, m); !p.rejected(k, m) {
			p.found = append(p.found, *m)
			if i == len(found)-1 {
				return end
			}
		}
	}
	return 0
}

// expression returns the quantities that begin with token k: one, or two that
// share a unit.
func (p *pass) expression(k int) []mention {
	token := p.text.Tokens[k]
	if token.Is(sentence.HasLetter) && !isDigit(p.raw[token.Start]) {
		if m, ok := p.vague(token.Start); ok {
			return []mention{m}
		}
	}
	t, ok := p.term(token.Start)
	if !ok {
		if t, ok = p.term(p.times(token.Start)); !ok {
			return nil
		}
	}
	if pair := p.pair(k, t); pair != nil {
		return pair
	}
	if _, sized := p.isSize(t.End); t.kind == 0 || sized && t.article {
		return nil
	}
	return []mention{single(t)}
}

// tokenAfter returns the first token of the sentence that starts at or after i.
func (p *pass) tokenAfter(i int) int {
	s := p.text.Sentences[p.sentence]
	return s.First + sort.Search(s.Last-s.First, func(k int) bool {
		return p.text.Tokens[s.First+k].Start >= i
	})
}
