package kafka

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"github.com/gigawire/gigawire/sink"
)

// DeadLetters writes to the topic of what could not be read or written.
type DeadLetters struct {
	client *Client
}

// NewDeadLetters returns dead letters on the client.
func NewDeadLetters(c *Client) *DeadLetters { return &DeadLetters{c} }

// WriteDead writes letters with their original bytes, and with the headers
// that Kafka Connect gives its dead letters. A value that is itself too large
// for a message is cut, and a header says so.
func (d *DeadLetters) WriteDead(ctx context.Context, letters []sink.DeadLetter) error {
	messages := make([]Message, len(letters))
	for i := range letters {
		messages[i] = d.message(&letters[i])
	}
	err := d.client.Publish(ctx, messages)
	var rejected *RejectedMessages
	if !errors.As(err, &rejected) {
		return err
	}
	var cut []Message
	for i := range messages {
		if _, ok := rejected.ByIndex[i]; ok {
			cut = append(cut, d.cut(messages[i]))
		}
	}
	if err := d.client.Publish(ctx, cut); err != nil {
		return fmt.Errorf("writing dead letters, cut: %w", err)
	}
	return nil
}

// cut shortens key, value and headers, so that all together fit.
func (d *DeadLetters) cut(m Message) Message {
	size, keep := len(m.Value), d.keep()
	m.Key, m.Value = m.Key[:min(keep, len(m.Key))], m.Value[:min(keep, len(m.Value))]
	for i, h := range m.Headers {
		m.Headers[i].Value = h.Value[:min(keep, len(h.Value))]
	}
	m.addHeader("gigawire.cut.from", strconv.Itoa(size))
	return m
}

// keep is how much of each part of an oversized letter is kept, in bytes. A
// letter has at most eleven parts and 260 bytes of names.
func (d *DeadLetters) keep() int { return d.client.config.MaxMessage / 16 }

func (d *DeadLetters) message(l *sink.DeadLetter) Message {
	m := Message{Topic: d.client.config.DeadTopic(), Key: l.Key, Value: l.Value}
	m.addHeader("__connect.errors.stage", l.Stage)
	m.addHeader("__connect.errors.exception.class.name", l.Reason)
	m.addHeader("__connect.errors.exception.message", l.Message)
	m.addHeader("gigawire.reason", l.Reason)
	m.addHeader("gigawire.origin", l.Origin)
	if l.Topic != "" {
		m.addHeader("__connect.errors.topic", l.Topic)
		m.addHeader("__connect.errors.partition", strconv.Itoa(l.Partition))
		m.addHeader("__connect.errors.offset", strconv.FormatInt(l.Offset, 10))
	}
	return m
}
