package company

// Part is a set of what a Learner can go without, to show what each is worth.
type Part uint8

// The parts.
const (
	PartNames    Part = 1 << iota // the names written by hand
	PartRegister                  // the register of securities
	PartCues                      // the words in a name and around it that tell what it is
	PartSpeech                    // the parts of speech
	PartSecond                    // the second look
)

// cues are the classes of PartCues: those of data/classes.txt but for the ones
// that say what a name may be made of.
const cues = firm | trade | body | thing | site | rank | role | kind | stock | deal | report | near | date | honorific | post

// forget takes classes from all words.
func (lex *lexicon) forget(c class) {
	for _, of := range lex.All() {
		*of &^= c
	}
}
