package sentence

import "strings"

// wrapWidth is the least length in bytes of a line that may have been broken for
// its width alone.
const wrapWidth = 40

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
