package relation

import (
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

func TestBasesAreThoseOfFacts(t *testing.T) {
	var lists basisLists
	if err := lists.load("# a comment\npost_money: post-money, after the round\nmarket_cap: market value\n"); err != nil {
		t.Fatal(err)
	}
	if len(lists) != 2 || lists[0].basis != fact.BasisPostMoney || len(lists[0].words) != 2 || lists[0].words[1] != "after the round" {
		t.Errorf("lists %v", lists)
	}
	for _, data := range []string{"book_value: book value\n", "post_money:\n", "post-money\n"} {
		if err := new(basisLists).load(data); err == nil {
			t.Errorf("%q was read without an error", data)
		}
	}
}

func TestMonthOf(t *testing.T) {
	for word, want := range map[string]time.Month{
		"March": time.March, "Mar.": time.March, "May": time.May, "Sept": time.September, "Sep.": time.September,
		"may": 0, "Marc": 0, "in": 0, "": 0, "Juna": 0,
	} {
		if got := monthOf(word); got != want {
			t.Errorf("%q is month %d, want %d", word, got, want)
		}
	}
}
