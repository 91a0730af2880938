package poll

import (
	"math/rand/v2"
	"slices"
	"time"
)

// How often something is polled for which no interval is set: at most and at
// least so often, and so often to begin with.
const (
	MinInterval     = 5 * time.Minute
	MaxInterval     = 24 * time.Hour
	DefaultInterval = 15 * time.Minute
)

// maxBackoff bounds how rarely something is polled that fails: it is never
// given up.
const maxBackoff = 6 * time.Hour

// Rhythm finds how often to poll a source, from the dates of what it lists and
// from what each poll brought. It can be stored as JSON.
type Rhythm struct {
	// Fixed is the interval that is set, 0 for none.
	Fixed time.Duration `json:"-"`
	// Gap is the mean time between the newest entries, 0 where not known.
	Gap time.Duration `json:"gap,omitempty"`
	// Stretch is by what the interval differs from half of Gap: more than 1
	// where polls bring nothing, less where they may have missed something.
	Stretch float64 `json:"stretch,omitempty"`
	// Wish is how long the publisher asks to wait, 0 where it does not say.
	Wish time.Duration `json:"wish,omitempty"`
	// Failures counts those since the last success.
	Failures int `json:"failures,omitempty"`
}

// Poll is what one brought.
type Poll struct {
	// Dates of the entries, in any order.
	Dates []time.Time
	// Listed and Fresh are how many entries there are, and how many of them
	// were not there before.
	Listed, Fresh int
	// Wish is how long the publisher asks to wait, 0 where it does not say.
	Wish time.Duration
	// First is true where nothing was known of the source before.
	First bool
}

// The stretch changes by these factors, and within these bounds.
const (
	slower, faster         = 1.4, 0.7
	minStretch, maxStretch = 0.25, 8
)

// Read takes note of a poll that succeeded.
func (r *Rhythm) Read(p Poll, now time.Time) {
	r.Failures = 0
	if p.Listed > 0 {
		r.Gap, r.Wish = gap(p.Dates, now), p.Wish
	}
	if r.Stretch == 0 {
		r.Stretch = 1
	}
	switch {
	case p.First:
	case p.Fresh == 0:
		r.Stretch *= slower
	case p.Fresh >= p.Listed:
		// Entries may have come and gone between two polls.
		r.Stretch *= faster * faster
	case r.Stretch > 1 || r.Gap == 0:
		r.Stretch *= faster
	}
	r.Stretch = min(max(r.Stretch, minStretch), maxStretch)
}

// newest is how many entries tell the rhythm.
const newest = 20

// gap returns the mean time between the newest entries, the time since the last
// one counting too once it is longer, 0 where there are not two dates.
func gap(dates []time.Time, now time.Time) time.Duration {
	dates = slices.DeleteFunc(slices.Clone(dates), func(t time.Time) bool { return t.IsZero() || t.After(now.Add(time.Hour)) })
	slices.SortFunc(dates, func(a, b time.Time) int { return b.Compare(a) })
	dates = dates[:min(len(dates), newest)]
	if len(dates) < 2 || dates[0].Equal(dates[len(dates)-1]) {
		return 0
	}
	mean := dates[0].Sub(dates[len(dates)-1]) / time.Duration(len(dates)-1)
	return max(mean, now.Sub(dates[0])/2)
}

// Failed takes note of a poll that failed.
func (r *Rhythm) Failed() { r.Failures++ }

// Interval returns how long to wait until the next poll: what is set, or else
// half the time between entries, not less than the publisher wishes, between
// MinInterval and MaxInterval. After a failure it is longer, twice as long with
// each, up to six hours.
func (r *Rhythm) Interval() time.Duration {
	interval := r.Fixed
	if interval == 0 {
		interval = r.adaptive()
	}
	if r.Failures == 0 {
		return interval
	}
	return max(interval, min(max(r.Fixed, MinInterval)<<min(r.Failures-1, 10), maxBackoff))
}

func (r *Rhythm) adaptive() time.Duration {
	interval := DefaultInterval
	if r.Gap > 0 {
		interval = r.Gap / 2
	}
	if r.Stretch > 0 {
		interval = time.Duration(float64(interval) * r.Stretch)
	}
	return min(max(interval, r.Wish, MinInterval), MaxInterval)
}

// Jitter returns a duration that is up to a tenth shorter or longer, so that
// what is polled equally often is not polled all at once.
func Jitter(d time.Duration) time.Duration {
	if d <= 0 {
		return 0
	}
	return d - d/10 + rand.N(d/5+1)
}
