package chart

import (
	"slices"
	"time"
)

// step is a distance between two marks on the axis of time.
type step struct {
	years, months, days int
	format              string
}

// length is about how long a step is.
func (s step) length() time.Duration {
	return time.Duration(s.years*365+s.months*30+s.days) * 24 * time.Hour
}

// steps are those that people count by.
func steps() []step {
	return []step{
		{days: 1, format: "2 Jan"}, {days: 2, format: "2 Jan"}, {days: 7, format: "2 Jan"}, {days: 14, format: "2 Jan"},
		{months: 1, format: "Jan 2006"}, {months: 3, format: "Jan 2006"}, {months: 6, format: "Jan 2006"},
		{years: 1, format: "2006"}, {years: 2, format: "2006"}, {years: 5, format: "2006"}, {years: 10, format: "2006"}, {years: 100, format: "2006"},
	}
}

// span is a time from and to which an axis goes.
type span struct{ from, to time.Time }

// spanOf returns the span of some times, with a little room at both ends.
func spanOf(times []time.Time) span {
	from, to := slices.MinFunc(times, time.Time.Compare), slices.MaxFunc(times, time.Time.Compare)
	room := max(to.Sub(from)/30, 36*time.Hour)
	return span{from.Add(-room), to.Add(room)}
}

// at returns where on the axis a time is, 0 to 1.
func (s span) at(t time.Time) float64 { return float64(t.Sub(s.from)) / float64(s.to.Sub(s.from)) }

// ticks returns at most so many times that people count by, and how they are
// written.
func (s span) ticks(most int) ([]time.Time, string) {
	all := steps()
	by := all[len(all)-1]
	for _, candidate := range all {
		if s.to.Sub(s.from)/candidate.length() <= time.Duration(most) {
			by = candidate
			break
		}
	}
	var out []time.Time
	for t := by.first(s.from); !t.After(s.to); t = t.AddDate(by.years, by.months, by.days) {
		if !t.Before(s.from) {
			out = append(out, t)
		}
	}
	return out, by.format
}

// first returns the last multiple of the step that is not after a time.
func (s step) first(t time.Time) time.Time {
	t = t.UTC()
	switch {
	case s.years > 0:
		return time.Date(t.Year()-t.Year()%s.years, 1, 1, 0, 0, 0, 0, time.UTC)
	case s.months > 0:
		return time.Date(t.Year(), t.Month()-time.Month((int(t.Month())-1)%s.months), 1, 0, 0, 0, 0, time.UTC)
	default:
		return t.Truncate(24 * time.Hour)
	}
}
