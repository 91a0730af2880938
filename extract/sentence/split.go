package sentence

// Split divides raw into tokens, sentences and paragraphs. Any bytes will do:
// those that are no UTF-8 count as letters, so that words of another encoding
// stay whole. It takes time linear in the length of raw.
func Split(raw string) *Text {
	t := &Text{Raw: raw, Tokens: tokenise(raw)}
	t.Sentences = divide(t)
	return t
}
