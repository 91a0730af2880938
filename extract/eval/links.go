package eval

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// linker compares the companies of one quantity with those of the gold.
// Links are counted by distance and by what the quantity is.
type linker struct {
	*marker
	counts *Counts
	figure string
	class  trait
	at     Span
}

func (m *marker) amountLinks(at Span, role fact.Role) linker {
	return linker{m, &m.score.AmountLinks, "amount - company", trait{"role", string(role)}, at}
}

func (m *marker) gigawattLinks(at Span, kind fact.Kind) linker {
	return linker{m, &m.score.GigawattLinks, "gigawatt - company", trait{"kind", string(kind)}, at}
}

// links compares the companies of a matched quantity as sets.
func (l linker) links(f *found, want []string) {
	left := map[string]bool{}
	for _, name := range want {
		left[name] = true
	}
	for _, p := range f.Companies {
		if owner := l.owners[p.ID]; left[owner] {
			l.link(isRight, l.goldDistance(l.at, owner))
			delete(left, owner)
			continue
		}
		l.link(isWrong, l.foundDistance(l.at, p.ID))
		l.fail("link wrong", l.at, p.Name, strings.Join(want, ", "))
	}
	for _, name := range want {
		if left[name] {
			l.link(isMissing, l.goldDistance(l.at, name))
			l.fail("link missing", l.at, "", name)
		}
	}
}

// allMissing counts the links of a quantity that was not found.
func (l linker) allMissing(want []string) {
	for _, name := range want {
		l.link(isMissing, l.goldDistance(l.at, name))
	}
}

// allWrong counts the links of what is no quantity.
func (l linker) allWrong(f *found) {
	for _, p := range f.Companies {
		l.link(isWrong, l.foundDistance(l.at, p.ID))
	}
}

func (l linker) link(o outcome, distance trait) {
	l.count(l.counts, l.figure, o, []trait{distance, l.class})
}
