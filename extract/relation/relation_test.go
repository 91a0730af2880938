package relation_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/relation"
	"github.com/gigawire/gigawire/extract/sentence"
)

// reader does what extract does before it relates.
type reader struct {
	quantities *quantity.Scanner
	companies  *company.Recogniser
	relations  *relation.Relater
}

func newReader(t testing.TB) *reader {
	t.Helper()
	quantities, err := quantity.New()
	if err != nil {
		t.Fatal(err)
	}
	companies, err := company.New()
	if err != nil {
		t.Fatal(err)
	}
	relations, err := relation.New()
	if err != nil {
		t.Fatal(err)
	}
	return &reader{quantities, companies, relations}
}

// read is what was read of a text.
type read struct {
	text       *sentence.Text
	quantities []quantity.Quantity
	entities   []company.Entity
	relation.Relations
}

func (r *reader) read(raw string) read {
	text := sentence.Split(raw)
	quantities := r.quantities.Scan(text)
	entities := r.companies.Recognise(text, company.Hint{})
	return read{text, quantities, entities, r.relations.Relate(text, quantities, entities)}
}

// lines writes relations as testdata/cases.txt does.
func (r *read) lines() []string {
	var out []string
	for _, a := range r.Amounts {
		out = append(out, fmt.Sprintf("%s | %s | %s", r.quantity(a.Quantity), a.Role, r.names(a.Parties)))
	}
	for _, g := range r.Gigawatts {
		out = append(out, fmt.Sprintf("%s | %s | %s", r.quantity(g.Quantity), g.Kind, r.names(g.Parties)))
	}
	for _, v := range r.Valuations {
		out = append(out, fmt.Sprintf("= %s | %s | %s", r.quantity(v.Quantity), r.entities[v.Entity].Name, v.Status))
	}
	return out
}

func (r *read) quantity(q int) string { return r.quantities[q].Of(r.text.Raw) }

func (r *read) names(parties []relation.Party) string {
	names := make([]string, len(parties))
	for i, p := range parties {
		names[i] = r.entities[p.Entity].Name
	}
	if len(names) == 0 {
		return "-"
	}
	return strings.Join(names, ", ")
}

func TestCases(t *testing.T) {
	data, err := os.ReadFile("testdata/cases.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newReader(t)
	cases := 0
	for block := range strings.SplitSeq(string(data), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(strings.TrimSpace(block), "\n")
		for i := range lines {
			lines[i] = strings.TrimSpace(lines[i])
		}
		cases++
		t.Run(lines[0], func(t *testing.T) {
			got := r.read(lines[0])
			if diff := cmp.Diff(lines[1:], got.lines()); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
	if cases < 10 {
		t.Errorf("read %d cases, want all of them", cases)
	}
}

// FuzzRelate holds relations to what every text's must be.
func FuzzRelate(f *testing.F) {
	f.Add("Acme raised $5 million at $50 million post-money, said Beta Corp of its 12% stake.")
	f.Add("A 2 GW site (1.2 GW of it for Oracle) costs $3bn ($1.5 billion a gigawatt).")
	f.Add("$5m\n\n$6m\n\n7 MW")
	r := newReader(f)
	f.Fuzz(func(t *testing.T, raw string) {
		first, second := r.read(raw), r.read(raw)
		if diff := cmp.Diff(first.Relations, second.Relations); diff != "" {
			t.Fatalf("the same text gave other relations:\n%s", diff)
		}
		money, power := 0, 0
		for _, q := range first.quantities {
			switch q.Kind {
			case quantity.Money:
				money++
			case quantity.Power:
				power++
			}
		}
		if len(first.Amounts) != money || len(first.Gigawatts) != power {
			t.Fatalf("%d amounts of %d, %d powers of %d", len(first.Amounts), money, len(first.Gigawatts), power)
		}
		for _, a := range first.Amounts {
			checkConfidence(t, a.Confidence)
			checkParties(t, a.Parties, len(first.entities))
		}
		for _, g := range first.Gigawatts {
			checkConfidence(t, g.Confidence)
			checkParties(t, g.Parties, len(first.entities))
			if !strings.Contains(raw, g.Site) {
				t.Errorf("site %q is not in the text", g.Site)
			}
		}
	})
}

func checkConfidence(t *testing.T, c float64) {
	t.Helper()
	if !(c >= 0 && c <= 1) {
		t.Errorf("confidence %v is not between 0 and 1", c)
	}
}

func checkParties(t *testing.T, parties []relation.Party, entities int) {
	t.Helper()
	seen := map[int]bool{}
	for _, p := range parties {
		if p.Entity < 0 || p.Entity >= entities || seen[p.Entity] {
			t.Errorf("party %d of %d entities, seen %v", p.Entity, entities, seen[p.Entity])
		}
		seen[p.Entity] = true
	}
}

// TestWhoTakesPower tells whom power is built for or supplied to from who has
// it.
func TestWhoTakesPower(t *testing.T) {
	r := newReader(t).read("Constellation Energy will supply 835 megawatts to Microsoft from the plant.")
	parts := map[string]fact.Part{}
	for _, g := range r.Gigawatts {
		for _, p := range g.Parties {
			parts[r.entities[p.Entity].Name] = p.Part
		}
	}
	want := map[string]fact.Part{"Constellation": fact.PartSubject, "Microsoft": fact.PartReceiver}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Errorf("parts: -want +got\n%s", diff)
	}
}
