package kafka

import (
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// Message is a message to write, or one that was read.
type Message struct {
	Topic   string
	Key     []byte
	Value   []byte
	Headers []Header
	// Partition, Offset and Time are those of a message that was read.
	Partition int
	Offset    int64
	Time      time.Time
}

// Header is a header of a message.
type Header = kafkago.Header

// Header returns the value of the first header of that name, or nil.
func (m *Message) Header(name string) []byte {
	for _, h := range m.Headers {
		if h.Key == name {
			return h.Value
		}
	}
	return nil
}

func (m *Message) addHeader(name, value string) {
	m.Headers = append(m.Headers, Header{Key: name, Value: []byte(value)})
}

// size is what counts against Config.MaxMessage.
func (m *Message) size() int {
	size := len(m.Key) + len(m.Value)
	for _, h := range m.Headers {
		size += len(h.Key) + len(h.Value)
	}
	return size
}

func (m *Message) outgoing() kafkago.Message {
	return kafkago.Message{Topic: m.Topic, Key: m.Key, Value: m.Value, Headers: m.Headers}
}

func incoming(m kafkago.Message) Message {
	return Message{
		Topic: m.Topic, Key: m.Key, Value: m.Value, Headers: m.Headers,
		Partition: m.Partition, Offset: m.Offset, Time: m.Time,
	}
}
