package company

import (
	_ "embed"
	"encoding/binary"
	"fmt"

	"github.com/gigawire/gigawire/extract/company/segment"
)

// Model has the weights of the first and the second look.
type Model struct {
	first, second *segment.Weights
}

//go:embed data/weights.bin
var weightData []byte

// LoadModel reads a model that Bytes wrote.
func LoadModel(data []byte) (*Model, error) {
	if len(data) < 4 || uint64(binary.LittleEndian.Uint32(data)) > uint64(len(data)-4) {
		return nil, fmt.Errorf("loading company model: %w: %d bytes", segment.ErrWeights, len(data))
	}
	n := 4 + int(binary.LittleEndian.Uint32(data))
	first, err := segment.Load(data[4:n])
	if err != nil {
		return nil, fmt.Errorf("loading first look: %w", err)
	}
	second, err := segment.Load(data[n:])
	if err != nil {
		return nil, fmt.Errorf("loading second look: %w", err)
	}
	return &Model{first, second}, nil
}

// Bytes returns the model as LoadModel reads it.
func (m *Model) Bytes() []byte {
	first := m.first.Bytes()
	data := binary.LittleEndian.AppendUint32(nil, uint32(len(first)))
	return append(append(data, first...), m.second.Bytes()...)
}

// weigh sets the probabilities of all spans. The features of a zone are hashed
// first and looked up then, so that the looks at memory overlap.
func (d *document) weigh(w *segment.Weights) {
	for _, z := range d.zones {
		spans := d.spans[z.spanFrom:z.spanUpTo]
		if len(spans) == 0 {
			continue
		}
		d.rows.Reset()
		d.addEnds(z, spans)
		own := d.rows.Len()
		for i := range spans {
			d.rows.Add(d.ownFeatures(d.rows.Features, z.first+spans[i].First, z.first+spans[i].Last))
		}
		scores := w.Score(&d.rows)
		for i := range spans {
			s := &spans[i]
			s.Scores = sum(scores[own+i], scores[d.leftRows[s.First]], scores[d.rightRows[s.Last-1]])
		}
		d.lattice.Marginals(int(z.last-z.first), spans)
	}
}

// addEnds adds the features of what stands before each piece that a span begins
// with, and after each that one ends with.
func (d *document) addEnds(z zone, spans []segment.Span) {
	d.leftRows, d.rightRows = d.leftRows[:0], d.rightRows[:0]
	for range z.last - z.first {
		d.leftRows, d.rightRows = append(d.leftRows, none), append(d.rightRows, none)
	}
	for i := range spans {
		first, last := spans[i].First, spans[i].Last-1
		if d.leftRows[first] == none {
			d.leftRows[first] = int32(d.rows.Len())
			d.rows.Add(d.leftFeatures(d.rows.Features, z.first+first))
		}
		if d.rightRows[last] == none {
			d.rightRows[last] = int32(d.rows.Len())
			d.rows.Add(d.rightFeatures(d.rows.Features, z.first+last))
		}
	}
}

// none is the row of a piece that no span begins or ends with.
const none = -1

func sum(a, b, c segment.Scores) segment.Scores {
	for k := range a {
		a[k] += b[k] + c[k]
	}
	return a
}

// weighAgain sets the probabilities of all spans from the second look.
func (d *document) weighAgain(w *segment.Weights) {
	d.gather()
	for _, z := range d.zones {
		spans := d.spans[z.spanFrom:z.spanUpTo]
		d.rows.Reset()
		for i := range spans {
			s := &spans[i]
			d.rows.Add(d.secondFeatures(d.rows.Features, z.first+s.First, z.first+s.Last, s.P))
		}
		for i, scores := range w.Score(&d.rows) {
			s := &spans[i]
			s.Scores = sum(s.Scores, scores, segment.Scores{})
			if d.brand(z.first+s.First, z.first+s.Last) {
				s.Scores[LabelCompany] += brandOdds
			}
		}
		d.lattice.Marginals(int(z.last-z.first), spans)
	}
}
