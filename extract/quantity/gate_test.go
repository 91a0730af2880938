package quantity

import (
	"strings"
	"testing"
)

func TestGateAdmitsItsWordsInAnyCase(t *testing.T) {
	l, err := newLexicon()
	if err != nil {
		t.Fatal(err)
	}
	var g gate
	for word := range l.heads {
		g.admit(word)
	}
	for word := range l.heads {
		if title := upperCase(word[:1]) + word[1:]; !g.admits(word) || !g.admits(title) {
			t.Errorf("%q is kept out", word)
		}
	}
	others := strings.Fields("the company said that its third plant would open next week under a licence from Ghent , and")
	admitted := 0
	for _, word := range others {
		if g.admits(word) {
			admitted++
		}
	}
	if admitted > 3 || g.admits("") { // "a", "third" and one by chance
		t.Errorf("%d of %q are admitted", admitted, others)
	}
}

func upperCase(s string) string {
	if s[0] >= 0x80 {
		return s
	}
	return strings.ToUpper(s)
}
