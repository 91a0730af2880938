package kafka

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	kafkago "github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/gigawire/gigawire/extract/fact"
)

func TestSuiteTopicsAreCreatedOnceAndAsConfigured(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.Retention.Facts = 50 * time.Hour
		client := connect(t, c)
		if err := client.CreateTopics(deadline(t)); err != nil {
			t.Fatalf("creating topics again: %v", err)
		}
		want := map[string]string{c.ArticlesTopic(): "2592000000", c.DeadTopic(): "7776000000", c.FactsTopic(fact.TypeStake): "180000000"}
		for _, topic := range topics(t, client) {
			if differences := c.Differences(topic); len(differences) > 0 || topic.Partitions != 3 {
				t.Errorf("topic %+v: %q", topic, differences)
			}
			if want := want[topic.Name]; want != "" && topic.Settings["retention.ms"] != want {
				t.Errorf("topic %s is kept for %s ms, want %s", topic.Name, topic.Settings["retention.ms"], want)
			}
		}
	})
}

func topics(t *testing.T, c *Client) []Topic {
	t.Helper()
	topics, err := c.Topics(deadline(t))
	if err != nil || len(topics) != len(c.config.TopicNames()) {
		t.Fatalf("%d topics, error %v", len(topics), err)
	}
	return topics
}

func TestSuiteDifferencesAreToldAndLeft(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		connect(t, c)
		c.Partitions, c.Replication, c.MinInSync, c.MaxMessage, c.Retention.Facts = 5, 2, 2, 2<<20, time.Hour
		want := []string{
			"has 3 partitions, kafka.partitions asks for 5",
			"has 1 replicas, kafka.replication asks for 2",
			"retention.ms is -1, kafka.retention.facts asks for 3600000",
			"min.insync.replicas is 1, kafka.min_insync_replicas asks for 2",
			"max.message.bytes is 1048588, kafka.max_message_bytes asks for 2102272",
		}
		for _, topic := range topics(t, connect(t, c))[2:7] {
			if diff := cmp.Diff(want, c.Differences(topic)); diff != "" {
				t.Errorf("%s: -want +got\n%s", topic.Name, diff)
			}
		}
	})
}

func TestDifferencesOfSettings(t *testing.T) {
	c := DefaultConfig()
	c.Replication = 3
	topic := Topic{Name: c.FactsTopic(fact.TypeStake), Partitions: 6, Replication: 3}
	wantDifference(t, c, topic, "DescribeConfigs")
	topic.Settings = map[string]string{"min.insync.replicas": "2", "max.message.bytes": "9000000"}
	if got := c.Differences(topic); len(got) > 0 {
		t.Errorf("differences %q, want none", got)
	}
	topic.Settings["unclean.leader.election.enable"] = "true"
	wantDifference(t, c, topic, "unclean.leader.election.enable is true, gigawire wants false")
}

func wantDifference(t *testing.T, c Config, topic Topic, want string) {
	t.Helper()
	if got := c.Differences(topic); len(got) != 1 || !strings.Contains(got[0], want) {
		t.Errorf("differences %q, want one with %q", got, want)
	}
}

func TestSuiteTopicsThatAreNotThereAreMissing(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client, err := Connect(deadline(t), c, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer client.Close()
		for _, topic := range topics(t, client) {
			if !topic.Missing {
				t.Errorf("topic %+v", topic)
			}
			wantDifference(t, c, topic, "gigawire topics --create")
		}
	})
}

// TestSuiteATopicDeletedUnderWayIsCreatedAgain, and what is written then is
// written.
func TestSuiteATopicDeletedUnderWayIsCreatedAgain(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 10))
		resp, err := client.admin.DeleteTopics(deadline(t), &kafkago.DeleteTopicsRequest{Topics: []string{c.ArticlesTopic()}})
		if err != nil || resp.Errors[c.ArticlesTopic()] != nil {
			t.Fatal(err, resp)
		}
		publish(t, client, numbered(c.ArticlesTopic(), 0, 50))
		wantNumbers(t, values(stored(t, client, c.ArticlesTopic())), 50)
		if differences := c.Differences(topics(t, client)[0]); len(differences) > 0 {
			t.Errorf("the topic is not as configured: %q", differences)
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
