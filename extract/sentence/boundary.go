package sentence

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// endsInStop has the last byte of every token that can end a sentence or
// close what does: . ! ? … and quotes and brackets. Some other tokens end in
// these bytes too.
var endsInStop = [256]bool{
	'.': true, '!': true, '?': true, '…'&0x3f | 0x80: true,
	'"': true, '\'': true, ')': true, ']': true, '}': true,
	'’'&0x3f | 0x80: true, '”'&0x3f | 0x80: true, '»'&0x3f | 0x80: true,
}

// stopsBefore reports whether a sentence ends with a stop, and what closes
// after it, before token i.
func (d *divider) stopsBefore(i int) bool {
	if !endsInStop[d.Raw[d.Tokens[i-1].End-1]] || d.closes(i) {
		return false
	}
	j := i - 1
	for j > d.first && d.closes(j) {
		j--
	}
	switch word := d.Word(j); word {
	case ".", "...", "…":
		return !d.numbersItem(j) && d.begins(i)
	case "!", "?":
		return d.begins(i)
	default:
		if last := word[len(word)-1]; last != '.' && last != '!' || len(word) == 1 {
			return false
		}
		return d.endsAfter(word, i)
	}
}

// closes reports whether token i is a quote or bracket that closes; one that
// may also open does so only if it touches what stands before it.
func (d *divider) closes(i int) bool {
	switch d.Word(i) {
	case ")", "]", "}", "”", "»":
		return true
	case `"`, "'", "’":
		return !d.Tokens[i].Is(Space)
	}
	return false
}

// numbersItem reports whether the stop at token j belongs to the number or
// letter of a list item ("1. Amazon").
func (d *divider) numbersItem(j int) bool {
	return j == d.first+1 && d.Tokens[d.first].Len() <= 2 && d.Tokens[d.first].Shape&(HasDigit|HasLetter) != 0
}

// endsAfter reports whether a sentence whose last word is an abbreviation ends
// before token i.
func (d *divider) endsAfter(word string, i int) bool {
	switch abbreviations.kind(word) {
	case beforeName:
		return false
	case beforeNumber:
		return !d.Tokens[i].Is(HasDigit) && !d.isSign(i) && d.begins(i)
	default:
		return starters[d.Word(d.pastOpeners(i))] && d.begins(i)
	}
}

// isSign reports whether token i is a currency sign, as before a figure ("c.
// £5m").
func (d *divider) isSign(i int) bool {
	sign, _ := utf8.DecodeRuneInString(d.Word(i))
	return unicode.Is(unicode.Sc, sign)
}

// begins reports whether token i can begin a sentence after a stop.
func (d *divider) begins(i int) bool {
	glued := !d.Tokens[i].Is(Space)
	first := d.Tokens[d.pastOpeners(i)]
	switch {
	case glued:
		return first.Is(Capital) && !first.Is(AllCaps)
	case first.Is(Capital), first.Is(HasDigit):
		return true
	case first.Is(HasLetter):
		return hasUpper(first.Of(d.Raw))
	}
	return !continuing[first.Of(d.Raw)]
}

// continuing has the marks that carry a sentence on after a stop.
var continuing = map[string]bool{
	",": true, ";": true, ":": true, "-": true, "--": true, "–": true, "—": true, "/": true,
	"...": true, "…": true, ".": true, "&": true, "!": true, "?": true,
}

// pastOpeners returns the first token from i on that is no quote or bracket.
func (d *divider) pastOpeners(i int) int {
	for i+1 < len(d.Tokens) {
		switch d.Word(i) {
		case `"`, "'", "(", "[", "{", "“", "‘", "«":
			i++
		default:
			return i
		}
	}
	return i
}

// hasUpper reports whether an ASCII capital stands in word, as in "iPhone".
func hasUpper(word string) bool {
	return strings.ContainsFunc(word, func(r rune) bool { return 'A' <= r && r <= 'Z' })
}
