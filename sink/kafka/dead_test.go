package kafka

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kmsg"

	"github.com/gigawire/gigawire/sink"
)

func TestSuiteDeadLettersKeepTheOriginal(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		letter := sink.DeadLetter{
			Key: []byte("k"), Value: []byte("v\xff"), Stage: "extract", Reason: "undecodable", Message: "not JSON",
			Origin: "https://news.example/a", Topic: "articles", Partition: 2, Offset: 41,
		}
		got := writeDead(t, client, letter)
		want := map[string]string{
			"__connect.errors.topic": "articles", "__connect.errors.partition": "2", "__connect.errors.offset": "41",
			"__connect.errors.stage": "extract", "__connect.errors.exception.class.name": "undecodable",
			"__connect.errors.exception.message": "not JSON",
			"gigawire.reason":                    "undecodable", "gigawire.origin": "https://news.example/a",
		}
		for name, value := range want {
			if headers(got)[name] != value {
				t.Errorf("header %s is %q, want %q", name, headers(got)[name], value)
			}
		}
		if string(got.Key) != "k" || string(got.Value) != "v\xff" {
			t.Errorf("key %q, value %q, want the original bytes", got.Key, got.Value)
		}
	})
}

// writeDead writes a letter and returns what stands on the topic.
func writeDead(t *testing.T, c *Client, letter sink.DeadLetter) Message {
	t.Helper()
	if err := NewDeadLetters(c).WriteDead(deadline(t), []sink.DeadLetter{letter}); err != nil {
		t.Fatal(err)
	}
	messages := stored(t, c, c.config.DeadTopic())
	if len(messages) != 1 {
		t.Fatalf("%d dead letters, want one", len(messages))
	}
	return messages[0]
}

func TestSuiteOversizedDeadLettersAreCut(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 1024
		client := connect(t, c)
		big := string(noise(6000))
		got := writeDead(t, client, sink.DeadLetter{
			Key: []byte(big), Value: []byte(big), Message: strings.Repeat("é", 3000), Origin: "/" + strings.Repeat("x", 6000),
			Headers: []sink.Header{{Key: "h", Value: []byte(big)}},
			Stage:   "ingest", Reason: "too_large", Topic: "articles", Partition: 12345, Offset: 1 << 60,
		})
		if string(got.Key) != big[:256] || string(got.Value) != big[:768] {
			t.Errorf("key of %d and value of %d bytes, want as much as a message may have", len(got.Key), len(got.Value))
		}
		h := headers(got)
		if h["gigawire.cut.from"] != "6000" || h["gigawire.reason"] != "too_large" || h["h"] != "" {
			t.Errorf("headers %v", h)
		}
		if m := h["__connect.errors.exception.message"]; len(m) != maxReport || !utf8.ValidString(m) || len(h["gigawire.origin"]) != maxOrigin {
			t.Errorf("message of %d and origin of %d bytes", len(m), len(h["gigawire.origin"]))
		}
	})
}

// TestSuiteWhatCameInAMessageFitsIntoALetter, however large it was.
func TestSuiteWhatCameInAMessageFitsIntoALetter(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 4096
		client := connect(t, c)
		value := noise(4096 - 3)
		got := writeDead(t, client, sink.DeadLetter{
			Key: []byte("k"), Value: value, Headers: []sink.Header{{Key: "h", Value: []byte("1")}}, Stage: "extract",
			Reason: "undecodable", Message: strings.Repeat("m", 9000), Origin: strings.Repeat("o", 9000), Topic: "articles",
		})
		if !bytes.Equal(got.Value, value) || headers(got)["h"] != "1" || got.Header(headerCut) != nil {
			t.Errorf("value of %d bytes, headers %v", len(got.Value), headers(got))
		}
	})
}

func TestDeadLettersFromOutsideKafkaNameNoTopic(t *testing.T) {
	t.Parallel()
	client := connect(t, embedded(t))
	got := writeDead(t, client, sink.DeadLetter{Stage: "ingest", Reason: "binary"})
	if _, ok := headers(got)["__connect.errors.topic"]; ok {
		t.Errorf("headers %v name a topic", headers(got))
	}
}

func TestDeadLettersThatCannotBeWrittenAreAnError(t *testing.T) {
	t.Parallel()
	cluster, client := faulty(t)
	cluster.Fault(kfake.Fault{Keys: []kmsg.Key{kmsg.Produce}, Err: kerr.TopicAuthorizationFailed, Count: -1})
	err := NewDeadLetters(client).WriteDead(deadline(t), []sink.DeadLetter{{Value: []byte("v")}})
	if !errors.Is(err, ErrPermanent) {
		t.Errorf("error %v, want ErrPermanent", err)
	}
}
