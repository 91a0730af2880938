package main

import (
	"regexp"
	"strings"
	"testing"
)

// TestPipelineTopicsAreTold, and what differs, in a line for each point with
// the key that asks for something else.
func TestPipelineTopicsAreTold(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		addr, closeBroker := s.open(t)
		defer closeBroker()
		s.run(t, "topics", "--brokers", addr).want(t, exitFailed, "articles: is not there", "8 topics are missing")
		c := s.run(t, "topics", "--create", "--brokers", addr)
		c.want(t, exitDone)
		for _, row := range []string{`articles +3 +1 +1 +720h0m0s`, `facts\.stakes +3 +1 +1 +for ever`, `facts\.state +3 +1 +1 +the last of each key`} {
			if !regexp.MustCompile(`(?m)^\S+` + row + `$`).MatchString(c.out) {
				t.Errorf("no row %q in\n%s", row, c.out)
			}
		}
		if c.err != "" {
			t.Errorf("differences of what was just created: %s", c.err)
		}
		s.set("kafka.partitions", "9")
		s.set("kafka.retention.dead", "1h")
		c = s.run(t, "topics", "--brokers", addr)
		c.want(t, exitDone, "articles: has 3 partitions, kafka.partitions asks for 9", "articles.dead: retention.ms is 7776000000, kafka.retention.dead asks for 3600000")
		if lines := strings.Count(c.err, "\n"); lines != 9 {
			t.Errorf("%d lines, want one for each difference:\n%s", lines, c.err)
		}
	})
}
