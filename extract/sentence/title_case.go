package sentence

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
