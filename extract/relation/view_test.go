package relation

import (
	"strings"
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

// TestPartsOfAWordAreItems: what a hyphen ties to a name, or two names to each
// other, is not lost.
func TestPartsOfAWordAreItems(t *testing.T) {
	tables, err := loadTables()
	if err != nil {
		t.Fatal(err)
	}
	const a, b = "Arvel", "Bonn Tower"
	for raw, want := range map[string]string{
		"Arvel-backed pipes":       "{Arvel} backed pipes",
		"the ex-Arvel man":         "the ex {Arvel} man",
		"an Arvel-Bonn Tower deal": "an {Arvel} / {Bonn Tower} deal",
		"Bonn Tower-Arvel, again":  "{Bonn Tower} / {Arvel} , again",
		"state-owned Arvel":        "state-owned {Arvel}",
	} {
		v := &view{}
		v.begin(sentence.Split(raw), nil, []company.Entity{mentioned(raw, a), mentioned(raw, b)}, tables)
		var got []string
		for _, it := range v.items(0) {
			switch word := it.Of(raw); {
			case it.kind == isEntity:
				got = append(got, "{"+word+"}")
			case it.word == joinWord:
				got = append(got, "/")
			default:
				got = append(got, word)
			}
		}
		if joined := strings.Join(got, " "); joined != want {
			t.Errorf("%q has the items %q, want %q", raw, joined, want)
		}
	}
}

// mentioned returns an entity whose mention is where a text has its name.
func mentioned(raw, name string) company.Entity {
	at := strings.Index(raw, name)
	if at < 0 {
		return company.Entity{}
	}
	return company.Entity{Mentions: []company.Mention{{Span: sentence.Span{Start: at, End: at + len(name)}}}}
}
