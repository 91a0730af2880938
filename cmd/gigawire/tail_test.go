package main

import (
	"testing"
	"time"
)

func TestMomentIsATimeOrHowLongAgo(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	for text, want := range map[string]time.Time{
		"24h":                       now.Add(-24 * time.Hour),
		"2026-11-01":                time.Date(2026, 11, 1, 0, 0, 0, 0, time.UTC),
		"2026-11-01T09:30:00+01:00": time.Date(2026, 11, 1, 8, 30, 0, 0, time.UTC),
	} {
		if got, err := moment(text, now); err != nil || !got.Equal(want) {
			t.Errorf("%s is %v, error %v, want %v", text, got, err, want)
		}
	}
}

func TestPipelineTailFilters(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		s.run(t, "run", "--once").want(t, exitDone)
		addr, closeBroker := s.open(t)
		defer closeBroker()
		tail := func(flags ...string) int {
			t.Helper()
			c := s.run(t, append([]string{"tail", "--once", "-o", "ndjson", "--brokers", addr}, flags...)...)
			c.want(t, exitDone)
			return len(c.facts(t))
		}
		all := tail("--from", "beginning")
		if got := tail("--since", "1h"); got != all || all == 0 {
			t.Errorf("%d facts of the last hour, want all %d", got, all)
		}
		if got := tail("--since", "2126-01-01"); got != 0 {
			t.Errorf("%d facts of the next century", got)
		}
		valuations := tail("--from", "beginning", "--type", "valuation")
		exact := tail("--from", "beginning", "--type", "valuation", "--qualifier", "exact", "--source", "meridian")
		if exact == 0 || exact >= valuations || valuations >= all {
			t.Errorf("%d facts, %d valuations, %d of them exact and of one newsroom", all, valuations, exact)
		}
	})
}
