package relation

import (
	"fmt"
	"strings"
)

// Reason says which cues and weights decided, for people to read.
type Reason struct {
	// Decision is what was decided, such as "role" or "kind", and Probability
	// how sure the model was.
	Decision    string
	Probability float32
	// Before and After are the nearest cues on either side.
	Before, After Cue
	// Owner is the probability that the company is whose valuation it is, 0
	// where none was asked for.
	Owner float32
}

// Cue is a word of the text and the name it has in the tables, both empty for
// none.
type Cue struct{ Name, Word string }

// String writes a reason in one line.
func (r Reason) String() string {
	var out strings.Builder
	if r.Decision != "" {
		fmt.Fprintf(&out, "%s at %.2f", r.Decision, r.Probability)
	}
	if r.Owner > 0 {
		fmt.Fprintf(&out, ", its company at %.2f", r.Owner)
	}
	if r.Before.Name != "" {
		fmt.Fprintf(&out, ", cue %s (%q) before it", r.Before.Name, r.Before.Word)
	}
	if r.After.Name != "" {
		fmt.Fprintf(&out, ", cue %s (%q) after it", r.After.Name, r.After.Word)
	}
	return strings.TrimPrefix(out.String(), ", ")
}

// reason returns why quantity q means what was decided.
func (d *decoder) reason(q int, decision string, probability float32) Reason {
	items, at := d.at(q)
	return Reason{
		Decision: decision, Probability: probability,
		Before: d.cueAt(items, nextTopic(items, at-1, -1)), After: d.cueAt(items, nextTopic(items, at+1, 1)),
	}
}

func (d *decoder) cueAt(items []item, i int) Cue {
	if i < 0 {
		return Cue{}
	}
	return Cue{d.tables.topics.names[items[i].topic], items[i].Of(d.text.Raw)}
}
