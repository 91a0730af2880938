package kafka

import (
	"strconv"

	"github.com/gigawire/gigawire/sink"
)

// DecodeLetter reads the dead letter that a message of the topic of dead letters
// is. It reports false where the message is a receipt: see Receipt.
func DecodeLetter(m *Message) (sink.DeadLetter, bool) {
	if _, _, isReceipt := Receipt(m); isReceipt {
		return sink.DeadLetter{}, false
	}
	l := sink.DeadLetter{
		Key: m.Key, Value: m.Value, Stage: string(m.Header(headerStage)), Reason: string(m.Header(headerReason)),
		Message: string(m.Header(headerMessage)), Origin: string(m.Header(headerOrigin)), Topic: string(m.Header(headerTopic)), Offset: -1,
	}
	if offset, err := strconv.ParseInt(string(m.Header(headerOffset)), 10, 64); err == nil {
		l.Offset = offset
	}
	if partition, err := strconv.Atoi(string(m.Header(headerPartition))); err == nil {
		l.Partition = partition
	}
	return l, true
}

// Receipt returns the place of the dead letter that a message says was put back.
// It reports false where the message is a letter itself.
func Receipt(m *Message) (partition int, offset int64, ok bool) {
	of, ok := receiptOf(m)
	return of.partition, of.offset, ok
}
