package company

import "testing"

func TestPersonsAreCounted(t *testing.T) {
	for _, c := range []struct {
		text, word string
		want       persons
	}{
		{"Police sought Jeffrey Halden, and Halden fled.", "halden", persons{surname: 1}},
		{"Police sought Jeffrey Halden, and Halden fled.", "jeffrey", persons{given: 1}},
		{"They met Jeffrey P. Halden there.", "halden", persons{surname: 1}},
		{"They met Mr Halden there. Senator Halden left.", "halden", persons{ranked: 2}},
		{"“It is late,” said Brzq Halden, the choir's director.", "halden", persons{surname: 1}},
		{"They sold Brzq Halden, which had a director, at a loss.", "halden", persons{}},
		{"They joined Jeffrey Holdings Ltd in May.", "holdings", persons{}},
		{"It bought Brzq Halden in May.", "halden", persons{}},
	} {
		if got := readTest(t, c.text).words.Get(hashWord(c.word)).persons; got != c.want {
			t.Errorf("%q: %s is counted %+v, want %+v", c.text, c.word, got, c.want)
		}
	}
}

func TestShortenedTellsTheWordThatStandsAlone(t *testing.T) {
	company := readTest(t, "He left Kestrel Vorn. The head of Kestrel wept, as did all at Kestrel.")
	person := readTest(t, "He saw Kestrel Vorn. The dog of Vorn wept, as did all at the house of Vorn.")
	neither := readTest(t, "He saw Kestrel Vorn.")
	a, b, c := company.shortened(2, 4), person.shortened(2, 4), neither.shortened(2, 4)
	if a == b || a == c || b == c {
		t.Errorf("by the first word %d, by the last %d, by neither %d: want three values", a, b, c)
	}
}
