package main

import (
	"strings"
	"testing"
	"testing/fstest"
)

// sound is an article that compiles; each case breaks it at one place.
const sound = `### x1-001-sound
T Title
P 2026-02-03T04:05:06Z
S Paper
C K Kestrel = Kestrel Foods
C F Fjord
O L Ledger
X Rook = not_company: bird
H marked
B
Kestrel Foods and Fjord, says the Ledger, like the Rook.

It paid {€5m|a 5m EUR e valuation K,F V=actual:F} for {2 GW|p 2 e demand F @Hull} in Hull. It has {5%|s 5 e K F past} of it.
`

func TestSoundCompiles(t *testing.T) {
	if _, err := compileText(sound); err != nil {
		t.Error(err)
	}
}

func compileText(text string) ([]*compiled, error) {
	return compileSources(fstest.MapFS{"s.txt": {Data: []byte(text)}})
}

func TestCompileErrors(t *testing.T) {
	for _, c := range []struct{ old, broken, want string }{
		// header
		{"T Title\n", "", `s.txt:1: x1-001-sound: reading header: no line T`},
		{"T Title\n", "T Title\nT Title\n", `s.txt:3: x1-001-sound: reading header: second line T`},
		{"T Title\n", "T Title\nZ Zebra\n", `s.txt:3: x1-001-sound: reading header: unknown line "Z"`},
		{"T Title\n", "T Title\nQ crooked\n", `s.txt:1: x1-001-sound: reading line Q: unknown setting "crooked"`},
		{"T Title\n", "Title\n", `s.txt:2: x1-001-sound: reading header: "Title" is no letter and a value`},
		{"04:05:06Z", "04.05", `s.txt:1: x1-001-sound: reading line P: `},
		{"x1-001-sound", "Sound", `s.txt:1: Sound: reading id: `},
		{"\nB\n", "\n", `s.txt:1: x1-001-sound: reading article: no line B`},
		{"C F Fjord", "C K Fjord", `s.txt:6: x1-001-sound: reading header: key "K" is that of Kestrel too`},
		{"O L Ledger", "O K Ledger", `s.txt:7: x1-001-sound: reading header: key "K" is that of Kestrel too`},
		{"O L Ledger", "O L", `s.txt:7: x1-001-sound: reading header: key "L" has no name`},
		{"not_company: bird", "bird: chess", `s.txt:8: x1-001-sound: unknown code "bird"`},
		{"not_company: bird", "not_company", `s.txt:8: x1-001-sound: code "not_company" has no reason`},
		{"Rook = ", "Rook: ", `s.txt:8: x1-001-sound: reading header: "Rook: not_company: bird" has no code and reason`},
		{"T Title\n", "T Title\nN some\n", `s.txt:3: x1-001-sound: reading header: line N says "some", not marked`},
		// names
		{"= Kestrel Foods", "= Kestrel Foods; Kestrel", `s.txt:5: x1-001-sound: finding names: alias "Kestrel" never occurs in the text`},
		{"X Rook", "X Crow", `s.txt:8: x1-001-sound: finding names: alias "Crow" never occurs in the text`},
		{"O L Ledger", "O L Herald", `s.txt:7: x1-001-sound: finding names: Herald is never mentioned`},
		// amounts
		{"K,F V", "K,G V", `s.txt:13: x1-001-sound: reading {€5m|a 5m EUR e valuation K,G V=actual:F}: unknown key "G"`},
		{"K,F V", "K,L V", `unknown key "L"`},
		{"e valuation", "e worth", `s.txt:13: x1-001-sound: reading {€5m|a 5m EUR e worth K,F V=actual:F}: unknown role "worth"`},
		{"V=actual", "V=denied", `unknown status "denied"`},
		{"=actual:F", "=actual:G", `unknown key "G"`},
		{"K,F V=actual:F", "V=actual", `a valuation is of one company, not "-"`},
		{"V=actual:F", "W=actual:F", `unknown option "W=actual:F"`},
		{"V=actual:F", "V=actual:F V=past:K", `unknown option "V=past:K"`},
		{"5m EUR e valuation K,F V=actual:F", "5m EUR e", `at least value, currency, qualifier and role`},
		{"5m EUR", "5,0m EUR", `value "5,0m" is no number with a scale`},
		{"5m EUR", "5x EUR", `unknown scale "x"`},
		{"5m EUR", "6m-5m EUR", `value "6m-5m" does not go with qualifier "e"`},
		{"5m EUR e", "6m-5m EUR r", `value "6m-5m" does not go with qualifier "r"`},
		{"5m EUR e", "5m EUR r", `value "5m" does not go with qualifier "r"`},
		{"5m EUR e", "5m EUR v", `value "5m" does not go with qualifier "v"`},
		{"5m EUR e", "- EUR e", `value "-" does not go with qualifier "e"`},
		{"5m EUR e", "5m EUR =", `unknown qualifier "="`},
		{"EUR e", "EUX e", `unknown currency "EUX"`},
		{"EUR e", "eur e", `unknown currency "eur"`},
		{"T Title\n", "T Title\nH some\n", `s.txt:3: x1-001-sound: reading header: line H says "some", not marked`},
		// stakes
		{"H marked\n", "", `the header has no line H to say that all stakes are marked`},
		{"K F past", "L F past", `s.txt:13: x1-001-sound: reading {5%|s 5 e L F past}: unknown key "L"`},
		{"K F past", "K - past", `a stake is of one company that is not its holder, not "-"`},
		{"K F past", "K,F F past", `a stake is of one company that is not its holder, not "F"`},
		{"K F past", "K F rumoured", `unknown status "rumoured"`},
		{"K F past", "K F", `a stake has value, qualifier, holders, company and status`},
		{"s 5 e", "s 5% e", `value "5%" is no number with a scale`},
		// power
		{"demand F", "demands F", `s.txt:13: x1-001-sound: reading {2 GW|p 2 e demands F @Hull}: unknown kind "demands"`},
		{"demand F", "demand G", `unknown key "G"`},
		{"demand F", "demand F K", `power has value, qualifier, kind and perhaps keys`},
		{"p 2 e", "p 2GW e", `value "2GW" is no number with a scale`},
		{"@Hull", "@Goole", `site "Goole" is not in the text`},
		// other braces
		{"the Ledger,", "{the paper|c P} Ledger,", `s.txt:11: x1-001-sound: reading {the paper|c P}: unknown key "P"`},
		{"the Ledger,", "{the|i joke: one} Ledger,", `unknown code "joke"`},
		{"in Hull.", "for {the grocer|n K}.", `the header has no line N to say that all such are marked`},
		{"bird\nH marked\nB\nKestrel", "bird\nH marked\nN marked\nB\n{The grocer|n -}, Kestrel", `reading {The grocer|n -}: it refers to nobody`},
		{"bird\nH marked\nB\nKestrel", "bird\nH marked\nN marked\nB\n{The grocer|n G}, Kestrel", `reading {The grocer|n G}: unknown key "G"`},
		{"the Ledger,", "{the|z K} Ledger,", `unknown type "z"`},
		{"the Ledger,", "{the |c L}Ledger,", `no words, or spaces around them`},
		{"demand F @Hull}", "demand F @Hull", `s.txt:13: x1-001-sound: reading body: markup left open at "{2 GW|p 2 e demand F @Hull in `},
		{"says", "says}", `s.txt:11: x1-001-sound: reading body: markup left open at "} the Ledger, like the Rook.`},
		{"says", "says |", `markup left open at "| the Ledger`},
	} {
		if strings.Count(sound, c.old) != 1 {
			t.Fatalf("%q does not say where", c.old)
		}
		_, err := compileText(strings.Replace(sound, c.old, c.broken, 1))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: got %v, want %s", c.broken, err, c.want)
		}
	}
}

func TestCompileTellsAllErrors(t *testing.T) {
	broken := strings.NewReplacer("K,F V", "K,G V", "@Hull", "@Goole").Replace(sound)
	_, err := compileText(broken + "\n" + sound)
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		`s.txt:15: x1-001-sound: repeating the id of s.txt:1`, `unknown key "G"`, `site "Goole"`,
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s lacks %s", err, want)
		}
	}
}
