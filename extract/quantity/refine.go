package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// refine adds what stands beside the mention at token k: its qualifier, what it
// is for each of, how many there are. It returns the end of what was read.
func (p *pass) refine(k int, m *mention) int {
	p.qualifyBefore(k, m)
	end := p.qualifyAfter(m.End, m)
	end = p.readPer(end, m)
	m.firm = m.firm || m.Per != ""
	end = p.qualifyAfter(end, m)
	if m.Kind == Power {
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

// qualify sets the qualifier of a mention that has none yet.
func (m *mention) qualify(q fact.Qualifier, cue sentence.Span) {
	plain := m.Qualifier == fact.Exact || m.Qualifier == fact.Approx && m.Cue.Len() == 0
	if plain && q != fact.Exact {
		m.Qualifier, m.Cue = q, cue
	}
}

// qualifyBefore looks for a cue before token k.
func (p *pass) qualifyBefore(k int, m *mention) {
	for skipped := range skipWords {
		if q, cue, ok := p.cueBefore(k); ok {
			if skipped == 0 || q != fact.Over && q != fact.Under {
				m.qualify(q, cue)
			}
			return
		}
		if k--; k < p.first() || !p.skipped[p.lowerToken(k)] {
			return
		}
	}
}

// cueBefore returns the longest cue that ends just before token k.
func (p *pass) cueBefore(k int) (fact.Qualifier, sentence.Span, bool) {
	for first := max(k-cueWords, p.first()); first < k; first++ {
		if q, ok := p.lexicon.cueBefore[p.phrase(first, k)]; ok {
			return q, sentence.Span{Start: p.text.Tokens[first].Start, End: p.text.Tokens[k-1].End}, true
		}
	}
	return "", sentence.Span{}, false
}

// qualifyAfter looks for a cue at i, after a comma or bracket or not, and
// returns its end.
func (p *pass) qualifyAfter(i int, m *mention) int {
	if q, end := p.suffixCue(i); q != "" {
		m.qualify(q, sentence.Span{Start: i, End: end})
		return end
	}
	first := p.tokenAfter(i)
	if first < p.last() && p.isMark(first, ",", "(") {
		first++
	}
	for last := min(first+cueWords, p.last()); last > first; last-- {
		q, ok := p.lexicon.cueAfter[p.phrase(first, last)]
		if !ok || !p.closed(first, last) {
			continue
		}
		cue := sentence.Span{Start: p.text.Tokens[first].Start, End: p.text.Tokens[last-1].End}
		m.qualify(q, cue)
		return cue.End
	}
	return i
}

// suffixCue reads a cue that is glued to a number at i: "+", "-plus", "-odd".
func (r reader) suffixCue(i int) (fact.Qualifier, int) {
	if i < len(r.raw) && r.raw[i] == '+' {
		return r.lexicon.cueAfter["+"], i + 1
	}
	start := r.hyphen(i)
	if start == i {
		return "", i
	}
	var buf [longestWord]byte
	word, end := r.word(start, &buf)
	if q, ok := r.lexicon.cueAfter["-"+string(word)]; ok {
		return q, end
	}
	return "", i
}

// closed reports whether a cue after a number, tokens first to last, is not the
// beginning of something else: "$5m plus, in 2024" but not "$5m plus interest".
func (p *pass) closed(first, last int) bool {
	word := p.phrase(first, last)
	if strings.Contains(word, "or ") || strings.Contains(word, "most") || word == "and more" || word == "ceiling" {
		return last == p.last() || p.phrase(last, last+1) != "than"
	}
	return last == p.last() || p.text.Tokens[last].Shape&(sentence.HasLetter|sentence.HasDigit) == 0 &&
		p.sign(p.text.Tokens[last].Start) == p.text.Tokens[last].Start
}

// first and last bound the tokens of the sentence.
func (p *pass) first() int { return p.text.Sentences[p.sentence].First }
func (p *pass) last() int  { return p.text.Sentences[p.sentence].Last }

// phrase returns tokens first to last in lower case; where no space stands in
// the text, none does here.
func (p *pass) phrase(first, last int) string {
	var b strings.Builder
	for k := first; k < last; k++ {
		if k > first && p.text.Tokens[k].Is(sentence.Space) {
			b.WriteByte(' ')
		}
		b.WriteString(p.lowerToken(k))
	}
	return b.String()
}

// lowerToken returns token k in lower case.
func (p *pass) lowerToken(k int) string {
	return strings.ToLower(p.text.Word(k))
}

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

// follows reports whether word stands before token k, with no more than minor
// words between.
func (p *pass) follows(k int, word string) bool {
	for k--; k >= p.first(); k-- {
		before := p.lowerToken(k)
		if before == word {
			return true
		}
		if p.contextWords[before]&contextMinor == 0 {
			return false
		}
	}
	return false
}

// changes reports whether "X to Y" with X at token k says how something
// changed: "rose $1m to $3m", "from $1m to $3m", but not "ranging from".
func (p *pass) changes(k int) bool {
	from := false
	for k--; k >= p.first(); k-- {
		word := p.lowerToken(k)
		switch context := p.contextWords[word]; {
		case context&contextSpread != 0:
			return false
		case context&contextChange != 0:
			return true
		case word == "from" && !from:
			from = true
		case context&contextMinor == 0 || from:
			return from
		}
	}
	return from
}
