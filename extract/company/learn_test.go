package company

import (
	"fmt"
	"testing"

	"github.com/gigawire/gigawire/extract/sentence"
)

func TestThinTablesHideNamesOfACompanyTogether(t *testing.T) {
	tab := newTestTables()
	for record := range int32(200) {
		name := fmt.Sprintf("Kestrel %c%c", 'A'+record%26, 'a'+record/26)
		tab.addName(name+" Foods", inCurated, record)
		tab.addName(name+" Grain", inCurated, record)
	}
	hidden := map[int32]int{}
	for _, e := range tab.thin(0.5)[3].gazetteer.entries.All() {
		if e.company >= 0 && e.listed == 0 && !e.prefix {
			hidden[e.company]++
		}
	}
	for record, names := range hidden {
		if names != 2 {
			t.Errorf("record %d: %d of its 2 names are hidden", record, names)
		}
	}
	if n := len(hidden); n < 60 || n > 140 {
		t.Errorf("%d of 200 companies are hidden, want about half", n)
	}
	if e := tab.gazetteer.find("Kestrel Aa Foods"); e.listed != inCurated {
		t.Errorf("the tables themselves have lost a name: %+v", e)
	}
}

func TestPartsCanBeLeftOut(t *testing.T) {
	tab, err := newTables(PartNames | PartRegister | PartCues)
	if err != nil {
		t.Fatal(err)
	}
	if e := tab.gazetteer.find("Nvidia"); e.listed&isCompany != 0 {
		t.Errorf("Nvidia is still listed: %+v", e)
	}
	if e := tab.gazetteer.find("Paris"); e.listed&inPlaces == 0 {
		t.Errorf("Paris is no place: %+v", e)
	}
	if c := tab.lexicon.Get(hashWord("holdings")); c&(firm|trade) != 0 || tab.lexicon.Get(hashWord("inc"))&legal == 0 {
		t.Errorf("cues are still there, or legal forms are gone: %b", c)
	}
}

func TestRulesFindListedNamesAndLegalForms(t *testing.T) {
	l, err := NewLearner(DefaultConfig())
	if err != nil {
		t.Fatal(err)
	}
	entities := l.NewRules().Recognise(sentence.Split("On Monday Nvidia bought Quarrel & Daub Ltd in Paris."), Hint{})
	if len(entities) != 2 || entities[0].Name != "Nvidia" || entities[1].Name != "Quarrel & Daub" {
		t.Errorf("got %+v", entities)
	}
}
