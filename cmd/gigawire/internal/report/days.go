package report

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
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

// periods returns the days from the first to the last, or months or years where
// those would be too many; days without facts are among them.
func (t *Tally) periods() []period {
	var all []period
	for _, layout := range []string{time.DateOnly, "2006-01", "2006"} {
		if all = t.by(layout); len(all) <= mostColumns {
			return all
		}
	}
	return all[len(all)-mostColumns:]
}

// by returns the facts in the periods that a layout tells apart.
func (t *Tally) by(layout string) []period {
	days := slices.DeleteFunc(slices.Sorted(maps.Keys(t.Days)), func(day string) bool { return day == "" })
	if len(days) == 0 {
		return nil
	}
	all := between(days[0], days[len(days)-1], layout)
	for _, day := range days {
		i, _ := slices.BinarySearchFunc(all, day[:len(layout)], func(p period, label string) int { return strings.Compare(p.Label, label) })
		for typ, n := range t.Days[day] {
			all[i].Facts[typ] += n
		}
	}
	return all
}

// between returns empty periods from one day to another.
func between(first, last, layout string) []period {
	var all []period
	from, err := time.Parse(time.DateOnly, first)
	if err != nil {
		return nil // no day that is counted is written otherwise
	}
	for day := from; day.Format(time.DateOnly) <= last || day.Format(layout) == last[:len(layout)]; day = day.AddDate(0, 0, 1) {
		if label := day.Format(layout); len(all) == 0 || all[len(all)-1].Label != label {
			all = append(all, period{label, map[fact.Type]int{}})
		}
	}
	return all
}

func columns(all []period) []chart.Column {
	var out []chart.Column
	for _, p := range all {
		out = append(out, chart.Column{Label: p.Label, Said: fmt.Sprintf("%s: %s facts", p.Label, grouped(p.Total())), Value: float64(p.Total())})
	}
	return out
}
