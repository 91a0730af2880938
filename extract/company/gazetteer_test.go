package company

import (
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/index"
)

func newTestTables() *tables {
	t := &tables{
		lexicon:   lexicon{index.New[class](2)},
		gazetteer: gazetteer{entries: index.New[entry](0)}, lowerNames: index.New[struct{}](0),
	}
	*t.lexicon.At(hashWord("holdings")), *t.lexicon.At(hashWord("target")) = firm, dictionary
	return t
}

func TestGazetteerKnowsPrefixes(t *testing.T) {
	g := gazetteer{entries: index.New[entry](0)}
	g.add("Kestrel Foods", inCurated, 3)
	if e := g.find("kestrel foods"); e.company != 3 || e.listed != inCurated {
		t.Errorf("the name: %+v", e)
	}
	if e := g.find("Kestrel"); !e.prefix || e.listed != 0 || e.company != -1 {
		t.Errorf("its beginning: %+v", e)
	}
	if e := g.find("Foods"); e.prefix || e.company != -1 {
		t.Errorf("its end: %+v", e)
	}
}

func TestRegisterIdentifiesByTheLongestName(t *testing.T) {
	tab := newTestTables()
	tab.records = append(tab.records, fact.Company{Name: "Kestrel"}, fact.Company{Name: "Osprey"})
	tab.private = []int32{1}
	tab.addName("Kestrel", inCurated, 0)
	tab.addName("Kestrel Foods", inCurated, 0)
	tab.addName("Osprey", inCurated, 1)
	tab.register([]fact.Company{
		{Name: "Kestrel", Ticker: "K", CIK: "3"}, {Name: "Kestrel Foods", Ticker: "KSTL", CIK: "7"}, {Name: "Osprey", CIK: "9"},
	})
	want := []fact.Company{{Name: "Kestrel", Ticker: "KSTL", CIK: "7"}, {Name: "Osprey"}}
	if diff := cmp.Diff(want, tab.records); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestHandListBeatsRegister(t *testing.T) {
	tab := newTestTables()
	tab.addName("Manchester Rovers", inBodies, -1)
	tab.addListed(fact.Company{Name: "Manchester Rovers", Ticker: "ROV"})
	if e := tab.gazetteer.find("Manchester Rovers"); e.listed != inBodies || len(tab.records) != 0 {
		t.Errorf("got %+v, %d records", e, len(tab.records))
	}
}

func TestShortNames(t *testing.T) {
	tab := newTestTables()
	for name, want := range map[string]string{
		"Kestrel Holdings": "Kestrel", "Kestrel Foods Holdings": "Kestrel Foods", "Target Holdings": "", "Abc Holdings": "", "Kestrel": "",
	} {
		if got, ok := tab.shortName(name); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v; want %q", name, got, ok, want)
		}
	}
}

func TestNamesAreWellFormed(t *testing.T) {
	section, seen := "", map[string]bool{}
	for line := range lines(nameData) {
		if line[0] == '[' {
			section, seen = line, map[string]bool{}
			continue
		}
		for name := range strings.SplitSeq(line, " | ") {
			if name != strings.TrimSpace(name) || name == "" || strings.Contains(name, "|") {
				t.Errorf("%s: %q is not written NAME | NAME", section, line)
			}
			if seen[name] {
				t.Errorf("%s: %q stands twice", section, name)
			}
			seen[name] = true
		}
	}
}

func TestProvenanceOfEveryFile(t *testing.T) {
	readme, err := os.ReadFile("data/README.md")
	if err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir("data")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !strings.Contains(string(readme), file.Name()) && file.Name() != "README.md" {
			t.Errorf("data/README.md does not say where %s comes from", file.Name())
		}
	}
}
