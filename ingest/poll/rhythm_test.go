package poll

import (
	"encoding/json"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// every returns n dates with a gap between them, the newest at noon.
func every(gap time.Duration, n int) []time.Time {
	var out []time.Time
	for i := range n {
		out = append(out, noon.Add(-time.Duration(i)*gap))
	}
	return out
}

// TestIntervalFollowsTheRhythm: half the time between entries, within bounds.
func TestIntervalFollowsTheRhythm(t *testing.T) {
	for name, c := range map[string]struct {
		rhythm Rhythm
		poll   Poll
		want   time.Duration
	}{
		"nothing known":        {want: DefaultInterval},
		"an hour apart":        {poll: Poll{Dates: every(time.Hour, 10)}, want: 30 * time.Minute},
		"busy":                 {poll: Poll{Dates: every(time.Minute, 30)}, want: MinInterval},
		"asleep":               {poll: Poll{Dates: every(30*24*time.Hour, 5)}, want: MaxInterval},
		"no dates":             {poll: Poll{Dates: make([]time.Time, 10)}, want: DefaultInterval},
		"all at once":          {poll: Poll{Dates: []time.Time{noon, noon, noon}}, want: DefaultInterval},
		"quiet for long":       {poll: Poll{Dates: []time.Time{noon.Add(-40 * time.Hour), noon.Add(-41 * time.Hour)}}, want: 10 * time.Hour},
		"dates in the future":  {poll: Poll{Dates: append(every(time.Hour, 10), noon.Add(9000*time.Hour))}, want: 30 * time.Minute},
		"the newest count":     {poll: Poll{Dates: append(every(time.Hour, newest), noon.Add(-9000*time.Hour))}, want: 30 * time.Minute},
		"publisher's wish":     {poll: Poll{Dates: every(time.Hour, 10), Wish: 2 * time.Hour}, want: 2 * time.Hour},
		"a wish beyond bounds": {poll: Poll{Wish: 1000 * time.Hour}, want: MaxInterval},
		"a wish for more":      {poll: Poll{Dates: every(time.Hour, 10), Wish: time.Second}, want: 30 * time.Minute},
		"set":                  {rhythm: Rhythm{Fixed: time.Minute}, poll: Poll{Dates: every(time.Hour, 10), Wish: time.Hour}, want: time.Minute},
	} {
		c.poll.First, c.poll.Listed = true, 10
		c.rhythm.Read(c.poll, noon)
		if got := c.rhythm.Interval(); got != c.want {
			t.Errorf("%s: every %v, want %v", name, got, c.want)
		}
	}
}

// TestIntervalFollowsWhatPollsBring: longer where they bring nothing, shorter
// where they may have missed something, and never out of bounds.
func TestIntervalFollowsWhatPollsBring(t *testing.T) {
	dates := every(2*time.Hour, 10)
	var r Rhythm
	r.Read(Poll{Dates: dates, Listed: 10, Fresh: 10, First: true}, noon)
	begin := r.Interval()
	if begin != time.Hour {
		t.Fatalf("every %v to begin with", begin)
	}
	r.Read(Poll{}, noon) // not modified: what is known stays
	quiet := r.Interval()
	r.Read(Poll{Dates: dates, Listed: 10, Fresh: 2}, noon)
	news := r.Interval()
	r.Read(Poll{Dates: dates, Listed: 10, Fresh: 10}, noon)
	missed := r.Interval()
	if quiet <= begin || news >= quiet || missed >= news {
		t.Errorf("after nothing %v, after news %v, after a feed full of news %v", quiet, news, missed)
	}
	for range 100 {
		r.Read(Poll{}, noon)
	}
	if got := r.Interval(); got != maxStretch*time.Hour {
		t.Errorf("after long silence every %v", got)
	}
	for range 100 {
		r.Read(Poll{Dates: dates, Listed: 10, Fresh: 10}, noon)
	}
	if got := r.Interval(); got != 15*time.Minute {
		t.Errorf("after many feeds full of news every %v", got)
	}
}

// TestWhatFailsIsPolledMoreRarely, twice with each failure, and then at its own
// interval again.
func TestWhatFailsIsPolledMoreRarely(t *testing.T) {
	for fixed, want := range map[time.Duration][]time.Duration{
		0:                {15 * time.Minute, 15 * time.Minute, 20 * time.Minute, 40 * time.Minute, 80 * time.Minute, 160 * time.Minute, 320 * time.Minute, 6 * time.Hour, 6 * time.Hour},
		10 * time.Minute: {10 * time.Minute, 20 * time.Minute, 40 * time.Minute, 80 * time.Minute, 160 * time.Minute, 320 * time.Minute, 6 * time.Hour},
		time.Minute:      {5 * time.Minute, 10 * time.Minute},
		9 * time.Hour:    {9 * time.Hour, 9 * time.Hour},
	} {
		r := Rhythm{Fixed: fixed}
		normal := r.Interval()
		for i, want := range want {
			if r.Failed(); r.Interval() != want {
				t.Errorf("set to %v: every %v after %d failures, want %v", fixed, r.Interval(), i+1, want)
			}
		}
		if r.Read(Poll{}, noon); fixed != 0 && r.Interval() != normal {
			t.Errorf("set to %v: every %v after a success", fixed, r.Interval())
		}
	}
}

func TestRhythmOutlivesARestart(t *testing.T) {
	var before, after Rhythm
	before.Read(Poll{Dates: every(3*time.Hour, 10), Listed: 10, First: true}, noon)
	before.Read(Poll{}, noon)
	data, err := json.Marshal(before)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &after); err != nil || after != before {
		t.Errorf("%s became %+v, error %v", data, after, err)
	}
}

func TestJitterSpreads(t *testing.T) {
	least, most := time.Hour, time.Duration(0)
	for range 1000 {
		d := Jitter(10 * time.Minute)
		least, most = min(least, d), max(most, d)
	}
	if least < 9*time.Minute || most > 11*time.Minute || most-least < time.Minute {
		t.Errorf("between %v and %v", least, most)
	}
	if Jitter(0) != 0 || Jitter(1) < 0 {
		t.Error("jitter of nothing")
	}
}
