package company

// A feature is the hash of what it is about (its template) and its value.

// template numbers what features are about. New ones are added at the end of
// the list so that the others keep their hashes.
type template uint32

// feature returns the hash of a template and a value.
func feature(t template, value uint64) uint32 {
	h := (value ^ uint64(t)*0x9E3779B97F4A7C15) * 0xD6E8FEB86659FD93
	return uint32(h >> 32)
}

// pair returns the hash of two values in order.
func pair(a, b uint64) uint64 {
	return (a*0x9E3779B97F4A7C15 ^ b) * 0xC2B2AE3D27D4EB4F
}

const (
	fBias template = iota + 1
	fPrev
	fPrev2
	fPrevTwo
	fPrevForm
	fPrevClass
	fPrevBag
	fPrevClassBag
	fPrevNamed
	fOpens
	fSentence
	fNext
	fNext2
	fNextTwo
	fNextForm
	fNextClass
	fNextBag
	fNextClassBag
	fNextNamed
	fAfterPossessive
	fSurface
	fExact
	fFirst
	fLast
	fInside
	fForms
	fFormsOpens
	fHead
	fTail
	fFirstClass
	fLastClass
	fClasses
	fListed
	fListedOpens
	fCovered
	fLongerListed
	fPartListed
	fPrevXNext
	fPrevXListed
	fNextXListed
	fPrevClassXNextClass
	fSmall
	fLarge
	fDictionary
	fPerson
	fSource
	fAround
	fPrevListed
	fNextListed
	fBrackets
	fPrevClassXForms
	fNextClassXForms
	fGram
	fApposition
	fPrevClass2
	fNextClass2
	fWhole
	fAllSource
	fListedNext
	fBrandRest
	fListedPlain
	fTone
	fToneForms
	fTonePlain
)
