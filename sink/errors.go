package sink

import (
	"fmt"

	"github.com/gigawire/gigawire/extract/fact"
)

// Rejected is a fact that can never be written, and why.
type Rejected struct {
	Fact fact.Fact
	// Reason is a short stable word for metrics, such as "too_large".
	Reason string
	Err    error
}

// RejectedError lists the facts of a call that can never be written. All
// others of the call have been.
type RejectedError struct {
	Rejected []Rejected
}

// Error says how many facts were rejected, and why the first one was.
func (e *RejectedError) Error() string {
	if len(e.Rejected) == 0 {
		return "no facts rejected"
	}
	return fmt.Sprintf("%d facts rejected, the first (%s): %v", len(e.Rejected), e.Rejected[0].Reason, e.Rejected[0].Err)
}
