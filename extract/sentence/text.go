// Package sentence divides an article into paragraphs, sentences and tokens
// whose spans slice back to the article's own bytes.
package sentence

// Span is a half-open range of bytes, [Start, End), of the text it is of.
type Span struct {
	Start, End int
}

// Len returns the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Contains reports whether o lies within s.
func (s Span) Contains(o Span) bool { return s.Start <= o.Start && o.End <= s.End }

// Overlaps reports whether the spans share a byte.
func (s Span) Overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// Of returns the bytes of text that the span covers.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Shape tells of what a token is made.
type Shape uint8

// The shapes of a token. A word that has letters and digits has both flags.
const (
	HasLetter Shape = 1 << iota // at least one letter
	HasDigit                    // at least one digit
	Capital                     // begins with an upper-case letter
	AllCaps                     // two or more letters, all upper-case
	Space                       // white space stands before it
)

// Token is a word, a number or a single mark. Words keep inner apostrophes,
// hyphens, ampersands and full stops that belong to them; a possessive ending
// ('s, ’s, a lone ' after s) is a token of its own.
type Token struct {
	Span
	Shape Shape
}

// Is reports whether the token has all of the flags.
func (t Token) Is(flags Shape) bool { return t.Shape&flags == flags }

// Sentence is a run of tokens, Tokens[First:Last] of its Text.
type Sentence struct {
	Span
	First, Last int
	// Paragraph is the index of the paragraph, from 0.
	Paragraph int
	// TitleCase is true where nearly every word begins with a capital, so
	// that capitals do not tell names from words.
	TitleCase bool
}

// Text is a divided text. Nothing but Reset changes it, so goroutines may share
// it.
type Text struct {
	// Raw is the text as given: every span slices it.
	Raw       string
	Tokens    []Token
	Sentences []Sentence
}

// Word returns the bytes of token i.
func (t *Text) Word(i int) string { return t.Tokens[i].Of(t.Raw) }
