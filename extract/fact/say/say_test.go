package say

import (
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
)

func amount(low, high float64, currency string, q fact.Qualifier) *fact.Fact {
	return &fact.Fact{Type: fact.TypeAmount, Amount: &fact.Amount{Low: &low, High: &high, Currency: currency, Qualifier: q}}
}

func TestAmountsAreWrittenAsPeopleWriteThem(t *testing.T) {
	for want, f := range map[string]*fact.Fact{
		"$7,900":                      amount(7900, 7900, "USD", fact.Exact),
		"$26.50":                      amount(26.5, 26.5, "USD", fact.Exact),
		"$1,381.06":                   amount(1381.06, 1381.06, "USD", fact.Exact),
		"$0.0525":                     amount(0.0525, 0.0525, "USD", fact.Exact),
		"$999,999":                    amount(999999, 999999, "USD", fact.Exact),
		"about $61.5 billion":         amount(61.5e9, 61.5e9, "USD", fact.Approx),
		"over £1.25 million":          amount(1.25e6, 1.25e6, "GBP", fact.Over),
		"under ¥2.37 trillion":        amount(2.37e12, 2.37e12, "JPY", fact.Under),
		"up to ₹300 billion":          amount(300e9, 300e9, "INR", fact.UpTo),
		"at least ₩5 trillion":        amount(5e12, 5e12, "KRW", fact.AtLeast),
		"€3–4 billion":                amount(3e9, 4e9, "EUR", fact.Range),
		"$35–37":                      amount(35, 37, "USD", fact.Range),
		"$900 million – $1.2 billion": amount(900e6, 1.2e9, "USD", fact.Range),
		"AUD 45 million":              amount(45e6, 45e6, "AUD", fact.Exact),
		"4 million":                   amount(4e6, 4e6, "", fact.Exact),
		"$1,250 trillion":             amount(1.25e15, 1.25e15, "USD", fact.Exact),
		"$0":                          amount(0, 0, "USD", fact.Exact),
	} {
		if got := Value(f); got != want {
			t.Errorf("%v to %v %s: %q, want %q", *f.Amount.Low, *f.Amount.High, f.Amount.Currency, got, want)
		}
	}
}

func TestPowerIsWrittenInItsUnit(t *testing.T) {
	for want, c := range map[string]struct {
		low, high float64
		count     int
		qualifier fact.Qualifier
	}{
		"over 2.2 GW":    {2.2, 2.2, 1, fact.Over},
		"400 MW":         {0.4, 0.4, 1, fact.Exact},
		"1.5 MW":         {0.0015, 0.0015, 0, fact.Exact},
		"500 kW":         {0.0005, 0.0005, 1, fact.Exact},
		"30–40 GW":       {30, 40, 1, fact.Range},
		"800 MW – 1 GW":  {0.8, 1, 1, fact.Range},
		"3 × 1.3 GW":     {1.3, 1.3, 3, fact.Exact},
		"0 GW":           {0, 0, 1, fact.Exact},
		"about 1.185 GW": {1.185, 1.185, 1, fact.Approx},
	} {
		f := &fact.Fact{Type: fact.TypeGigawatt, Power: &fact.Power{Low: &c.low, High: &c.high, Qualifier: c.qualifier}, Count: c.count}
		if got := Value(f); got != want {
			t.Errorf("%v to %v: %q, want %q", c.low, c.high, got, want)
		}
	}
}

func TestStakesAndVagueValues(t *testing.T) {
	low, high := 10.0, 12.5
	for want, f := range map[string]*fact.Fact{
		"about 10–12.5%":      {Percent: &fact.Percent{Low: &low, High: &high}, Qualifier: fact.Approx},
		"billions of dollars": {Amount: &fact.Amount{Currency: "USD", Qualifier: fact.Vague}, Evidence: fact.Evidence{Text: "billions of dollars"}},
		"tens of megawatts":   {Power: &fact.Power{Qualifier: fact.Vague}, Evidence: fact.Evidence{Text: "tens of megawatts"}},
		"":                    {Type: fact.TypeCompany, Company: &fact.Company{Name: "Acme"}},
	} {
		if got := Value(f); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestEveryWordOfTheSchemaIsShownAsPeopleWriteIt(t *testing.T) {
	var details []string
	for _, r := range fact.Roles() {
		details = append(details, Detail(&fact.Fact{Type: fact.TypeAmount, Role: r}))
	}
	for _, b := range fact.Bases() {
		details = append(details, Detail(&fact.Fact{Type: fact.TypeValuation, Status: fact.StatusActual, Basis: b}))
	}
	for _, s := range fact.PowerStatuses() {
		details = append(details, Detail(&fact.Fact{Type: fact.TypeGigawatt, Kind: "demand", Status: s, Site: "Amber Field"}))
	}
	details = append(details, Detail(&fact.Fact{Type: fact.TypeGigawatt, Kind: "capacity", Site: "Amber Field", Place: "Hull"}))
	want := "valuation|funding|investment|acquisition|revenue|profit|loss|capex|debt|market cap|contract|price|fine|grant|other|" +
		"actual|actual, pre-money|actual, post-money|actual, market cap|actual, enterprise value|" +
		"demand, Amber Field|demand, planned, Amber Field|demand, under construction, Amber Field|demand, operating, Amber Field|capacity, Amber Field, Hull"
	if got := strings.Join(details, "|"); got != want {
		t.Errorf("details %s", got)
	}
}
