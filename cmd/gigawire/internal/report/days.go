package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/say"
	"github.com/gigawire/gigawire/web/chart"
)

// period is a stretch of time with its facts.
type period struct {
	Label string
	Facts map[fact.Type]int
}

// Total is how many facts it has.
func (p period) Total() int {
	total := 0
	for _, n := range p.Facts {
		total += n
	}
	return total
}

// mostColumns is how many columns a chart shows side by side.
const mostColumns = 100

// unit is a length of time.
type unit struct {
	name                string
	layout              string // tells one from another
	years, months, days int
}

func units() []unit {
	return []unit{{"day", time.DateOnly, 0, 0, 1}, {"month", "2006-01", 0, 1, 0}, {"year", "2006", 1, 0, 0}}
}

// periods returns the periods of a chart and the name of one: the days from the
// first to the last, or months or years where those would be too many. Those
// without facts are among them. Of years the last are shown.
func (t *Tally) periods() (all []period, each string) {
	days := slices.DeleteFunc(slices.Sorted(maps.Keys(t.Days)), func(day string) bool { return day == "" })
	if len(days) == 0 {
		return nil, ""
	}
	for _, u := range units() {
		if all, each = u.between(days[0], days[len(days)-1]), u.name; len(all) <= mostColumns {
			break
		}
	}
	all = all[max(0, len(all)-mostColumns):]
	t.fill(all, days)
	return all, each
}

// fill counts the facts of days in their periods.
func (t *Tally) fill(all []period, days []string) {
	for _, day := range days {
		label := day[:len(all[0].Label)]
		i, shown := slices.BinarySearchFunc(all, label, func(p period, label string) int { return strings.Compare(p.Label, label) })
		for typ, n := range t.Days[day] {
			if shown {
				all[i].Facts[typ] += n
			}
		}
	}
}

// between returns empty periods from that of one day to that of another. Of days
// and months it may stop once they are too many.
func (u unit) between(first, last string) []period {
	var all []period
	at, err := time.Parse(u.layout, first[:len(u.layout)])
	if err != nil {
		return nil // no day that is counted is written otherwise
	}
	for end := last[:len(u.layout)]; len(all) <= mostColumns || u.years > 0; at = at.AddDate(u.years, u.months, u.days) {
		label := at.Format(u.layout)
		all = append(all, period{label, map[fact.Type]int{}})
		if label == end {
			break
		}
	}
	return all
}

func columns(all []period) []chart.Column {
	var out []chart.Column
	for _, p := range all {
		out = append(out, chart.Column{Label: p.Label, Said: fmt.Sprintf("%s: %s facts", p.Label, say.Count(p.Total())), Value: float64(p.Total())})
	}
	return out
}
