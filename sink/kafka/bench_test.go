package kafka

import (
	"bytes"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync/atomic"
	"testing"
	"time"

	kafkago "github.com/segmentio/kafka-go"
	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/broker"
)

// benchBroker returns the address of the broker that GIGAWIRE_KAFKA_BROKERS
// names, or of an embedded one.
func benchBroker(b *testing.B) string {
	b.Helper()
	if real := os.Getenv("GIGAWIRE_KAFKA_BROKERS"); real != "" {
		return real
	}
	embedded, err := broker.Start(broker.Config{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { embedded.Close() })
	return embedded.Addr()
}

func benchClient(b *testing.B) *Client {
	b.Helper()
	c := testConfig(benchBroker(b))
	c.Partitions = 6
	client, err := Connect(context.Background(), c, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { client.Close() })
	if err := client.CreateTopics(context.Background()); err != nil {
		b.Fatal(err)
	}
	return client
}

// BenchmarkFacts writes facts of usual size to the embedded broker, in calls
// of as many facts as one article has, a partition's batch, and more.
func BenchmarkFacts(b *testing.B) {
	for _, size := range []int{10, 500, 2000, 10000} {
		b.Run(fmt.Sprint(size), func(b *testing.B) {
			facts := benchFacts(size)
			client := benchClient(b)
			sink := NewFacts(client, time.Now)
			b.ResetTimer()
			for range b.N {
				if err := sink.Write(context.Background(), facts); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "facts/s")
		})
	}
}

// BenchmarkFactsOfManyCallers writes the facts of one article a call, from as
// many callers as there are partitions in a group's hands.
func BenchmarkFactsOfManyCallers(b *testing.B) {
	const size = 20
	facts := benchFacts(size)
	sink := NewFacts(benchClient(b), time.Now)
	b.SetParallelism(6)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			if err := sink.Write(context.Background(), facts); err != nil {
				b.Error(err)
			}
		}
	})
	b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "facts/s")
}

// BenchmarkFactsBesideABareWriter writes in turn the same messages with
// kafka-go's writer alone and with ours, which sorts out what does not fit,
// accounts for each and bounds what is in flight; and the facts of which they
// are made, which are first to be encoded. Four callers write some thousands
// at a time and go on at once, as four partitions do.
func BenchmarkFactsBesideABareWriter(b *testing.B) {
	const callers, size, calls = 4, 5000, 5
	client := benchClient(b)
	sink, bare := NewFacts(client, time.Now), bareWriter(client.config)
	defer bare.Close()
	facts, messages := benchFacts(callers*size), make([]Message, callers*size)
	outgoing := make([]kafkago.Message, len(facts))
	for i := range facts {
		m, err := sink.message(b.Context(), &facts[i], time.Now().Format(time.RFC3339Nano))
		if err != nil {
			b.Fatal(err)
		}
		messages[i], outgoing[i] = m, m.outgoing()
	}
	ctx := context.Background()
	ways := []func(from, to int) error{
		func(from, to int) error { return bare.WriteMessages(ctx, outgoing[from:to]...) },
		func(from, to int) error { return client.Publish(ctx, messages[from:to]) },
		func(from, to int) error { return sink.Write(ctx, facts[from:to]) },
	}
	took := make([]time.Duration, len(ways))
	for turn := 0; b.Loop(); turn++ {
		for i := range ways { // each is first and last as often
			way := (i + turn) % len(ways)
			took[way] += together(b, callers, calls, func(caller int) error { return ways[way](caller*size, (caller+1)*size) })
		}
	}
	for way, unit := range []string{"bare/s", "messages/s", "facts/s"} {
		b.ReportMetric(float64(b.N*callers*calls*size)/took[way].Seconds(), unit)
	}
	b.ReportMetric(took[0].Seconds()/took[1].Seconds(), "messages-of-bare")
	b.ReportMetric(took[0].Seconds()/took[2].Seconds(), "facts-of-bare")
	b.ReportMetric(0, "ns/op")
}

// bareWriter has the settings that were measured to be the fastest.
func bareWriter(c Config) *kafkago.Writer {
	return &kafkago.Writer{
		Addr: kafkago.TCP(c.Brokers...), Balancer: kafkago.Murmur2Balancer{}, RequiredAcks: kafkago.RequireAll,
		Compression: kafkago.Snappy, BatchSize: 1000, BatchBytes: 900_000, BatchTimeout: 5 * time.Millisecond, MaxAttempts: 10,
		Transport: &kafkago.Transport{MetadataTTL: time.Second, DialTimeout: 3 * time.Second},
	}
}

// together lets several callers make some calls each, and returns how long all
// of them took.
func together(b *testing.B, callers, calls int, call func(caller int) error) time.Duration {
	b.Helper()
	began := time.Now()
	var group errgroup.Group
	for caller := range callers {
		group.Go(func() error {
			for range calls {
				if err := call(caller); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		b.Fatal(err)
	}
	return time.Since(began)
}

// BenchmarkFollow reads facts from the start to the end.
func BenchmarkFollow(b *testing.B) {
	const size = 50_000
	client := benchClient(b)
	if err := NewFacts(client, time.Now).Write(context.Background(), benchFacts(size)); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		n := 0
		for _, err := range client.Follow(context.Background(), Tail{FromStart: true, ToEnd: true}) {
			if n++; err != nil {
				b.Fatal(err)
			}
		}
		if n != size {
			b.Fatalf("%d facts, want %d", n, size)
		}
	}
	b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "facts/s")
}

// BenchmarkGroup hands articles of a usual size to a handler that does
// nothing, and commits them.
func BenchmarkGroup(b *testing.B) {
	const size = 20_000
	client := benchClient(b)
	topic := client.config.ArticlesTopic()
	messages := numbered(topic, 0, size)
	for i := range messages {
		messages[i].Key = fmt.Append(nil, i)
		messages[i].Value = bytes.Repeat(fmt.Append(nil, i, " words of an article. "), 150)
	}
	if err := client.Publish(context.Background(), messages); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		ctx, cancel := context.WithCancel(context.Background())
		id := fmt.Sprint("group-", rand.Uint64())
		done := make(chan error, 1)
		var seen atomic.Int64
		group := NewGroup(client, id, topic, func(_ context.Context, batch []Message) error {
			if seen.Add(int64(len(batch))) == size {
				cancel()
			}
			return nil
		})
		go func() { done <- group.Run(ctx) }()
		if err := <-done; err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.N*size)/b.Elapsed().Seconds(), "articles/s")
}

// benchFacts returns facts that are about 600 bytes on the wire.
func benchFacts(n int) []fact.Fact {
	out := facts(n)
	for i := range out {
		out[i].Article.URL = fmt.Sprint("https://news.example/2026/11/24/a-story-of-some-length-", i/10)
		out[i].Article.Title = "A story of some length, with a title of some length"
		out[i].Evidence = fact.Evidence{
			Field: fact.FieldText, Text: "$61.5 billion", Start: 612, End: 625,
			Sentence: fmt.Sprint("The company, whose number is ", i, ", was valued at $61.5 billion in a round that closed on Monday."),
		}
	}
	return out
}
