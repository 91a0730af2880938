package company

import (
	"unicode"
	"unicode/utf8"
)

// In news of business most names that no list has are companies, in other news
// hardly any. Which of them a text is, is told by its ordinary words.

// toneless is the least number of ordinary words that a text must have for its
// tone to be known.
const toneless = 60

// tones are the most words of business in a thousand ordinary ones, of each tone.
// News of other things has 8 in the middle, news of business 100.
var tones = [...]int{3, 10, 25, 50, 90}

// otherNews is the highest tone of news that are hardly of business.
const otherNews = 2

// toneOf returns how much the text speaks of business: 0 if it is too short to
// tell or the tone is hidden, else 1 to 6.
func (d *document) toneOf() uint64 {
	if d.toneHidden {
		return 0
	}
	words, business := 0, 0
	for i := range d.pieces {
		switch p := &d.pieces[i]; {
		case p.form == lower:
			words++
			if d.classes[i]&(stock|kind) != 0 {
				business++
			}
		case p.form == mark && d.currency(int32(i)):
			business++
		}
	}
	if words < toneless {
		return 0
	}
	t := 0
	for t < len(tones) && business*1000 >= tones[t]*words {
		t++
	}
	return uint64(t + 1)
}

// currency reports whether piece i is the sign of a currency.
func (d *document) currency(i int32) bool {
	r, _ := utf8.DecodeRuneInString(d.word(i))
	return unicode.Is(unicode.Sc, r) || r == '¢'
}
