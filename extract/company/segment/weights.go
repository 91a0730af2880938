package segment

import (
	"encoding/binary"
	"errors"
	"fmt"
	"math"
)

// ErrWeights says that bytes are no weights, or those of another version.
var ErrWeights = errors.New("no segment weights")

// Weights gives each hashed feature a score for each label.
type Weights struct {
	scale float32
	mask  uint32
	// rows has the weights of each feature, a byte for each label, 128 for 0:
	// none is negative, so two are added up at once.
	rows []uint32
}

const (
	zero     = 128
	lanes    = 0x00ff00ff
	maxAdded = 256 // rows whose sum two lanes of 16 bits hold
)

// setWeight sets the weight of a row of zeroes for a label.
func (w *Weights) setWeight(row, label int, weight int8) {
	w.rows[row] |= uint32(int(weight)+zero) << (8 * label)
}

func (w *Weights) weight(row, label int) int8 { return int8(int(w.rows[row]>>(8*label)&0xff) - zero) }

// magic begins the bytes of weights; its last byte is the version.
const magic = "segw\x01"

// header is the magic, the number of bits of a row's index and the scale.
const header = len(magic) + 1 + 4

// Load reads weights that Bytes wrote.
func Load(data []byte) (*Weights, error) {
	if len(data) < header || string(data[:len(magic)]) != magic {
		return nil, fmt.Errorf("%w: %d bytes that do not begin with %q", ErrWeights, len(data), magic)
	}
	bits := data[len(magic)]
	if bits > 24 || len(data)-header != Labels<<bits {
		return nil, fmt.Errorf("%w: %d bytes after the header for %d bits", ErrWeights, len(data)-header, bits)
	}
	w := &Weights{mask: 1<<bits - 1, rows: make([]uint32, 1<<bits)}
	w.scale = math.Float32frombits(binary.LittleEndian.Uint32(data[len(magic)+1:]))
	for i, b := range data[header:] {
		w.setWeight(i/Labels, i%Labels, int8(b))
	}
	return w, nil
}

// Bytes returns the weights as Load reads them.
func (w *Weights) Bytes() []byte {
	data := make([]byte, 0, header+Labels*len(w.rows))
	data = append(data, magic...)
	bits := 0
	for 1<<bits < len(w.rows) {
		bits++
	}
	data = append(data, byte(bits))
	data = binary.LittleEndian.AppendUint32(data, math.Float32bits(w.scale))
	for row := range w.rows {
		for label := range Labels {
			data = append(data, byte(w.weight(row, label)))
		}
	}
	return data
}

// Score adds up the weights of the features.
func (w *Weights) Score(features []uint32) Scores {
	var sums [Labels]int32
	for len(features) > 0 {
		n := min(len(features), maxAdded)
		w.add(&sums, features[:n])
		features = features[n:]
	}
	var scores Scores
	for k := range scores {
		scores[k] = float32(sums[k]) * w.scale
	}
	return scores
}

// add adds the weights of up to maxAdded features to the sums.
func (w *Weights) add(sums *[Labels]int32, features []uint32) {
	var even, odd uint32
	for _, f := range features {
		row := w.rows[f&w.mask]
		even += row & lanes
		odd += row >> 8 & lanes
	}
	nothing := int32(zero * len(features))
	sums[0] += int32(even&0xffff) - nothing
	sums[1] += int32(odd&0xffff) - nothing
	sums[2] += int32(even>>16) - nothing
	sums[3] += int32(odd>>16) - nothing
}

// quantise rounds trained weights to bytes, the largest to 127.
func quantise(rows []Scores, bits int) *Weights {
	edge := float32(0)
	for _, row := range rows {
		for _, v := range row {
			edge = max(edge, float32(math.Abs(float64(v))))
		}
	}
	w := &Weights{scale: edge / math.MaxInt8, mask: 1<<bits - 1, rows: make([]uint32, len(rows))}
	if edge == 0 {
		w.scale = 1
	}
	for i, row := range rows {
		for k, v := range row {
			w.setWeight(i, k, int8(math.Round(float64(v/w.scale))))
		}
	}
	return w
}
