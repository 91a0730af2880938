package quantity

import "github.com/gigawire/gigawire/extract/sentence"

// laterWords is how many words at most stand between an amount and a cue that
// comes after what belongs to it.
const laterWords = 7

// qualifyLater looks for a cue some words after the mention at token k, which
// ends at byte i: "a $5m firm, near enough", "$5m of shares at most". The cue
// must end its clause.
func (p *pass) qualifyLater(k, i int, m *mention) {
	first := p.tokenAfter(k, i)
	for at := first + 1; at < min(first+laterWords+1, p.last()); at++ {
		if p.mayCue(at, p.laterStarts, firstWord) && p.takeLater(at, m) {
			return
		}
		if p.parts(at-1) && !p.isMark(at-1, ",") || p.isMark(at-1, ",") && at-1 > first {
			return
		}
	}
}

// takeLater takes the cue that begins with token k, if there is one.
func (p *pass) takeLater(k int, m *mention) bool {
	var words phrase
	for last := min(k+cueWords, p.last()); last > k; last-- {
		p.write(&words, k, last)
		if q, ok := p.cueLater[string(words.bytes())]; ok && p.ends(last) {
			m.qualify(q, p.tokens(k, last))
			return true
		}
	}
	return false
}

// ends reports whether a clause ends before token k.
func (p *pass) ends(k int) bool {
	if k < p.last() && (p.text.Tokens[k].Shape&(sentence.HasLetter|sentence.HasDigit) != 0 || p.opensAmount(k)) {
		return false
	}
	return k+1 >= p.last() || !p.opensAmount(k+1) // "worth, give or take, $5m"
}

// opensAmount reports whether figures or a sign of money begin token k.
func (p *pass) opensAmount(k int) bool {
	token := p.text.Tokens[k]
	return token.Is(sentence.HasDigit) || p.sign(token.Start) > token.Start
}

// parts reports whether token k parts an amount from what stands behind it: a
// mark, a number, a time or a word of another clause.
func (p *pass) parts(k int) bool {
	token := p.text.Tokens[k]
	if token.Shape&sentence.HasLetter == 0 || token.Is(sentence.HasDigit) || p.contextOf(k)&(contextClause|contextVerb) != 0 {
		return true
	}
	var buf [longestWord]byte
	word := lower(token.Of(p.raw), &buf)
	_, number := p.numbers[string(word)]
	switch p.pers[string(word)] {
	case "year", "month", "week", "day", "night", "hour", "quarter", "minute":
		return true
	}
	return number || string(word) == "years" || string(word) == "months" || string(word) == "weeks" || string(word) == "days"
}
