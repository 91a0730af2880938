package pipeline

import "time"

// Timing is told how long a stage took: ingest and state over a batch, extract
// over an article, sink over the writing of a batch's facts. It may be nil.
type Timing func(stage string, took time.Duration)

// since tells of what began at a time. It is meant to be deferred.
func (t Timing) since(stage string, began time.Time) {
	if t != nil {
		t(stage, time.Since(began))
	}
}
