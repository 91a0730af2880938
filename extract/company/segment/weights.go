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
	rows  [][Labels]int8
}

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
	w := &Weights{mask: 1<<bits - 1, rows: make([][Labels]int8, 1<<bits)}
	w.scale = math.Float32frombits(binary.LittleEndian.Uint32(data[len(magic)+1:]))
	for i, b := range data[header:] {
		w.rows[i/Labels][i%Labels] = int8(b)
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
	for _, row := range w.rows {
		for _, v := range row {
			data = append(data, byte(v))
		}
	}
	return data
}

// Score adds up the weights of the features.
func (w *Weights) Score(features []uint32) Scores {
	var a, b, c, d int32
	for _, f := range features {
		row := w.rows[f&w.mask]
		a += int32(row[0])
		b += int32(row[1])
		c += int32(row[2])
		d += int32(row[3])
	}
	return Scores{float32(a) * w.scale, float32(b) * w.scale, float32(c) * w.scale, float32(d) * w.scale}
}

// quantise rounds trained weights to bytes, the largest to 127.
func quantise(rows []Scores, bits int) *Weights {
	edge := float32(0)
	for _, row := range rows {
		for _, v := range row {
			edge = max(edge, float32(math.Abs(float64(v))))
		}
	}
	w := &Weights{scale: edge / math.MaxInt8, mask: 1<<bits - 1, rows: make([][Labels]int8, len(rows))}
	if edge == 0 {
		w.scale = 1
	}
	for i, row := range rows {
		for k, v := range row {
			w.rows[i][k] = int8(math.Round(float64(v / w.scale)))
		}
	}
	return w
}
