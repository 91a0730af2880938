package quantity

import "github.com/gigawire/gigawire/extract/sentence"

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
	c := clearOf(t)
	if c == nil {
		return s.scan(t)
	}
	all := s.scan(&c.Text)
	for i := range all {
		all[i].Span = c.original(all[i].Span)
		if all[i].Cue.Len() > 0 {
			all[i].Cue = c.original(all[i].Cue)
		}
	}
	return all
}

// scan does the same in a text with nothing hidden.
func (s *Scanner) scan(t *sentence.Text) []Quantity {
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
