package eval

// Counts are the right, the wrong and the missing.
type Counts struct {
	Right, Wrong, Missing int
}

// Precision is the share of what was found that is right, 0 to 1.
func (c Counts) Precision() float64 { return ratio(c.Right, c.Right+c.Wrong) }

// Recall is the share of what is there that was found, 0 to 1.
func (c Counts) Recall() float64 { return ratio(c.Right, c.Right+c.Missing) }

// F1 is the harmonic mean of precision and recall, 0 to 1.
func (c Counts) F1() float64 { return ratio(2*c.Right, 2*c.Right+c.Wrong+c.Missing) }

func (c *Counts) add(o Counts) {
	c.Right += o.Right
	c.Wrong += o.Wrong
	c.Missing += o.Missing
}

// Accuracy is the share that is right of those that were compared.
type Accuracy struct {
	Right, Of int
}

// Share is Right of Of, 0 to 1.
func (a Accuracy) Share() float64 { return ratio(a.Right, a.Of) }

func (a *Accuracy) add(o Accuracy) {
	a.Right += o.Right
	a.Of += o.Of
}

func (a *Accuracy) count(right bool) {
	a.Of++
	if right {
		a.Right++
	}
}

func ratio(a, b int) float64 {
	if b == 0 {
		return 0
	}
	return float64(a) / float64(b)
}

// Score is how well an extractor did on some articles.
type Score struct {
	// Mentions are the spans that name companies, compared exactly.
	Mentions Counts
	// Companies are the distinct companies of each article.
	Companies Counts
	// Nominals are the spans that refer to a company without its name, compared
	// exactly, in articles that have them marked.
	Nominals Counts
	// NominalLinks are pairs of such a span and a company.
	NominalLinks Counts
	// Amounts are compared by value and currency where the spans overlap.
	Amounts Counts
	// Gigawatts are compared by value where the spans overlap.
	Gigawatts Counts
	// Valuations are compared by company, value and currency.
	Valuations Counts
	// AmountLinks are pairs of an amount and a company.
	AmountLinks Counts
	// GigawattLinks are pairs of a mention of power and a company.
	GigawattLinks Counts
	// Sites are the names of what has the power, of the mentions of power that
	// match. A site where the gold has another is wrong, and the gold's missing.
	Sites Counts
	// StakeShares are the percentages that are shares of companies, Stakes those
	// with their holder and company: where either differs from the gold's, the
	// statement is wrong, and the gold's missing.
	StakeShares, Stakes Counts

	// Whole is the share of the companies found that come out as one, no other
	// among its mentions.
	Whole Accuracy
	// Of the matched: Role and Qualifier of amounts, Status of valuations,
	// PowerQualifier and Kind of power; holder, company and status of stakes whose
	// percentage matches.
	Role, Qualifier, Status, PowerQualifier, Kind Accuracy
	StakeHolder, StakeCompany, StakeStatus        Accuracy
	// Sure is the share of facts at a confidence of 0.9 or more that are right.
	Sure Accuracy
}

func (s *Score) add(o Score) {
	for i, c := range s.counts() {
		c.add(*o.counts()[i])
	}
	for i, a := range s.accuracies() {
		a.add(*o.accuracies()[i])
	}
}

func (s *Score) counts() []*Counts {
	return []*Counts{
		&s.Mentions, &s.Companies, &s.Amounts, &s.Gigawatts, &s.Valuations, &s.AmountLinks, &s.GigawattLinks, &s.Sites,
		&s.Nominals, &s.NominalLinks,
		&s.StakeShares, &s.Stakes,
	}
}

func (s *Score) accuracies() []*Accuracy {
	return []*Accuracy{
		&s.Whole, &s.Role, &s.Qualifier, &s.Status, &s.PowerQualifier, &s.Kind,
		&s.StakeHolder, &s.StakeCompany, &s.StakeStatus, &s.Sure,
	}
}
