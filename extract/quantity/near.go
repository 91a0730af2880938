package quantity

// nearTokens is how far before an amount a place says whose money it is.
const nearTokens = 60

// nearness is to whose currency the nearest place points, and how surely.
type nearness struct {
	currency string
	weight   int
}

// near returns the one of several currencies that m can mean to whose country
// the nearest place before it points, within its paragraph.
func (p *pass) near(m *mention) nearness {
	var n nearness
	first := max(p.paragraphStart(m.Sentence), m.token-nearTokens)
	own := p.text.Sentences[m.Sentence].First
	for k := m.token - 1; k >= first && (n.currency == "" || k >= own); k-- {
		place := ofCurrencies(m.money, p.placeAt(k))
		switch {
		case place == nil || place[0].currency == n.currency:
		case n.currency != "":
			return nearness{n.currency, nearWeight} // another in the same sentence
		case k >= own:
			n = nearness{place[0].currency, soleWeight}
		default:
			n = nearness{place[0].currency, nearWeight}
		}
	}
	return n
}

// paragraphStart returns the first token of the paragraph of sentence i, or one
// that is too far away to matter.
func (p *pass) paragraphStart(i int) int {
	sentences := p.text.Sentences
	first := i
	for first > 0 && sentences[first-1].Paragraph == sentences[i].Paragraph && i-first < nearTokens {
		first--
	}
	return sentences[first].First
}
