package kafka

import (
	"fmt"
	"regexp"

	"github.com/gigawire/gigawire/extract/fact"
)

// ArticlesTopic returns the topic that ingest and extract meet at.
func (c Config) ArticlesTopic() string { return c.Prefix + "articles" }

// DeadTopic returns the topic of what could not be read or written.
func (c Config) DeadTopic() string { return c.Prefix + "articles.dead" }

// StateTopic returns the compacted topic of what the facts come to.
func (c Config) StateTopic() string { return c.Prefix + "facts.state" }

// FactsTopic returns the topic of a type of facts, or "" if the type is
// unknown.
func (c Config) FactsTopic(t fact.Type) string {
	if plural := plurals()[t]; plural != "" {
		return c.Prefix + "facts." + plural
	}
	return ""
}

func plurals() map[fact.Type]string {
	return map[fact.Type]string{
		fact.TypeCompany: "companies", fact.TypeAmount: "amounts", fact.TypeValuation: "valuations",
		fact.TypeGigawatt: "gigawatts", fact.TypeStake: "stakes",
	}
}

// TopicNames returns the names of all topics: articles, dead letters, then
// facts in the order of fact.Types, states, and those of raw documents.
func (c Config) TopicNames() []string {
	names := []string{c.ArticlesTopic(), c.DeadTopic()}
	for _, t := range fact.Types() {
		names = append(names, c.FactsTopic(t))
	}
	return append(append(names, c.StateTopic()), c.Raw...)
}

// checkPrefix wants no underscore, which Kafka's metrics do not tell from a
// dot, and leaves room for the rest of a name, of which Kafka takes 249 bytes.
func checkPrefix(prefix string) error {
	if !regexp.MustCompile(`^[A-Za-z0-9.-]{0,200}$`).MatchString(prefix) {
		return fmt.Errorf("kafka.topic_prefix is %q: use at most 200 letters, digits, dots and hyphens", prefix)
	}
	return nil
}
