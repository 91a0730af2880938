package pipeline

import (
	"fmt"
	"slices"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/sink"
	"github.com/gigawire/gigawire/sink/kafka"
)

// letterOf returns the dead letter of a document that was rejected.
func letterOf(r *ingest.Rejection) sink.DeadLetter {
	l := sink.DeadLetter{
		Key: []byte(r.Origin), Value: r.Body, Stage: StageIngest, Reason: r.Reason, Message: r.Err.Error(), Origin: r.Origin,
	}
	if from := r.Record; from != nil {
		l.Key, l.Topic, l.Partition, l.Offset = from.Key, from.Topic, from.Partition, from.Offset
		for _, h := range from.Headers {
			l.Headers = append(l.Headers, sink.Header(h))
		}
	}
	return l
}

func without(facts []fact.Fact, rejected []sink.Rejected) []fact.Fact {
	if len(rejected) == 0 {
		return facts
	}
	return slices.DeleteFunc(facts, func(f fact.Fact) bool {
		return slices.ContainsFunc(rejected, func(r sink.Rejected) bool { return r.Fact.ID == f.ID })
	})
}

// lettersOf returns the messages that are set aside: those that cannot be
// read, and those that a fact of cannot be written. Put back, they give the
// same facts again.
func lettersOf(batch []kafka.Message, results []result, rejected []sink.Rejected) []sink.DeadLetter {
	var letters []sink.DeadLetter
	for i, r := range results {
		if r.err != nil {
			letters = append(letters, letter(&batch[i], StageExtract, r.reason, r.err))
		}
	}
	set := map[int]bool{}
	for _, r := range rejected {
		i := slices.IndexFunc(results, func(of result) bool { return of.article == r.Fact.Article.ID })
		if i >= 0 && !set[i] {
			set[i] = true
			letters = append(letters, letter(&batch[i], StageSink, r.Reason, fmt.Errorf("writing fact %s: %w", r.Fact.ID, r.Err)))
		}
	}
	return letters
}

func letter(m *kafka.Message, stage, reason string, err error) sink.DeadLetter {
	l := sink.DeadLetter{
		Key: m.Key, Value: m.Value, Stage: stage, Reason: reason, Message: err.Error(),
		Topic: m.Topic, Partition: m.Partition, Offset: m.Offset,
	}
	for _, h := range m.Headers {
		l.Headers = append(l.Headers, sink.Header(h))
	}
	return l
}
