package eval

import (
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Gold is an annotation file, gold/NAME.json: what people found in an article.
type Gold struct {
	ID        string     `json:"id"`
	Companies []GoldName `json:"companies"`
	Outlets   []GoldName `json:"outlets"`
	// Nominals is nil where nobody marked them.
	Nominals   []GoldNominal   `json:"nominals,omitzero"`
	Amounts    []GoldAmount    `json:"amounts"`
	Valuations []GoldValuation `json:"valuations"`
	Power      []GoldPower     `json:"power"`
	// Stakes is nil where nobody marked them: then they are not scored.
	Stakes  []GoldStake   `json:"stakes,omitzero"`
	Ignored []GoldIgnored `json:"ignored"`
}

// Span is what is marked: words of the body, and where they start and end in
// its UTF-8 bytes.
type Span struct {
	Text  string `json:"text"`
	Start int    `json:"start"`
	End   int    `json:"end"`
}

// Bytes returns where the words stand.
func (s Span) Bytes() sentence.Span { return sentence.Span{Start: s.Start, End: s.End} }

func (s Span) overlaps(o Span) bool { return s.Start < o.End && o.Start < s.End }

// GoldName is a company or an outlet, with each place that names it.
type GoldName struct {
	Name     string `json:"name"`
	Mentions []Span `json:"mentions"`
}

// GoldNominal is a place that refers to a company without its name. Words that
// refer to several are there once for each.
type GoldNominal struct {
	Company string `json:"company"`
	Span
}

// GoldMoney is in plain units of an ISO 4217 currency, which is empty where
// the text names none. Its ends are nil where the text is vague.
type GoldMoney struct {
	Low       *float64       `json:"low"`
	High      *float64       `json:"high"`
	Currency  string         `json:"currency"`
	Qualifier fact.Qualifier `json:"qualifier"`
}

// GoldAmount is a mention of money.
type GoldAmount struct {
	Span
	GoldMoney
	Role      fact.Role `json:"role"`
	Companies []string  `json:"companies"`
	// Note is the annotator's.
	Note string `json:"note,omitempty"`
}

// GoldValuation says what a company is worth, in the words of an amount.
type GoldValuation struct {
	Span
	GoldMoney
	Company string      `json:"company"`
	Status  fact.Status `json:"status"`
}

// GoldPower is in gigawatts. Its ends are nil where the text is vague.
type GoldPower struct {
	Span
	Low       *float64       `json:"gw_low"`
	High      *float64       `json:"gw_high"`
	Qualifier fact.Qualifier `json:"qualifier"`
	Kind      fact.Kind      `json:"kind"`
	Companies []string       `json:"companies"`
	// Site is empty where none is named.
	Site string `json:"site"`
}

// GoldStake is a percentage that is a share of a company.
type GoldStake struct {
	Span
	Low       *float64       `json:"percent_low"`
	High      *float64       `json:"percent_high"`
	Qualifier fact.Qualifier `json:"qualifier"`
	// Holders are those who have it: any of them is right. There is none where
	// the text names no company.
	Holders []string    `json:"holders"`
	Company string      `json:"company"`
	Status  fact.Status `json:"status"`
}

// GoldIgnored is what looks like a fact and is none.
type GoldIgnored struct {
	Span
	// Code is the kind of look-alike, such as "not_company". In words of the
	// code "ambiguous" a company or a stake is neither right nor wrong.
	Code   string `json:"code"`
	Reason string `json:"reason"`
}
