package relation

// The kinds of features. Their numbers are part of the trained models.
const (
	fBias = iota + 1
	fWord
	fPair
	fAround
	fBagLeft
	fBagRight
	fBag
	fGovernor
	fHead
	fComplement
	fLeft
	fNear
	fSecond
	fBoth
	fMood
	fMoods
	fClause
	fCueSentence
	fCueBefore
	fCueArticle
	fGovernorWord
	fHeadWord
	fComplementWord
	fSize
	fCurrency
	fPer
	fQualifier
	fSuffix
	fOrder
	fPrevious
	fPreviousWord
	fEarlier
	fSentence
	fConversion
	fListed

	fSame
	fDistance
	fRank
	fSubject
	fMention
	fBetween
	fRoleDistance
	fRoleRank
	fRoleBefore
	fRoleAfter
	fWordBefore
	fWordAfter
	fCount
	fMain
	fLinked
	fCueBetween
	fNone
	fLeftPair
	fQuantityWord
	fRoleMain
	fClauseParty
	fVerbParty
	fOwnTopic
	fPronoun
	fName
	fProfile
	fAttached
)
