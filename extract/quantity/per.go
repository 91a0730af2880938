package quantity

import (
	"strings"

	"github.com/gigawire/gigawire/extract/sentence"
)

// readPer reads at i, after token k, what each of the mention is for: "a share", "per common
// share", "/MWh", "apiece". It returns the end.
func (p *pass) readPer(k, i int, m *mention) int {
	if end := p.perGlued(i, m); end > i {
		return end
	}
	k = p.tokenAfter(k, i)
	if k >= p.last() || m.Kind == Percent {
		return i
	}
	switch p.text.Word(k) {
	case "each", "apiece":
		m.Per = "each"
		return p.text.Tokens[k].End
	case "/", "per":
		return p.perAny(k+1, i, m)
	case "for":
		if k+1 < p.last() && p.isMark(k+1, "each", "every") {
			return p.perAny(k+2, i, m)
		}
	case "a", "an", "the", "every":
		return p.perKnown(k+1, i, m)
	}
	if name := p.pers["~"+p.text.Word(k)]; name != "" {
		m.Per = name
		return p.text.Tokens[k].End
	}
	return i
}

// perGlued reads "-a-year" or "-per-share" at i.
func (p *pass) perGlued(i int, m *mention) int {
	start := p.hyphen(i)
	article := p.letters(start)
	if link := p.raw[start:article]; start == i || link != "a" && link != "an" && link != "per" {
		return i
	}
	word := p.hyphen(article)
	end := p.letters(word)
	if name := p.pers[p.raw[word:end]]; name != "" {
		m.Per = name
		return end
	}
	return i
}

// perAny takes the word at token k, or a known one soon after it ("per common
// share").
func (p *pass) perAny(k, i int, m *mention) int {
	if k >= p.last() || p.text.Tokens[k].Shape&(sentence.HasLetter|sentence.HasDigit) != sentence.HasLetter {
		return i
	}
	for ahead := k; ahead < min(k+3, p.last()); ahead++ {
		if end := p.perKnown(ahead, i, m); end > i {
			return end
		}
	}
	m.Per = strings.ToLower(p.text.Word(k))
	return p.text.Tokens[k].End
}

// perKnown takes the word at token k if it is in the table.
func (p *pass) perKnown(k, i int, m *mention) int {
	if k >= p.last() {
		return i
	}
	name, ok := p.pers[p.text.Word(k)]
	if !ok || k+1 < p.last() && p.contextOf(k+1)&contextAgo != 0 {
		return i
	}
	m.Per = name
	return p.text.Tokens[k].End
}
