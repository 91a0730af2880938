package quantity

import (
	"strings"
	"sync"

	"github.com/gigawire/gigawire/extract/sentence"
)

// Scanner finds quantities. It is built once and shared by all goroutines.
type Scanner struct {
	*lexicon
	gates  gates
	passes sync.Pool // of *pass, for their room
	sieve  *sieveWords
}

// gates let those words through that are worth a look into the tables.
type gates struct {
	heads  gate // a quantity can begin with them
	places gate // they say whose money it is
}

// New reads the tables that are built into the program.
func New() (*Scanner, error) {
	l, err := newLexicon()
	if err != nil {
		return nil, err
	}
	s := &Scanner{lexicon: l, sieve: newSieveWords(l)}
	for word, head := range l.heads {
		if head != headName {
			s.gates.heads.admit(word)
		}
	}
	s.gates.heads.admit("half")
	for place := range l.places {
		first, _, _ := strings.Cut(place, " ")
		s.gates.places.admit(first)
	}
	s.passes.New = func() any { return &pass{reader: reader{lexicon: l}, gates: &s.gates} }
	return s, nil
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
	p := s.passes.Get().(*pass)
	defer s.passes.Put(p)
	p.begin(t)
	for i := range t.Sentences {
		p.read(i)
	}
	if len(p.found) == 0 {
		return nil
	}
	p.settle()
	all := make([]Quantity, len(p.found))
	for i := range p.found {
		all[i] = p.found[i].Quantity
	}
	return all
}
