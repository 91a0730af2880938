package company

// A company's name and its product's make up one phrase, of which only the
// company is a name: "Boeing 777X", "Tesla Megapacks".

// brandOdds is added to the score of a company that its product follows, in
// natural logarithms of odds: few articles have such phrases to learn from, and
// both lists agree.
const brandOdds = 3

// brands reports whether the pieces are a listed company and its product.
func (d *document) brands(first, last int32) bool {
	m := d.matches[first]
	return m.length > 0 && m.length < last-first && d.brand(first, first+m.length)
}

// brand reports whether the pieces are a listed company before a product.
func (d *document) brand(first, last int32) bool {
	_, end := d.bounds(first)
	if last >= end || !d.pieces[last].space || d.listing(first, last)&inCurated == 0 {
		return false
	}
	return d.pieces[last].form == code || d.matches[last].entry.listed&inProducts != 0
}
