package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/sink/kafka"
)

// TestPipelineReplaysDeadLetters: what was no article when it came is put back
// once, read again, and dead again.
func TestPipelineReplaysDeadLetters(t *testing.T) {
	onEachBroker(t, func(t *testing.T, s *site) {
		s.set("newsroom.enabled", "false")
		s.run(t, "run", "--once").want(t, exitDone)
		s.publish(t, "{broken", `{"id": "a1", "text": "Orrery was valued at $4 billion."}`)
		s.run(t, "run", "--once").want(t, exitDeadLetters, "1 read", "dead letters  1 extract undecodable")
		s.replay(t, "would be put back", "--dry-run")
		s.replay(t, "put back", "--stage", "extract", "--since", "1h")
		s.replay(t, "put back before")
		s.run(t, "run", "--once").want(t, exitDeadLetters, "stage=extract reason=undecodable", "dead letters: 1")
		if facts := s.onTopics(t); len(facts) == 0 || len(ids(facts)) != len(facts) {
			t.Errorf("%d facts, %d of them different", len(facts), len(ids(facts)))
		}
	})
}

// publish puts messages on the topic of articles, as others may.
func (s *site) publish(t *testing.T, values ...string) {
	t.Helper()
	addr, closeBroker := s.open(t)
	defer closeBroker()
	c, client := s.client(t, addr)
	defer client.Close()
	var messages []kafka.Message
	for _, v := range values {
		messages = append(messages, kafka.Message{Topic: c.Kafka.ArticlesTopic(), Value: []byte(v)})
	}
	if err := client.Publish(t.Context(), messages); err != nil {
		t.Fatal(err)
	}
}

// replay runs the command and wants one row, of one letter with an outcome.
func (s *site) replay(t *testing.T, outcome string, args ...string) {
	t.Helper()
	addr, closeBroker := s.open(t)
	defer closeBroker()
	c := s.run(t, append([]string{"replay", "--brokers", addr}, args...)...)
	c.want(t, exitDone)
	row := regexp.MustCompile(`(?m)^extract +undecodable +1 +` + outcome + `$`)
	if !row.MatchString(c.out) || strings.Count(c.out, "\n") != 2 {
		t.Errorf("replay %v printed\n%s", args, c.out)
	}
}
