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
		if p.laterGate.admits(p.text.Word(at)) && (p.parted(first, at) || p.takeLater(at, m)) {
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

// parted reports whether one of the tokens from first on, before the cue at token
// k, parts the cue from the amount. A comma may stand just before it.
func (p *pass) parted(first, k int) bool {
	if p.isMark(k-1, ",") {
		k--
	}
	for i := first; i < k; i++ {
		if p.parts(i) {
			return true
		}
	}
	return false
}

// parts reports whether token k is a mark, a number, a time or a word of another
// clause.
func (p *pass) parts(k int) bool {
	token := &p.text.Tokens[k]
	return token.Shape&sentence.HasLetter == 0 || token.Is(sentence.HasDigit) ||
		p.contextOf(k)&(contextClause|contextVerb|contextTime) != 0 || p.head(token.Start)&headNumber != 0
}
