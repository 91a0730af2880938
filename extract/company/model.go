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

// weigh sets the probabilities of all spans.
func (d *document) weigh(w *segment.Weights) {
	for _, z := range d.zones {
		spans := d.spans[z.spanFrom:z.spanUpTo]
		if len(spans) == 0 {
			continue
		}
		d.weighEnds(w, z, spans)
		for i := range spans {
			s := &spans[i]
			d.own = d.ownFeatures(d.own[:0], z.first+s.First, z.first+s.Last)
			s.Scores = sum(w.Score(d.own), d.lefts[s.First].scores, d.rights[s.Last-1].scores)
		}
		d.lattice.Marginals(int(z.last-z.first), spans)
	}
}

// weighEnds sets the scores of what stands before each piece of a zone that a
// span begins with, and after each that one ends with.
func (d *document) weighEnds(w *segment.Weights, z zone, spans []segment.Span) {
	d.lefts, d.rights = d.lefts[:0], d.rights[:0]
	for range z.last - z.first {
		d.lefts, d.rights = append(d.lefts, side{}), append(d.rights, side{})
	}
	for i := range spans {
		first, last := spans[i].First, spans[i].Last-1
		if left := &d.lefts[first]; !left.known {
			d.own = d.leftFeatures(d.own[:0], z.first+first)
			*left = side{w.Score(d.own), true}
		}
		if right := &d.rights[last]; !right.known {
			d.own = d.rightFeatures(d.own[:0], z.first+last)
			*right = side{w.Score(d.own), true}
		}
	}
}

// side is what stands on one side of a piece, once it is known.
type side struct {
	scores segment.Scores
	known  bool
}

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
		for i := range spans {
			s := &spans[i]
			d.own = d.secondFeatures(d.own[:0], z.first+s.First, z.first+s.Last, s.P)
			s.Scores = sum(s.Scores, w.Score(d.own), segment.Scores{})
			if d.brand(z.first+s.First, z.first+s.Last) {
				s.Scores[LabelCompany] += brandOdds
			}
		}
		d.lattice.Marginals(int(z.last-z.first), spans)
	}
}
