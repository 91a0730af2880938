package fact

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func number(v float64) *float64 { return &v }

// samples returns one fact of each type, every field set, and some with as
// few as the schema allows.
func samples() []Fact {
	head := Fact{
		ID: "0123456789abcdef0123456789abcdef", Version: Version,
		Article:    Article{ID: "a1", URL: "https://news.example/a", Title: "T", Source: "S", Published: time.Unix(1e9, 0).UTC()},
		Evidence:   Evidence{FieldText, "€3bn", 4, 8, "A €3bn deal."},
		Confidence: 0.5,
	}
	of := func(t Type, set func(*Fact)) Fact {
		f := head
		f.Type = t
		set(&f)
		return f
	}
	acme := &Company{Name: "Acme", ID: "acme", Ticker: "ACM", Exchange: "NYSE", CIK: "1", LEI: "2", Wikidata: "Q3"}
	money := &Amount{number(3e9), number(3e9), "EUR", Exact}
	return []Fact{
		of(TypeCompany, func(f *Fact) {
			f.Company, f.Mentions, f.Outlet = acme, []Mention{{"Acme", 0, 4}}, true
			f.Nominals = []Mention{{"the company", 9, 20}}
		}),
		of(TypeAmount, func(f *Fact) {
			f.Amount, f.Role, f.Companies = money, RoleFunding, []Party{{"Acme", "acme", PartPayer}}
		}),
		of(TypeAmount, func(f *Fact) { f.Amount, f.Role = &Amount{Qualifier: Vague}, RoleOther }),
		of(TypeValuation, func(f *Fact) {
			f.Company, f.Amount, f.Status, f.Basis, f.AsOf = acme, money, StatusPast, BasisPostMoney, "2024-03"
		}),
		of(TypeGigawatt, func(f *Fact) {
			f.Power, f.Kind, f.Status = &Power{number(1), number(2), UnitGW, Range}, KindDemand, StatusPlanned
			f.Companies, f.Site, f.Count = []Party{{"Acme", "acme", PartSubject}}, "Amber Field", 2
			f.Place = "Ohio"
		}),
		of(TypeStake, func(f *Fact) {
			f.Holder, f.Company, f.Percent = acme, acme, &Percent{number(14), number(14)}
			f.Qualifier, f.Status = Approx, StatusActual
		}),
		of(TypeStake, func(f *Fact) {
			f.Company, f.Percent, f.Qualifier, f.Status = acme, &Percent{number(5), number(5)}, Exact, StatusPast
		}),
	}
}

func TestJSONRoundTrip(t *testing.T) {
	for _, want := range samples() {
		data, err := json.Marshal(want)
		if err != nil {
			t.Fatal(err)
		}
		var got Fact
		if err := json.Unmarshal(data, &got); err != nil {
			t.Fatal(err)
		}
		if want.Type == TypeAmount {
			want.Companies = present(want.Companies)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: %s", want.Type, diff)
		}
	}
}

func TestJSONHasTheFieldsOfItsTypeAndNoOthers(t *testing.T) {
	common := "article,confidence,evidence,id,type,version"
	want := map[Type]string{
		TypeCompany:   "company,mentions,nominals,outlet",
		TypeAmount:    "amount,companies,role",
		TypeValuation: "amount,as_of,basis,company,status",
		TypeGigawatt:  "companies,count,kind,place,power,site,status",
		TypeStake:     "company,holder,percent,qualifier,status",
	}
	for _, f := range samples() {
		data, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		var fields map[string]json.RawMessage
		if err := json.Unmarshal(data, &fields); err != nil {
			t.Fatal(err)
		}
		all := slices.Sorted(slices.Values(strings.Split(common+","+want[f.Type], ",")))
		if diff := cmp.Diff(all, slices.Sorted(maps.Keys(fields))); diff != "" {
			t.Errorf("%s: %s", f.Type, diff)
		}
	}
}

func TestJSONOfUnknownTypeIsAnError(t *testing.T) {
	if _, err := json.Marshal(Fact{Type: "rumour"}); err == nil {
		t.Error("a fact of an unknown type was written")
	}
}

func TestUnknownCurrencyIsNull(t *testing.T) {
	data, err := json.Marshal(Amount{Qualifier: Vague})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"low":null,"high":null,"currency":null,"qualifier":"vague"}`; string(data) != want {
		t.Errorf("got %s, want %s", data, want)
	}
}

func TestLargeNumbersAreWrittenPlainly(t *testing.T) {
	data, err := json.Marshal(Amount{number(61.5e9), number(8e14), "KRW", Exact})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(data), `"low":61500000000,"high":800000000000000`) {
		t.Errorf("got %s", data)
	}
}

func TestIDDependsOnArticleTypeSpanAndValue(t *testing.T) {
	base := samples()[3]
	seen := map[string]string{ID(&base): "base"}
	for name, change := range map[string]func(*Fact){
		"article":  func(f *Fact) { f.Article.ID = "a2" },
		"type":     func(f *Fact) { f.Type = TypeAmount },
		"field":    func(f *Fact) { f.Evidence.Field = FieldTitle },
		"start":    func(f *Fact) { f.Evidence.Start++ },
		"end":      func(f *Fact) { f.Evidence.End++ },
		"company":  func(f *Fact) { f.Company = &Company{ID: "other"} },
		"value":    func(f *Fact) { f.Amount = &Amount{number(1), number(1), "EUR", Exact} },
		"currency": func(f *Fact) { f.Amount = &Amount{number(3e9), number(3e9), "USD", Exact} },
	} {
		f := base
		change(&f)
		if other, ok := seen[ID(&f)]; ok {
			t.Errorf("a change of %s gives the ID of %s", name, other)
		}
		seen[ID(&f)] = name
	}
}

func TestIDIgnoresWhatMayImprove(t *testing.T) {
	a, b := samples()[3], samples()[3]
	b.Confidence, b.Status, b.Evidence.Sentence = 0.9, StatusTalks, "Another cut."
	if ID(&a) != ID(&b) {
		t.Error("the ID depends on confidence, status or sentence")
	}
}

func TestKey(t *testing.T) {
	want := []string{"acme", "acme", "a1", "acme", "acme", "acme", "acme"}
	for i, f := range samples() {
		if got := f.Key(); got != want[i] {
			t.Errorf("key of sample %d (%s) is %q, want %q", i, f.Type, got, want[i])
		}
	}
}
