package kafka

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"

	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/gigawire/gigawire/extract/fact"
)

func TestSuiteTopicsAreCreatedOnceAndAsConfigured(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		if err := client.CreateTopics(deadline(t)); err != nil {
			t.Fatalf("creating topics again: %v", err)
		}
		topics, err := client.Topics(deadline(t))
		if err != nil {
			t.Fatal(err)
		}
		for _, topic := range topics {
			if difference := c.Difference(topic); difference != "" || topic.Partitions != 3 {
				t.Errorf("topic %+v: %s", topic, difference)
			}
		}
	})
}

func TestSuiteDifferencesAreToldAndLeft(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		connect(t, c)
		c.Partitions, c.Replication = 5, 2
		client := connect(t, c)
		topics, err := client.Topics(deadline(t))
		if err != nil {
			t.Fatal(err)
		}
		want := "has 3 partitions, configured are 5; has 1 replicas, configured are 2"
		for _, topic := range topics {
			if got := c.Difference(topic); got != want {
				t.Errorf("difference %q, want %q", got, want)
			}
		}
	})
}

func TestSuiteTopicsThatAreNotThereAreMissing(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client, err := Connect(deadline(t), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		topics, err := client.Topics(deadline(t))
		if err != nil || len(topics) != 8 {
			t.Fatalf("%d topics, error %v, want 8", len(topics), err)
		}
		for _, topic := range topics {
			if !topic.Missing || c.Difference(topic) != "is not there" {
				t.Errorf("topic %+v", topic)
			}
		}
	})
}

func TestSuiteManyMayCreateTopicsAtOnce(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client, err := Connect(deadline(t), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		var group sync.WaitGroup
		for range 4 {
			group.Go(func() {
				if err := client.CreateTopics(deadline(t)); err != nil {
					t.Error(err)
				}
			})
		}
		group.Wait()
	})
}

func TestTooMuchReplicationIsTold(t *testing.T) {
	t.Parallel()
	cluster := fake(t, kfake.NumBrokers(1))
	c := testConfig(cluster.ListenAddrs()...)
	client, err := Connect(deadline(t), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	cluster.Fault(
		kfake.Fault{Keys: []kmsg.Key{kmsg.CreateTopics}, Topic: c.ArticlesTopic(), Err: kerr.NotController, Count: 1},
		kfake.Fault{Keys: []kmsg.Key{kmsg.CreateTopics}, Topic: c.ArticlesTopic(), Err: kerr.InvalidReplicationFactor, Count: -1},
	)
	err = client.CreateTopics(deadline(t))
	if !errors.Is(err, kafkago.InvalidReplicationFactor) || !strings.Contains(err.Error(), c.ArticlesTopic()) {
		t.Errorf("error %v, want the broker's, with the topic", err)
	}
}

func TestTopicNames(t *testing.T) {
	c := DefaultConfig()
	c.Prefix = "eu."
	want := []string{
		"eu.articles", "eu.articles.dead", "eu.facts.companies", "eu.facts.amounts", "eu.facts.valuations",
		"eu.facts.gigawatts", "eu.facts.stakes", "eu.facts.state",
	}
	if got := c.TopicNames(); !slices.Equal(got, want) {
		t.Errorf("topics %v, want %v", got, want)
	}
	if got := c.FactsTopic(fact.Type("rumour")); got != "" {
		t.Errorf("topic %q of an unknown type", got)
	}
}
