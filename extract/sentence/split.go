package sentence

// Split divides raw into tokens, sentences and paragraphs. Any bytes will do:
// those that are no UTF-8 count as letters, so that words of another encoding
// stay whole. It takes time linear in the length of raw.
func Split(raw string) *Text {
	t := &Text{}
	t.Reset(raw)
	return t
}

// Reset makes t what Split returns of raw. It reuses the room of the text that
// t was before, which nobody may use any more.
func (t *Text) Reset(raw string) {
	t.Raw = raw
	t.Tokens = tokenise(raw, t.Tokens)
	t.Sentences = divide(t)
}
