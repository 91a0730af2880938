package parquet

import (
	"fmt"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/gigawire/gigawire/extract/fact"
)

func number(n float64) *float64 { return &n }

// each is a fact of each type.
func each() []fact.Fact {
	head := fact.Fact{
		ID: "1", Version: 1, Confidence: 0.5,
		Article:  fact.Article{ID: "a", URL: "https://news.example/a", Title: "Acme raises", Source: "News", Published: time.Date(2026, 3, 1, 12, 0, 0, 5000, time.FixedZone("", 7200))},
		Evidence: fact.Evidence{Field: fact.FieldText, Text: "$1 billion", Start: 3, End: 13, Sentence: "It has $1 billion."},
	}
	company, amount, valuation, power, stake := head, head, head, head, head
	company.Type, company.Company, company.Mentions = fact.TypeCompany, &fact.Company{Name: "Acme", ID: "acme", Ticker: "ACME"}, []fact.Mention{{Text: "Acme", Start: 0, End: 4}, {Text: "it", Start: 9, End: 11}}
	amount.Type, amount.Amount, amount.Role = fact.TypeAmount, &fact.Amount{Low: number(1e9), High: number(2e9), Currency: "USD", Qualifier: fact.Range}, fact.RoleFunding
	amount.Companies = []fact.Party{{Name: "Acme", ID: "acme", Part: fact.PartReceiver}}
	valuation.Type, valuation.Company, valuation.Amount, valuation.Status = fact.TypeValuation, company.Company, &fact.Amount{Qualifier: fact.Vague}, fact.StatusTalks
	valuation.Article.Published = time.Time{}
	power.Type, power.Power, power.Kind, power.Count = fact.TypeGigawatt, &fact.Power{Low: number(0.5), High: number(0.5), Unit: fact.UnitGW, Qualifier: fact.Exact}, fact.KindDemand, 2
	stake.Type, stake.Holder, stake.Company, stake.Percent, stake.Qualifier = fact.TypeStake, &fact.Company{Name: "Bolt", ID: "bolt"}, company.Company, &fact.Percent{Low: number(11), High: number(11)}, fact.Approx
	return []fact.Fact{company, amount, valuation, power, stake}
}

// numbered are facts with IDs from a number on.
func numbered(from, to int) []fact.Fact {
	var out []fact.Fact
	for i := from; i < to; i++ {
		f := each()[i%5]
		f.ID = fmt.Sprint(i)
		out = append(out, f)
	}
	return out
}

func readRows(t *testing.T, path string) []row {
	t.Helper()
	rows, err := parquet.ReadFile[row](path)
	if err != nil {
		t.Fatal(err)
	}
	return rows
}

func ids(t *testing.T, path string) []string {
	t.Helper()
	var out []string
	for _, r := range readRows(t, path) {
		out = append(out, r.ID)
	}
	return out
}

func wantIDs(facts []fact.Fact) []string {
	var out []string
	for _, f := range facts {
		out = append(out, f.ID)
	}
	return out
}

func must[T any](t *testing.T) func(T, error) T {
	return func(value T, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return value
	}
}
