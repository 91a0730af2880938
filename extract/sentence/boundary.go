package sentence

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	// bytesPerSentence is a low estimate for English prose.
	bytesPerSentence = 90
	// wrapWidth is the least length in bytes of a line that may have been
	// broken for its width alone.
	wrapWidth = 40
)

// divider groups the tokens of a text into sentences.
type divider struct {
	*Text
	first     int // first token of the sentence
	line      int // first token of the line
	paragraph int
}

// divide returns the sentences of t: every token is in exactly one. A sentence
// ends at a stop, and at the end of a line unless the next line plainly
// carries on: headings and items of lists are sentences and paragraphs of
// their own. It uses the room of the sentences that t has.
func divide(t *Text) []Sentence {
	if len(t.Tokens) == 0 {
		return nil
	}
	d := divider{Text: t}
	sentences := slices.Grow(t.Sentences[:0], len(t.Raw)/bytesPerSentence+4)
	for i := 1; i < len(t.Tokens); i++ {
		breaks := d.breaksLine(i)
		if !breaks && !d.stopsBefore(i) && !d.endless(i) {
			continue
		}
		sentences = append(sentences, d.sentence(i))
		d.first = i
		if breaks {
			d.paragraph++
		}
	}
	return append(sentences, d.sentence(len(t.Tokens)))
}

// sentence returns the one that ends before token last.
func (d *divider) sentence(last int) Sentence {
	span := Span{d.Tokens[d.first].Start, d.Tokens[last-1].End}
	return Sentence{span, d.first, last, d.paragraph, titleCase(d.Tokens[d.first:last])}
}

// breaksLine reports whether a line ends before token i, and its sentence too.
func (d *divider) breaksLine(i int) bool {
	gap := d.Raw[d.Tokens[i-1].End:d.Tokens[i].Start]
	if len(gap) == 0 || gap == " " {
		return false
	}
	breaks := lineBreaks(gap)
	if breaks == 0 {
		return false
	}
	start := d.Tokens[d.line].Start
	d.line = i
	return breaks > 1 || d.Tokens[i-1].End-start < wrapWidth || !d.carriesOn(i)
}

// How many tokens a sentence may have: beyond longSentence it ends at the next
// comma, beyond longestSentence anywhere. What is said of one number may take time
// in proportion to its sentence, so that one without an end would take time that
// grows with its square.
const (
	longSentence    = 2500
	longestSentence = 4000
)

// endless reports whether a sentence is cut before token i.
func (d *divider) endless(i int) bool {
	n := i - d.first
	return n >= longestSentence || n >= longSentence && d.Word(i-1) == ","
}

// lineBreaks counts the line breaks of white space; a paragraph separator is
// two.
func lineBreaks(gap string) int {
	return strings.Count(gap, "\n") + strings.Count(gap, "\u2028") + 2*strings.Count(gap, "\u2029")
}

// carriesOn reports whether the line that begins at token i continues the
// sentence of the one before.
func (d *divider) carriesOn(i int) bool {
	if !d.Tokens[i].Is(HasLetter) || endsInStop[d.Raw[d.Tokens[i-1].End-1]] {
		return false
	}
	return !d.Tokens[i].Is(Capital) || d.Word(i-1) == ","
}

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

const (
	// longWord is the least length of a word that a title writes with a capital.
	longWord = 4
	// titleWords is how many such words a title has at least.
	titleWords = 4
)

// titleCase reports whether at least nine in ten of the long words, at least
// four of them, and six in ten of all words begin with a capital.
func titleCase(tokens []Token) bool {
	words, capitals, long, longCapitals := 0, 0, 0, 0
	for _, t := range tokens {
		if !t.Is(HasLetter) || t.Is(HasDigit) {
			continue
		}
		words++
		capital := int(t.Shape & Capital / Capital)
		capitals += capital
		if t.Len() >= longWord {
			long++
			longCapitals += capital
		}
	}
	return long >= titleWords && longCapitals*10 >= long*9 && capitals*10 >= words*6
}
