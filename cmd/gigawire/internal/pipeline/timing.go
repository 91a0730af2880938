package pipeline

import "time"

// Timing is told how long a stage took: ingest and state over a batch, extract
// over an article, sink over the writing of a batch's facts. In a backfill ingest
// is over a document. It may be nil.
type Timing func(stage string, took time.Duration)

// Since tells of what began at a time. It is meant to be deferred.
func (t Timing) Since(stage string, began time.Time) {
	if t != nil {
		t(stage, time.Since(began))
	}
}
