package relation

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/index"
	"github.com/gigawire/gigawire/extract/sentence"
)

func TestTableFindsPhrases(t *testing.T) {
	var table table
	err := table.load("# a comment\nfund: raise*, round, series a\n rights issue\nsell: sale of\nmark: ,,;\nmoney: rais*\n")
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][]string{
		"raised":                {"fund"},
		"raising":               {"money"},
		"a Series A round":      {"", "fund", "fund", "fund"},
		"series b":              {"", ""},
		"rights issue, sale of": {"fund", "fund", "mark", "sell", "sell"},
		"sale":                  {""},
		"; unround":             {"mark", ""},
	} {
		if diff := cmp.Diff(want, marked(&table, text)); diff != "" {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
	}
}

// marked returns the names that a table gives the words of a text.
func marked(t *table, text string) []string {
	all := &tables{topics: *t, moods: *t, grammar: *t}
	all.findFirsts()
	v := &view{}
	v.begin(sentence.Split(text), nil, nil, all)
	var out []string
	for s := range v.text.Sentences {
		for _, it := range v.items(s) {
			out = append(out, t.names[it.topic])
		}
	}
	return out
}

func TestTableRefusesWhatHasNoName(t *testing.T) {
	for _, data := range []string{" raise, round\n", "raise, round\n", "a phrase\n", "fund: raise\nsell: raise\n"} {
		if err := new(table).load(data); err == nil {
			t.Errorf("%q was read without an error", data)
		}
	}
}

// TestTablesListOnce keeps a word from meaning two things in one table, of
// which only one would count.
func TestTablesListOnce(t *testing.T) {
	all, err := loadTables()
	if err != nil {
		t.Fatal(err)
	}
	for name, table := range map[string]*table{"triggers": &all.topics, "statuses": &all.moods, "grammar": &all.grammar} {
		for _, words := range []*index.Table[first]{&table.words, &table.stems} {
			for _, f := range words.All() {
				checkOnce(t, name, table, f.more)
			}
		}
	}
}

func checkOnce(t *testing.T, name string, table *table, more int32) {
	t.Helper()
	for ; more != 0; more = table.phrases[more-1].more {
		a := table.phrases[more-1]
		for other := a.more; other != 0; other = table.phrases[other-1].more {
			b := table.phrases[other-1]
			if a.cue != b.cue && cmp.Equal(a.rest, b.rest, cmp.AllowUnexported(pattern{})) {
				t.Errorf("%s: a phrase stands both under %s and %s", name, table.names[a.cue], table.names[b.cue])
			}
		}
	}
}

func TestFrame(t *testing.T) {
	all, err := loadTables()
	if err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string][4]string{
		"a fine of about Q today":     {"of", "fine", "today", ""},
		"paid the Q bond sale , then": {"", "paid", "sale", ""},
		"earned Q in net revenue":     {"", "earned", "", "net"},
		"; Q .":                       {"", "", "", ""},
	} {
		v := &view{}
		v.begin(sentence.Split(text), nil, nil, all)
		items := v.items(0)
		at := 0
		for items[at].Of(text) != "Q" {
			at++
		}
		items[at].kind = isQuantity
		f := all.frame(items, at, at)
		got := [4]string{"", of(items, f.governor, text), of(items, f.head, text), of(items, f.complement, text)}
		if f.preposition != 0 {
			got[0] = items[f.left].Of(text)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q: -want +got\n%s", text, diff)
		}
	}
}

func of(items []item, i int, text string) string {
	if i < 0 {
		return ""
	}
	return items[i].Of(text)
}

func TestWordsWantTheNameOfASet(t *testing.T) {
	var words wordSets
	err := words.load("# a comment\nrelative: which, who\nrelative: whose\n")
	if err != nil || len(words.relative) != 3 || len(words.subject) != 0 {
		t.Errorf("words %v, error %v", words, err)
	}
	for _, data := range []string{"relatives: which\n", "which, who\n"} {
		if err := new(wordSets).load(data); err == nil {
			t.Errorf("%q was read without an error", data)
		}
	}
}
