package relation

import (
	"testing"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// TestEachQuantityIsAnItem: also one within the words that refer to a company.
func TestEachQuantityIsAnItem(t *testing.T) {
	scanner, err := quantity.New()
	if err != nil {
		t.Fatal(err)
	}
	relater, err := New()
	if err != nil {
		t.Fatal(err)
	}
	text := sentence.Split("The firm, the one gigawatt company, said so.")
	quantities := scanner.Scan(text)
	entities := []company.Entity{{Mentions: []company.Mention{
		{Span: sentence.Span{Start: 0, End: 8}, Nominal: true}, {Span: sentence.Span{Start: 10, End: 34}, Nominal: true},
	}}}
	found := relater.Relate(text, quantities, entities)
	if len(found.Gigawatts) != 1 || len(found.Gigawatts[0].Parties) != 1 {
		t.Errorf("found %+v, want one gigawatt of the company", found.Gigawatts)
	}
	v := &view{}
	v.begin(text, quantities, entities, relater.lookup)
	if _, at := v.at(0); at < 0 {
		t.Error("the quantity is no item")
	}
}
