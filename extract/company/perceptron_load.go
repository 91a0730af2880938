package company

import (
	"bytes"
	"encoding/gob"
	"fmt"
	"math"

	"github.com/jdkato/prose/v2"

	"github.com/gigawire/gigawire/extract/index"
)

// weightRow is where the weights of a feature stand.
type weightRow struct{ from, to int32 }

type tagWeight struct {
	class       int32
	thousandths int32
}

// maxTags is how many classes there are at most.
const maxTags = 64

// loadPerceptron reads the weights that are built into prose.
func loadPerceptron() (*perceptron, error) {
	p := &perceptron{}
	var weights map[string]map[string]float64
	for name, into := range map[string]any{"classes": &p.classes, "tags": &p.known, "weights": &weights} {
		data, err := prose.Asset("model/AveragedPerceptron/" + name + ".gob")
		if err != nil {
			return nil, fmt.Errorf("finding prose's %s: %w", name, err)
		}
		if err := gob.NewDecoder(bytes.NewReader(data)).Decode(into); err != nil {
			return nil, fmt.Errorf("reading prose's %s: %w", name, err)
		}
	}
	return p, p.add(weights)
}

func (p *perceptron) add(weights map[string]map[string]float64) error {
	number := map[string]int32{}
	for i, class := range p.classes {
		number[class] = int32(i)
	}
	p.rows = index.New[weightRow](len(weights))
	for feature, of := range weights {
		from := len(p.weights)
		for class, weight := range of {
			if _, ok := number[class]; !ok {
				number[class] = int32(len(p.classes))
				p.classes = append(p.classes, class)
			}
			p.weights = append(p.weights, tagWeight{number[class], int32(math.Round(weight * 1000))})
		}
		*p.rows.At(uint64(tagKey(0).of(feature))) = weightRow{int32(from), int32(len(p.weights))}
	}
	if len(p.classes) > maxTags {
		return fmt.Errorf("prose has %d parts of speech, more than %d", len(p.classes), maxTags)
	}
	return nil
}
