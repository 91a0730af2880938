// Package sink takes facts to where they are wanted. It knows nothing of how
// they were found.
package sink

import (
	"context"

	"github.com/gigawire/gigawire/extract/fact"
)

// Sink writes facts. Write returns only when every fact is safe: acknowledged
// by all in-sync replicas, or in the file. Facts that can never be written
// come back in a *RejectedError, all others of the call having been written;
// any other error means that none may be taken as written, and that the call
// may be repeated: facts carry stable IDs, so a repeat does no harm.
//
// A Sink may be used by several goroutines.
type Sink interface {
	Write(ctx context.Context, facts []fact.Fact) error
	Close() error
}

// DeadLetter is what could not be read or written, with its reason.
type DeadLetter struct {
	// Key, Value and Headers are the original ones.
	Key, Value []byte
	Headers    []Header
	// Stage is "ingest", "extract" or "sink".
	Stage string
	// Reason is a short stable word for metrics, such as "too_large".
	Reason string
	// Message says it in words.
	Message string
	// Origin is the URL or path, where there is one.
	Origin string
	// Topic, Partition and Offset say where on Kafka it came from; Topic is
	// empty where it did not come from Kafka. Offset is -1 of a message that
	// could not be written to Topic.
	Topic     string
	Partition int
	Offset    int64
}

// Header is a header of a message that became a dead letter.
type Header struct {
	Key   string
	Value []byte
}

// DeadLetters takes what could not be read or written. Write returns only
// when the letter is safe.
type DeadLetters interface {
	WriteDead(ctx context.Context, letters []DeadLetter) error
}
