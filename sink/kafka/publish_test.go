package kafka

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/quick"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

func TestSuiteMessagesComeBackAsTheyWere(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		want := Message{
			Topic: c.ArticlesTopic(), Key: []byte("a1"), Value: []byte("v\xff\x00"),
			Headers: []Header{{Key: "h", Value: []byte("1")}, {Key: "h", Value: []byte("2")}},
		}
		before := time.Now().Add(-time.Minute)
		publish(t, client, []Message{want})
		got := stored(t, client, c.ArticlesTopic())
		if len(got) != 1 || string(got[0].Key) != "a1" || string(got[0].Value) != "v\xff\x00" || len(got[0].Headers) != 2 {
			t.Fatalf("got %+v", got)
		}
		if string(got[0].Header("h")) != "1" || got[0].Header("none") != nil {
			t.Errorf("headers %v", got[0].Headers)
		}
		if got[0].Time.Before(before) {
			t.Errorf("time %v, want that of the writing", got[0].Time)
		}
	})
}

func TestSuiteEachCompressionIsRead(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		compressions := []string{"none", "gzip", "snappy", "lz4", "zstd"}
		for i, compression := range compressions {
			c.Compression = compression
			client := connect(t, c)
			publish(t, client, numbered(c.ArticlesTopic(), i*1000, i*1000+1000))
		}
		wantNumbers(t, values(stored(t, connect(t, c), c.ArticlesTopic())), 1000*len(compressions))
	})
}

func TestSuiteMessagesOfAKeyKeepTheirOrder(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		client := connect(t, c)
		publish(t, client, numbered(c.ArticlesTopic(), 0, 5000))
		last := map[string]int{}
		for _, m := range stored(t, client, c.ArticlesTopic()) {
			n, err := strconv.Atoi(string(m.Value))
			if err != nil {
				t.Fatal(err)
			}
			if previous, ok := last[string(m.Key)]; ok && n != previous+10 {
				t.Fatalf("key %s: %d follows %d", m.Key, n, previous)
			}
			last[string(m.Key)] = n
		}
	})
}

func TestSuiteOnlyTheMessageThatTheBrokerRejectsIsRejected(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		connect(t, c)
		c.MaxMessage = 3 << 20 // more than the topics that are there take
		client := connect(t, c)
		topic, key := c.ArticlesTopic(), []byte("one partition")
		err := client.Publish(deadline(t), []Message{
			{Topic: topic, Key: key, Value: []byte("small")},
			{Topic: topic, Key: key, Value: noise(2 << 20)},
			{Topic: topic, Key: key, Value: []byte("small too")},
		})
		var rejected *RejectedMessages
		if !errors.As(err, &rejected) || len(rejected.ByIndex) != 1 || !errors.Is(rejected.ByIndex[1], ErrTooLarge) {
			t.Fatalf("error %v, want a rejection of the second", err)
		}
		got := values(stored(t, client, topic))
		if len(got) != 2 || got["small"] == 0 || got["small too"] == 0 {
			t.Errorf("the topic has %d messages, want the two small ones", len(got))
		}
	})
}

// noise returns bytes that do not compress.
func noise(n int) []byte {
	out := make([]byte, n)
	source := rand.NewChaCha8([32]byte{})
	source.Read(out)
	return out
}

func TestSuiteMessagesBeyondTheLimitAreRejectedUnsent(t *testing.T) {
	onEachCluster(t, func(t *testing.T, c Config) {
		c.MaxMessage = 1024
		client := connect(t, c)
		fits := Message{Topic: c.ArticlesTopic(), Key: []byte("k"), Value: noise(1023)}
		tooLarge := Message{Topic: c.ArticlesTopic(), Key: []byte("k"), Value: noise(1024)}
		err := client.Publish(deadline(t), []Message{tooLarge, fits})
		var rejected *RejectedMessages
		if !errors.As(err, &rejected) || len(rejected.ByIndex) != 1 || !errors.Is(rejected.ByIndex[0], ErrTooLarge) {
			t.Fatalf("error %v, want a rejection of the first", err)
		}
		if got := stored(t, client, c.ArticlesTopic()); len(got) != 1 || len(got[0].Value) != 1023 {
			t.Errorf("the topic has %d messages, want the one that fits", len(got))
		}
	})
}

func TestSlicesByKeyHoldEachMessageOnceAndAKeyInOrder(t *testing.T) {
	property := func(keys []byte, many bool) bool {
		if many {
			keys = slices.Repeat(keys, 1+2*sliceMessages/max(1, len(keys)))
		}
		messages := make([]kafkago.Message, len(keys))
		for i, k := range keys {
			messages[i].Key = []byte{k % 16}
		}
		seen, home := 0, map[byte]int{}
		for s, slice := range slicesByKey(messages) {
			seen += len(slice)
			if !slices.IsSorted(slice) {
				return false
			}
			for _, i := range slice {
				k := messages[i].Key[0]
				if other, ok := home[k]; ok && other != s {
					return false
				}
				home[k] = s
			}
		}
		return seen == len(keys)
	}
	if err := quick.Check(property, nil); err != nil {
		t.Error(err)
	}
}

func TestSpreadGivesEachMessageItsError(t *testing.T) {
	one, all := errors.New("one"), errors.New("all")
	for name, test := range map[string]struct {
		err  error
		want []error
	}{
		"none":       {nil, []error{nil, nil}},
		"each":       {kafkago.WriteErrors{nil, one}, []error{nil, one}},
		"wrapped":    {fmt.Errorf("writing: %w", kafkago.WriteErrors{nil, one}), []error{nil, one}},
		"general":    {all, []error{all, all}},
		"other size": {kafkago.WriteErrors{one}, []error{kafkago.WriteErrors{one}, kafkago.WriteErrors{one}}},
	} {
		got := make([]error, 2)
		spread(got, test.err)
		if fmt.Sprint(got) != fmt.Sprint(test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
	}
}

func TestRejectedMessagesSayHowMany(t *testing.T) {
	err := &RejectedMessages{map[int]error{3: ErrTooLarge, 5: ErrRefused}}
	if !strings.HasPrefix(err.Error(), "2 messages") {
		t.Errorf("message %q", err)
	}
}
