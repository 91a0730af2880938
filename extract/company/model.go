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
		left, right := d.endScores(w, z)
		for i := range spans {
			s := &spans[i]
			d.own = d.ownFeatures(d.own[:0], z.first+s.First, z.first+s.Last)
			s.Scores = sum(w.Score(d.own), left[s.First], right[s.Last-1])
		}
		d.lattice.Marginals(int(z.last-z.first), spans)
	}
}

// endScores returns the scores of what stands before and after each piece.
func (d *document) endScores(w *segment.Weights, z zone) (left, right []segment.Scores) {
	d.leftScores, d.rightScores = d.leftScores[:0], d.rightScores[:0]
	for i := z.first; i < z.last; i++ {
		d.own = d.leftFeatures(d.own[:0], i)
		d.leftScores = append(d.leftScores, w.Score(d.own))
		d.own = d.rightFeatures(d.own[:0], i)
		d.rightScores = append(d.rightScores, w.Score(d.own))
	}
	return d.leftScores, d.rightScores
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
