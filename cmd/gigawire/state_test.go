package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/sink/state"
)

// TestPipelineStatesAreWhatTheFactsComeTo: they stand on their topic after a run, are
// shown by name, and come out the same when they are made anew.
func TestPipelineStatesAreWhatTheFactsComeTo(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		s.run(t, "run", "--once").want(t, exitDone)
		addr, closeBroker := s.open(t)
		defer closeBroker()
		c := s.run(t, "state", "orrery", "-o", "ndjson", "--brokers", addr)
		c.want(t, exitDone)
		lines := strings.Split(strings.TrimSpace(c.out), "\n")
		var got state.State
		if err := json.Unmarshal([]byte(lines[0]), &got); err != nil || len(lines) != 1 {
			t.Fatalf("%d lines, error %v\n%s", len(lines), err, c.out)
		}
		if got.ID != "orrery/valuation" || got.Value != (state.Range{Low: 12.4e9, High: 12.4e9}) || got.Unit != "USD" || len(got.Reports) != 2 {
			t.Errorf("state %+v", got)
		}
		s.run(t, "state", "--rebuild", "--brokers", addr).want(t, exitDone, " 0 of them written")
		s.run(t, "state", "-o", "xml").want(t, exitUsage, "table, ndjson")
	})
}
