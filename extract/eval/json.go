package eval

import (
	"encoding/json"
	"fmt"
	"io"
)

// document is a report as JSON.
type document struct {
	Articles  int      `json:"articles"`
	Figures   []figure `json:"figures"`
	Breakdown []row    `json:"breakdown,omitempty"`
	Errors    []Error  `json:"errors,omitempty"`
}

// figure is one line of the table. Value is F1 where precision and recall are
// there, else the share of Right in Of; Low and High are its 95 % interval.
type figure struct {
	Name      string   `json:"name"`
	Value     float64  `json:"value"`
	Low       float64  `json:"low"`
	High      float64  `json:"high"`
	Precision *float64 `json:"precision,omitempty"`
	Recall    *float64 `json:"recall,omitempty"`
	Right     int      `json:"right"`
	Wrong     *int     `json:"wrong,omitempty"`
	Missing   *int     `json:"missing,omitempty"`
	Of        *int     `json:"of,omitempty"`
}

type row struct {
	Figure  string `json:"figure"`
	Aspect  string `json:"aspect"`
	Value   string `json:"value"`
	Right   int    `json:"right"`
	Wrong   int    `json:"wrong"`
	Missing int    `json:"missing"`
}

// WriteJSON writes the report as one JSON object: the figures, and the
// breakdown and the errors where they are asked for.
func (r *Report) WriteJSON(w io.Writer, breakdown, errors bool) error {
	d := document{Articles: len(r.Articles), Figures: r.figures()}
	if breakdown {
		for _, c := range r.Breakdown() {
			d.Breakdown = append(d.Breakdown, row{c.Figure, c.Aspect, c.Value, c.Right, c.Wrong, c.Missing})
		}
	}
	if errors {
		d.Errors = r.Errors
	}
	out := json.NewEncoder(w)
	out.SetIndent("", " ")
	out.SetEscapeHTML(false)
	if err := out.Encode(d); err != nil {
		return fmt.Errorf("writing report: %w", err)
	}
	return nil
}

func (r *Report) figures() []figure {
	var out []figure
	intervals := r.intervals()
	add := func(i int, f figure) {
		f.Name, f.Low, f.High = measures()[i].name, intervals[i].low, intervals[i].high
		out = append(out, f)
	}
	for i, c := range r.Total.counts() {
		if *c == (Counts{}) {
			continue
		}
		precision, recall := c.Precision(), c.Recall()
		add(i, figure{
			Value: c.F1(), Precision: &precision, Recall: &recall, Right: c.Right, Wrong: &c.Wrong, Missing: &c.Missing,
		})
	}
	for i, a := range r.Total.accuracies() {
		add(i+len(r.Total.counts()), figure{Value: a.Share(), Right: a.Right, Of: &a.Of})
	}
	return out
}
