// Package fact is the second of the two types that the stages share: what
// extract finds, and what sink writes. It is a leaf, so that whoever reads
// the topics links no extractor.
package fact

import "time"

// Type says what a fact is about, and so which of its fields are set.
type Type string

// The types of fact.
const (
	TypeCompany   Type = "company"
	TypeAmount    Type = "amount"
	TypeValuation Type = "valuation"
	TypeGigawatt  Type = "gigawatt"
	TypeStake     Type = "stake"
)

// Types lists every type, in the order in which facts are printed.
func Types() []Type {
	return []Type{TypeCompany, TypeAmount, TypeValuation, TypeGigawatt, TypeStake}
}

// Version is the version of the schema. Within one, fields are only added.
const Version = 1

// Fact is one thing that an article says, with the sentence that proves it.
// Which fields are set depends on Type; see the JSON Schema of each.
type Fact struct {
	ID       string
	Type     Type
	Version  int
	Article  Article
	Evidence Evidence
	// Confidence is the probability, 0 to 1, that the fact is right.
	Confidence float64

	// Company is whom a company or valuation fact is about, and of which
	// company a stake is a share.
	Company *Company
	// Mentions are the places that name the company of a company fact.
	Mentions []Mention
	// Nominals are the places that refer to it without its name, such as "the
	// chipmaker", as far as that is sure.
	Nominals []Mention
	// Outlet is true of a company that is only cited as a report's source.
	Outlet bool

	// Amount is the money of an amount or valuation fact.
	Amount *Amount
	// Role is what the money of an amount fact is.
	Role Role
	// Companies are the parties of an amount or the owners of power, payer or
	// subject first.
	Companies []Party
	// Status is that of a valuation, of power or of a stake.
	Status Status
	// Basis says what a valuation measures, where the text says it.
	Basis Basis
	// AsOf is the date of a valuation as the text gives it, ISO 8601 at the
	// precision known ("2024", "2024-03"), or empty.
	AsOf string

	// Power is that of a gigawatt fact.
	Power *Power
	// Kind is what the power does.
	Kind Kind
	// Site is the project or place that has the power.
	Site string
	// Place is where the site or the power is, empty where Site is the place
	// itself or the text does not say.
	Place string
	// Count is how many units of that power there are, at least 1.
	Count int

	// Holder is who holds, buys or sells a stake. Of several who each do there is
	// a fact for each, of several who do together one for the first.
	Holder *Company
	// Percent is the share of a stake.
	Percent *Percent
	// Qualifier is that of a stake's percentage.
	Qualifier Qualifier
}

// Article is as much of the article as each of its facts carries.
type Article struct {
	ID        string    `json:"id"`
	URL       string    `json:"url,omitempty"`
	Title     string    `json:"title,omitempty"`
	Source    string    `json:"source,omitempty"`
	Published time.Time `json:"published,omitzero"`
	// DuplicateOf is the ID of the article that this one is a copy of, empty
	// where it is none.
	DuplicateOf string `json:"duplicate_of,omitempty"`
}

// Root returns the ID of the article, or of that which it is a copy of, so that
// copies count once.
func (a *Article) Root() string {
	if a.DuplicateOf != "" {
		return a.DuplicateOf
	}
	return a.ID
}

// Field names the part of the article that evidence stands in.
type Field string

// The parts of an article that are read.
const (
	FieldText  Field = "text"
	FieldTitle Field = "title"
)

// Evidence is the span that states a fact. Start and End count Unicode code
// points from the start of the field, End exclusive.
type Evidence struct {
	Field    Field  `json:"field"`
	Text     string `json:"text"`
	Start    int    `json:"start"`
	End      int    `json:"end"`
	Sentence string `json:"sentence"`
}

// Mention is a span that names a company, in code points of the evidence's
// field.
type Mention struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Company is a company under its canonical name. The identifiers are set only
// where they are known for sure.
type Company struct {
	Name     string `json:"name"`
	ID       string `json:"id"`
	Ticker   string `json:"ticker,omitempty"`
	Exchange string `json:"exchange,omitempty"`
	CIK      string `json:"cik,omitempty"`
	LEI      string `json:"lei,omitempty"`
	Wikidata string `json:"wikidata,omitempty"`
}

// Part is what a company has to do with an amount.
type Part string

// The parts that a company can play.
const (
	PartSubject  Part = "subject"
	PartPayer    Part = "payer"
	PartReceiver Part = "receiver"
)

// Party is a company in its part.
type Party struct {
	Name string `json:"name"`
	ID   string `json:"id"`
	Part Part   `json:"part"`
}

// Key returns the key of the fact's message: the ID of the company that it is
// about, so that all that is said of one company is in order, or else the
// article's.
func (f *Fact) Key() string {
	switch {
	case f.Company != nil && f.Company.ID != "":
		return f.Company.ID
	case len(f.Companies) > 0:
		return f.Companies[0].ID
	default:
		return f.Article.ID
	}
}
