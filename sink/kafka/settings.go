package kafka

import (
	"fmt"
	"slices"
	"strconv"
	"time"
)

// Retention is how long brokers keep the messages of topics that are created,
// 0 for ever.
type Retention struct {
	// Articles must be kept for longer than reading them may ever stand
	// still.
	Articles time.Duration `yaml:"articles"`
	Facts    time.Duration `yaml:"facts"`
	Dead     time.Duration `yaml:"dead"`
}

// defaultRetention keeps what is derived from articles for ever, and what can
// be put back for as long as people take to look at it.
func defaultRetention() Retention {
	const day = 24 * time.Hour
	return Retention{Articles: 30 * day, Dead: 90 * day}
}

func (r Retention) validate() error {
	for key, d := range map[string]time.Duration{"articles": r.Articles, "facts": r.Facts, "dead": r.Dead} {
		if d < 0 {
			return fmt.Errorf("kafka.retention.%s is %s: write a duration such as 720h, or 0s to keep all", key, d)
		}
	}
	return nil
}

// minInSync returns min.insync.replicas of topics that are created.
func (c Config) minInSync() int {
	if c.MinInSync > 0 {
		return c.MinInSync
	}
	return max(1, c.Replication-1)
}

func (c Config) checkMinInSync() error {
	if c.MinInSync < 0 || c.MinInSync > max(1, c.Replication) {
		return fmt.Errorf("kafka.min_insync_replicas is %d and kafka.replication %d: it must be from 1 to that, or 0 for one less than that",
			c.MinInSync, c.Replication)
	}
	return nil
}

// setting is one of a topic's, by Kafka's name, with the key of pipeline.yaml
// that asks for it, if there is one.
type setting struct {
	name, value, key string
	// atLeast is true where more than value will do.
	atLeast bool
}

// settings returns those that matter to delivery. The largest message is
// larger than brokers' own default only where ours must be.
func (c Config) settings(topic string) []setting {
	return append(c.keeping(topic),
		setting{name: "min.insync.replicas", value: strconv.Itoa(c.minInSync()), key: "kafka.min_insync_replicas"},
		setting{name: "max.message.bytes", value: strconv.Itoa(max(brokersMaxMessage, c.maxRequest())), key: "kafka.max_message_bytes", atLeast: true},
		setting{name: "unclean.leader.election.enable", value: "false"},
	)
}

// keeping returns the settings of what a topic keeps: the last message of each
// key, or all for some time.
func (c Config) keeping(topic string) []setting {
	kept, key := c.Retention.Facts, "facts"
	switch {
	case topic == c.StateTopic():
		return []setting{{name: "cleanup.policy", value: "compact"}}
	case topic == c.ArticlesTopic(), c.isRaw(topic):
		kept, key = c.Retention.Articles, "articles"
	case topic == c.DeadTopic():
		kept, key = c.Retention.Dead, "dead"
	}
	return []setting{
		{name: "cleanup.policy", value: "delete"},
		{name: "retention.ms", value: retentionMs(kept), key: "kafka.retention." + key},
		{name: "retention.bytes", value: "-1"},
	}
}

func (c Config) isRaw(topic string) bool { return slices.Contains(c.Raw, topic) }

// brokersMaxMessage is what brokers take unless they are told otherwise.
const brokersMaxMessage = 1<<20 + 12

func retentionMs(d time.Duration) string {
	if d == 0 {
		return "-1"
	}
	return strconv.FormatInt(d.Milliseconds(), 10)
}

// meets reports whether what the brokers have will do.
func (s setting) meets(has string) bool {
	if !s.atLeast {
		return has == s.value
	}
	want, _ := strconv.Atoi(s.value)
	got, err := strconv.Atoi(has)
	return err == nil && got >= want
}

// difference says what the brokers have in place of the setting.
func (s setting) difference(has string) string {
	if s.key == "" {
		return fmt.Sprintf("%s is %s, gigawire wants %s", s.name, has, s.value)
	}
	return fmt.Sprintf("%s is %s, %s asks for %s", s.name, has, s.key, s.value)
}

// Differences says how a topic differs from what is configured, in a line for
// each point. Nothing is changed about a topic that is there.
func (c Config) Differences(t Topic) []string {
	if t.Missing {
		return []string{"is not there: create it with gigawire topics --create"}
	}
	if c.isRaw(t.Name) {
		return nil
	}
	var lines []string
	if t.Partitions != c.Partitions {
		lines = append(lines, fmt.Sprintf("has %d partitions, kafka.partitions asks for %d", t.Partitions, c.Partitions))
	}
	if t.Replication != c.Replication {
		lines = append(lines, fmt.Sprintf("has %d replicas, kafka.replication asks for %d", t.Replication, c.Replication))
	}
	if t.Settings == nil {
		return append(lines, "its settings cannot be read: give the user of kafka.sasl.username the right DescribeConfigs")
	}
	for _, s := range c.settings(t.Name) {
		if has, ok := t.Settings[s.name]; ok && !s.meets(has) {
			lines = append(lines, s.difference(has))
		}
	}
	return lines
}
