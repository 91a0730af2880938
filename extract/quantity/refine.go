package quantity

import (
	"bytes"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// refine adds what stands beside the mention at token k: its qualifier, what it
// is for each of, how many there are. It returns the end of what was read.
func (p *pass) refine(k int, m *mention) int {
	p.qualifyGlued(k, m)
	p.qualifyBefore(k, m)
	end := p.qualifyAfter(k, m.End, m)
	end = p.readPer(k, end, m)
	m.firm = m.firm || m.Per != ""
	end = p.qualifyAfter(k, end, m)
	if m.Qualifier == fact.Exact && m.Kind != Percent {
		p.qualifyLater(k, end, m)
		p.qualifyPrice(k, m)
	}
	if m.Kind == Money {
		p.settleCode(k, m)
	}
	if m.Kind == Power {
		p.settleSlang(k, m)
		m.Count = p.count(k, m)
	}
	return end
}

const (
	// cueWords is how many words a cue has at most.
	cueWords = 5
	// skipWords is how many words stand between a cue and its number at most.
	skipWords = 3
)

// qualifyBefore looks for a cue before token k.
func (p *pass) qualifyBefore(k int, m *mention) {
	loose := false
	for range skipWords {
		if q, cue, ok := p.findCue(k, m); ok {
			side := q == fact.Over || q == fact.Under
			if (!loose || !side || p.isTheMark(k, m)) && !p.names(k, cue) {
				m.qualify(p.denied(k, q, cue), cue)
			}
			return
		}
		if k--; k < p.first() || !p.skips(k) && !p.isTheMark(k, m) {
			return
		}
		loose = loose || p.text.Tokens[k].Is(sentence.HasLetter)
	}
}

// qualifyGlued takes the cue with which token k begins, before the mention.
func (p *pass) qualifyGlued(k int, m *mention) {
	start := p.text.Tokens[k].Start
	var buf [longestWord]byte
	if word, _ := p.word(start, &buf); m.Start > start && len(word) > 0 {
		m.qualify(p.cueBefore[string(word)], sentence.Span{Start: start, End: m.Start})
	}
}

// isTheMark reports whether token k is the article of "the $5bn mark", the
// mention within.
func (p *pass) isTheMark(k int, m *mention) bool {
	if !p.isMark(k, "the") {
		return false
	}
	next := p.tokenAfter(k, m.End)
	return next < p.last() && p.isMark(next, "mark", "barrier", "threshold", "level")
}

// skips reports whether token k may stand between a cue and its number.
func (p *pass) skips(k int) bool {
	var buf [longestWord]byte
	return p.skipped[string(lower(p.text.Word(k), &buf))]
}

// qualifyAfter looks for a cue at i, after token k, a comma or bracket before
// it or not, and returns its end.
func (p *pass) qualifyAfter(k, i int, m *mention) int {
	if q, end := p.suffixCue(i); q != "" {
		m.qualify(q, sentence.Span{Start: i, End: end})
		return end
	}
	first := p.tokenAfter(k, i)
	if first < p.last() && p.isMark(first, ",", "(") {
		first++
	}
	if first >= p.last() || !p.mayCue(first, p.cueStarts, firstWord) {
		return i
	}
	var words phrase
	for last := min(first+cueWords, p.last()); last > first; last-- {
		p.write(&words, first, last)
		if q, ok := p.cueAfter[string(words.bytes())]; ok && p.closed(words.bytes(), last) {
			m.qualify(q, p.tokens(first, last))
			return p.text.Tokens[last-1].End
		}
	}
	return i
}

// suffixCue reads a cue that is glued to a number at i: "+", "-plus", "-odd".
func (r reader) suffixCue(i int) (fact.Qualifier, int) {
	if i < len(r.raw) && r.raw[i] == '+' {
		return r.cueAfter["+"], i + 1
	}
	start := r.hyphen(i)
	if start == i {
		return "", i
	}
	var buf [longestWord]byte
	word, end := r.word(start, &buf)
	if q, ok := r.cueAfter["-"+string(word)]; ok {
		return q, end
	}
	return "", i
}

// open has the cues after a number that need no end of a clause after them.
var open = [][]byte{[]byte("most"), []byte("give or take"), []byte("and more"), []byte("and upward"), []byte("and counting"), []byte("ceiling"), []byte("at "), []byte("change"), []byte("a bit"), []byte("then some")}

// closed reports whether a cue after a number, before token last, is not the
// beginning of something else: "$5m plus, in 2024" but not "$5m plus interest".
func (p *pass) closed(cue []byte, last int) bool {
	if last == p.last() {
		return true
	}
	next := p.text.Tokens[last]
	if next.Is(sentence.Capital) && p.text.Tokens[last-1].Is(sentence.Capital) {
		return false // "at Best Buy"
	}
	if bytes.HasPrefix(cue, []byte("or ")) {
		return !p.isMark(last, "than") && !next.Is(sentence.HasDigit) && p.sign(next.Start) == next.Start
	}
	for _, part := range open {
		if bytes.Contains(cue, part) {
			return !p.isMark(last, "than")
		}
	}
	if string(cue) == "plus" && p.isMark(last, "of") {
		return true
	}
	return next.Shape&(sentence.HasLetter|sentence.HasDigit) == 0 && p.sign(next.Start) == next.Start
}
