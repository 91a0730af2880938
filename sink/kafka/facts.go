package kafka

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
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

// Write writes the facts and waits for all in-sync replicas.
func (s *Facts) Write(ctx context.Context, facts []fact.Fact) error {
	messages := make([]Message, len(facts))
	at := s.now().UTC().Format(time.RFC3339Nano)
	for i := range facts {
		m, err := s.message(&facts[i], at)
		if err != nil {
			return err
		}
		messages[i] = m
	}
	err := s.client.Publish(ctx, messages)
	var rejected *RejectedMessages
	if errors.As(err, &rejected) {
		return rejectedFacts(facts, rejected)
	}
	return err
}

// Close does nothing: the client is closed by whom it was made by.
func (s *Facts) Close() error { return nil }

func (s *Facts) message(f *fact.Fact, at string) (Message, error) {
	value, err := json.Marshal(f)
	if err != nil {
		return Message{}, fmt.Errorf("encoding fact %s: %w", f.ID, err)
	}
	return Message{
		Topic: s.client.config.FactsTopic(f.Type), Key: []byte(f.Key()), Value: value, Headers: cloudEvent(f, at),
	}, nil
}

// cloudEvent returns the headers of CloudEvents 1.0 in the binary mode of its
// Kafka protocol binding.
func cloudEvent(f *fact.Fact, at string) []Header {
	return []Header{
		{Key: "ce_specversion", Value: []byte("1.0")},
		{Key: "ce_id", Value: []byte(f.ID)},
		{Key: "ce_type", Value: fmt.Appendf(nil, "gigawire.fact.%s.v%d", f.Type, f.Version)},
		{Key: "ce_source", Value: []byte("gigawire/articles/" + f.Article.ID)},
		{Key: "ce_time", Value: []byte(at)},
		{Key: "content-type", Value: []byte("application/json")},
	}
}

func rejectedFacts(facts []fact.Fact, messages *RejectedMessages) error {
	out := &sink.RejectedError{}
	for i := range facts {
		if err, ok := messages.ByIndex[i]; ok {
			out.Rejected = append(out.Rejected, sink.Rejected{Fact: facts[i], Reason: "too_large", Err: err})
		}
	}
	return out
}
