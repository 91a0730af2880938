package kafka

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/broker"
)

func benchClient(b *testing.B) *Client {
	b.Helper()
	embedded, err := broker.Start(broker.Config{Dir: b.TempDir()})
	if err != nil {
		b.Fatal(err)
	}
	c := testConfig(embedded.Addr())
	c.Partitions = 6
	client, err := Connect(context.Background(), c, nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { client.Close(); embedded.Close() })
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
