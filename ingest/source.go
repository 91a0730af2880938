// Package ingest turns news, wherever it comes from, into articles. It knows
// nothing of facts.
package ingest

import (
	"context"
	"errors"

	"go.opentelemetry.io/otel/trace"

	"github.com/gigawire/gigawire/ingest/article"
)

// Source yields articles one by one.
//
// Next blocks until there is one, and returns io.EOF when there will be no
// more (a source that stays, such as a polled feed, ends only with its
// context). An error about a single document comes as a Delivery with a
// Rejection; an error that Next returns is about the source itself, is final,
// and disturbs no other source.
//
// Next and Close are called from one goroutine.
type Source interface {
	Name() string
	Next(ctx context.Context) (Delivery, error)
	Close() error
}

// Delivery is an article, or the reason why there is none. The receiver calls
// Ack exactly once: with nil when all that came of the document is safely
// written, else with the error, and the source may then deliver it again. It may
// acknowledge several at once, from goroutines of its own.
type Delivery struct {
	Article   article.Article
	Rejection *Rejection
	Ack       func(error)
	// SetAside may be nil. Otherwise the receiver calls it, before it calls Ack
	// with nil, with the reason why an article was not published after all:
	// that it was before, or that it is too large for a message.
	SetAside func(*Rejection)
	// Source names what delivered it, where that is one of many that come
	// through one Source; else it is empty.
	Source string
	// Trace is the trace (W3C Trace Context) that the document came with. It is
	// not valid where it came with none.
	Trace trace.SpanContext
}

// Rejection says why a document is no article that can be read. It is
// permanent: the same document would be rejected again.
type Rejection struct {
	// Reason is a short stable word for metrics and headers: "empty",
	// "binary", "too_large", "charset", "language", "no_text", "malformed",
	// "fetch", "paywall", "consent", "duplicate".
	Reason string
	// Err says it in words, and what to do.
	Err error
	// Origin is the URL or path of the document.
	Origin string
	// Body is the document as it came, cut to at most 64 KiB; that of a record
	// is whole.
	Body []byte
	// Record is set where the document came from a topic of Kafka.
	Record *Record
}

// Record is the place of a document on a topic of Kafka, and what came with it.
type Record struct {
	Topic     string
	Partition int
	Offset    int64
	Key       []byte
	Headers   []Header
}

// Header is a header of a record.
type Header struct {
	Key   string
	Value []byte
}

// Failures are the errors of several sources that come through one Source,
// which go on beside each other.
type Failures []error

// Error lists them, a line each.
func (f Failures) Error() string { return errors.Join(f...).Error() }

// Unwrap returns them.
func (f Failures) Unwrap() []error { return f }
