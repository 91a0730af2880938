package kafka

import (
	"context"
	"strconv"
	"strings"

	"github.com/gigawire/gigawire/sink"
)

// The headers of a dead letter, beside those that the message itself had. The
// first six are Kafka Connect's.
const (
	headerTopic     = "__connect.errors.topic"
	headerPartition = "__connect.errors.partition"
	headerOffset    = "__connect.errors.offset"
	headerStage     = "__connect.errors.stage"
	headerClass     = "__connect.errors.exception.class.name"
	headerMessage   = "__connect.errors.exception.message"
	headerReason    = "gigawire.reason"
	headerOrigin    = "gigawire.origin"
	headerCut       = "gigawire.cut.from"
)

// isOurs reports whether a header is one that dead letters add.
func isOurs(header string) bool {
	return strings.HasPrefix(header, "__connect.errors.") || strings.HasPrefix(header, "gigawire.")
}

// letterRoom is what the headers of a dead letter may take beyond
// Config.MaxMessage, so that whatever came in a message fits into a letter.
// The two that have no bound of their own are cut.
const (
	letterRoom = 4 << 10
	maxReport  = 1 << 10
	maxOrigin  = 2 << 10
)

// DeadLetters writes to the topic of what could not be read or written.
type DeadLetters struct {
	client *Client
}

// NewDeadLetters returns dead letters on the client.
func NewDeadLetters(c *Client) *DeadLetters { return &DeadLetters{c} }

// WriteDead writes letters with their original bytes, and with the headers
// that Kafka Connect gives its dead letters. What is itself too large for a
// message is cut, and a header says so.
func (d *DeadLetters) WriteDead(ctx context.Context, letters []sink.DeadLetter) error {
	messages := make([]Message, len(letters))
	for i := range letters {
		messages[i] = d.message(&letters[i])
	}
	return d.client.publish(ctx, messages, d.client.config.MaxMessage+letterRoom)
}

func (d *DeadLetters) message(l *sink.DeadLetter) Message {
	m := Message{Topic: d.client.config.DeadTopic(), Key: l.Key, Value: l.Value}
	for _, h := range l.Headers {
		m.Headers = append(m.Headers, Header(h))
	}
	if limit := d.client.config.MaxMessage; m.size() > limit {
		m = cut(m, limit)
	}
	m.addHeader(headerStage, l.Stage)
	m.addHeader(headerClass, l.Reason)
	m.addHeader(headerMessage, shorten(l.Message, maxReport))
	m.addHeader(headerReason, l.Reason)
	m.addHeader(headerOrigin, shorten(l.Origin, maxOrigin))
	if l.Topic != "" {
		m.addHeader(headerTopic, l.Topic)
	}
	if l.Topic != "" && l.Offset >= 0 {
		m.addHeader(headerPartition, strconv.Itoa(l.Partition))
		m.addHeader(headerOffset, strconv.FormatInt(l.Offset, 10))
	}
	return m
}

// cut shortens key and value to what a message may have, and drops headers.
func cut(m Message, limit int) Message {
	size := len(m.Value)
	m.Key = m.Key[:min(limit/4, len(m.Key))]
	m.Value, m.Headers = m.Value[:min(limit-len(m.Key), len(m.Value))], nil
	m.addHeader(headerCut, strconv.Itoa(size))
	return m
}

func shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	return strings.ToValidUTF8(s[:limit], "")
}
