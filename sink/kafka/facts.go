package kafka

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink"
)

// Facts is the sink that writes facts to their topics.
type Facts struct {
	client *Client
	now    func() time.Time
}

// NewFacts returns a sink on the client. The time that now returns goes into
// the messages' headers.
func NewFacts(c *Client, now func() time.Time) *Facts { return &Facts{c, now} }

// Write writes the facts and waits for all in-sync replicas, and for brokers
// that are away until ctx ends. Facts are part of the trace that ctx has for
// their article: see sink.WithTraces. See sink.Sink for the errors.
func (s *Facts) Write(ctx context.Context, facts []fact.Fact) error {
	rejected := &sink.RejectedError{}
	messages := make([]Message, 0, len(facts))
	origin := make([]int, 0, len(facts)) // the fact of each message
	at := s.now().UTC().Format(time.RFC3339Nano)
	for i := range facts {
		m, err := s.message(ctx, &facts[i], at)
		if err != nil {
			rejected.Rejected = append(rejected.Rejected, sink.Rejected{Fact: facts[i], Reason: "unencodable", Err: err})
			continue
		}
		messages, origin = append(messages, m), append(origin, i)
	}
	err := s.client.Publish(ctx, messages)
	var refused *RejectedMessages
	if err != nil && !errors.As(err, &refused) {
		return err
	}
	if refused != nil {
		for i, index := range origin {
			if err := refused.ByIndex[i]; err != nil {
				rejected.Rejected = append(rejected.Rejected, sink.Rejected{Fact: facts[index], Reason: Reason(err), Err: err})
			}
		}
	}
	if len(rejected.Rejected) > 0 {
		return rejected
	}
	return nil
}

// Close does nothing: the client is closed by whom it was made by.
func (s *Facts) Close() error { return nil }

func (s *Facts) message(ctx context.Context, f *fact.Fact, at string) (Message, error) {
	topic := s.client.config.FactsTopic(f.Type)
	if topic == "" {
		return Message{}, fmt.Errorf("encoding fact %s: no topic for type %q", f.ID, f.Type)
	}
	value, err := f.MarshalJSON() // json.Marshal would go over it once more
	if err != nil {
		return Message{}, fmt.Errorf("encoding fact %s: %w", f.ID, err)
	}
	m := Message{Topic: topic, Key: []byte(f.Key()), Value: value, Headers: cloudEvent(f, at)}
	m.SetTrace(sink.Trace(ctx, f.Article.ID))
	return m, nil
}

// cloudEvent returns the headers of CloudEvents 1.0 in the binary mode of its
// Kafka protocol binding.
func cloudEvent(f *fact.Fact, at string) []Header {
	kind := "gigawire.fact." + string(f.Type) + ".v" + strconv.Itoa(f.Version)
	return []Header{
		{Key: "ce_specversion", Value: []byte("1.0")},
		{Key: "ce_id", Value: []byte(f.ID)},
		{Key: "ce_type", Value: []byte(kind)},
		{Key: "ce_source", Value: []byte("gigawire/articles/" + f.Article.ID)},
		{Key: "ce_time", Value: []byte(at)},
		{Key: "content-type", Value: []byte("application/json")},
	}
}

// DecodeFact reads the fact that a message of a facts topic holds. The error
// wraps ErrUndecodable.
func DecodeFact(m Message) (fact.Fact, error) {
	var f fact.Fact
	if err := json.Unmarshal(m.Value, &f); err != nil {
		return fact.Fact{}, fmt.Errorf("decoding %s, partition %d, offset %d: %w: %w", m.Topic, m.Partition, m.Offset, ErrUndecodable, err)
	}
	return f, nil
}
