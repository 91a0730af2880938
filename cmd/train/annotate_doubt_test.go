package main

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// doubtful has a slip of each kind, and beside each what is none.
const doubtful = `### x1-001-doubtful
T Title
P 2026-02-03T04:05:06Z
S Paper
C K Kestrel
C F Fjord
X Rook = not_company: bird
B
Kestrel, worth {€5 million|a 5m EUR e valuation K}, owes about {€6 million|a 6m EUR e debt K V=past} and {€7 million|a 7m USD e debt K}.

Fjord is valued at {€8 million|a 8m EUR e valuation F V=actual:K}, or {€9 million|a 9m EUR e valuation F V=actual}, the Rook heard.

It paid {€1 million|a 1b EUR e other F} and {€2|a 2 EUR e other F} million, {quickly|a 5 EUR e other}, and €3 million, for about {4 GW|p 4 ~ demand F}.

### x1-002-other
T Title
P 2026-02-03T04:05:06Z
S Paper
C R Rook
C M Måke AS
B
Rook, Kestrel and Kestrels, and the kestrel, met Måke AS. Måke stayed, like Måker.
`

func TestWriteDoubts(t *testing.T) {
	all, err := compileText(doubtful)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := writeDoubts(&b, all); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"s.txt:9: x1-001-doubtful: has role valuation and no V=: [€5 million]",
		"s.txt:9: x1-001-doubtful: has V= and role debt: [€6 million]",
		"s.txt:9: x1-001-doubtful: is exact and read as approx: [€6 million]",
		"s.txt:9: x1-001-doubtful: is in USD and read as EUR: [€7 million]",
		"s.txt:11: x1-001-doubtful: is a valuation of Kestrel, which is not among its companies: [€8 million]",
		"s.txt:13: x1-001-doubtful: is 1e+09 to 1e+09 and read as 1e+06 to 1e+06: [€1 million]",
		"s.txt:13: x1-001-doubtful: is read with a span that begins +0 and ends +8 bytes beside: [€2]",
		"s.txt:13: x1-001-doubtful: is not read as a quantity: [quickly]",
		"s.txt:13: x1-001-doubtful: is read as a quantity and not annotated: [€3 million]",
		"s.txt:22: x1-002-other: is a company elsewhere and not annotated: [Kestrel]",
		"s.txt:22: x1-002-other: begins the name of Måke AS and is not annotated: [Måke]",
	}
	if diff := cmp.Diff(want, withoutContext(b.String())); diff != "" {
		t.Errorf("(-want +got)\n%s", diff)
	}
}

// withoutContext keeps of each line what was found and the words it is about.
func withoutContext(lines string) []string {
	var all []string
	for line := range strings.Lines(lines) {
		at := strings.LastIndex(line, ": ")
		words := line[strings.Index(line, "[") : strings.Index(line, "]")+1]
		all = append(all, line[:at]+": "+words)
	}
	return all
}
