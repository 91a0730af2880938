package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/sentence"
)

// settleCode takes back what a large number says for a code that is also a word
// ("TRY", "ALL") and that the mention at token k begins with: in a headline in
// capitals, or before what is counted, it may be the word.
func (p *pass) settleCode(k int, m *mention) {
	code := p.raw[m.Start:p.letters(m.Start)]
	if len(m.money) == 1 && m.money[0].weak != strong && p.codes[code] {
		m.firm = m.firm && !p.shouted(k) && !p.counts(p.tokenAfter(k, m.End))
	}
}

// shoutWords is how far around a code the words are looked at.
const shoutWords = 12

// shouted reports whether the words around token k are in capitals.
func (p *pass) shouted(k int) bool {
	last := min(k+shoutWords, p.last())
	for k = max(k-shoutWords, p.first()); k < last; k++ {
		if t := p.text.Tokens[k]; t.Len() > 1 && t.Shape&(sentence.HasLetter|sentence.HasDigit|sentence.AllCaps) == sentence.HasLetter {
			return false
		}
	}
	return true
}

// counts reports whether token k names things that a number before it counts:
// "users", "workers".
func (p *pass) counts(k int) bool {
	if k >= p.last() || p.text.Tokens[k].Shape&(sentence.HasLetter|sentence.Capital) != sentence.HasLetter {
		return false
	}
	word := p.text.Word(k)
	plural := len(word) > len("was") && strings.HasSuffix(word, "s") && !strings.HasSuffix(word, "ss")
	return plural || p.contextOf(k)&contextThing != 0
}
