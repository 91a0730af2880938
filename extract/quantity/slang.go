package quantity

import (
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/sentence"
)

const (
	// wattWords is how many words after "of" may stand before the one that shows
	// that gigs are of power ("of new data-centre load").
	wattWords = 4
	// bitWords is how far from gigs a word shows that they are of data.
	bitWords = 8
	// gigSentences is how far from gigs in words ("two gigs") the text must state
	// power for them to be power.
	gigSentences = 2
)

// settleSlang takes a unit such as "gig" at its word where the words after the
// mention at token k show that it is of power.
func (p *pass) settleSlang(k int, m *mention) {
	if m.slang {
		next := p.tokenAfter(k, m.End)
		m.slang = !p.leadsTo(next, contextWatt) && (!p.leadsTo(next, contextRoom) || p.nearBits(k, next))
	}
}

// leadsTo reports whether a word with the flag stands at token k, or after "of".
func (p *pass) leadsTo(k int, flag context) bool {
	last := min(k+1, p.last())
	if k < p.last() && p.isMark(k, "of") {
		k, last = k+1, min(k+1+wattWords, p.last())
	}
	for ; k < last && p.text.Tokens[k].Is(sentence.HasLetter); k++ {
		if p.contextOf(k)&flag != 0 {
			return true
		}
	}
	return false
}

// otherGig reports whether the gigs of the mention at token k are of data, or
// what somebody works or plays at.
func (p *pass) otherGig(k int, m *mention) bool {
	next := p.tokenAfter(k, m.End)
	return m.article || m.scaled || next < p.last() && p.contextOf(next)&contextJob != 0 || p.nearBits(k, next)
}

// nearBits reports whether a word of data stands near what begins with token k and
// ends before token next.
func (p *pass) nearBits(k, next int) bool {
	for i := max(p.first(), k-bitWords); i < min(p.last(), next+bitWords); i++ {
		if p.contextOf(i)&contextBit != 0 {
			return true
		}
	}
	return false
}

// meansPower reports whether the text states power elsewhere, so that the gigs of
// m are power: anywhere for a number in figures, else near it.
func (e evidence) meansPower(m *mention, text *sentence.Text) bool {
	if strings.ContainsAny(m.Of(text.Raw), "0123456789") {
		return len(e.power) > 0
	}
	next, _ := slices.BinarySearch(e.power, m.Sentence-gigSentences)
	return next < len(e.power) && e.power[next] <= m.Sentence+gigSentences
}
