package relation

import (
	"fmt"
	"strings"
	"time"
)

// asOfReach is how many items after a valuation its year is looked for in.
const asOfReach = 12

// asOf returns the year, and the month before it, that the words after a
// valuation give, "2024-03" or "2024".
func (d *decoder) asOf(q int) string {
	items, at := d.at(q)
	for i := at + 1; i > 0 && i < len(items) && i <= at+asOfReach && items[i].kind != isQuantity; i++ {
		if items[i].stem != yearWord {
			continue
		}
		year := items[i].Of(d.text.Raw)
		if month := monthOf(items[i-1].Of(d.text.Raw)); month != 0 {
			return fmt.Sprintf("%s-%02d", year, month)
		}
		return year
	}
	return ""
}

// monthOf returns the month that a word names, "March", "Mar" or "Mar.", 0 for
// none. A capital tells May from may.
func monthOf(word string) time.Month {
	word = strings.TrimSuffix(word, ".")
	for m := time.January; m <= time.December; m++ {
		if name := m.String(); word == name || word == name[:3] || m == time.September && word == name[:4] {
			return m
		}
	}
	return 0
}
