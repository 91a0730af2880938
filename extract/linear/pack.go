package linear

// lane is what one weight is added up in: 16 bits, four to a word.
const (
	lane     = 16
	lanes    = 0x00ff00ff00ff00ff
	inWord   = 8   // weights that a word holds
	maxAdded = 256 // weights whose sum a lane holds
	zero     = 128 // how a weight of 0 is stored, so that none is negative
)

// packed has the weights of each feature in whole words, those of its classes
// side by side, so that eight are added up at once.
type packed struct {
	words []uint64
	width int // words of a feature
}

func pack(weights []int8, classes int) packed {
	p := packed{width: (classes + inWord - 1) / inWord}
	p.words = make([]uint64, len(weights)/classes*p.width)
	for i, w := range weights {
		row, class := i/classes, i%classes
		p.words[row*p.width+class/inWord] |= uint64(int(w)+zero) << (class % inWord * 8)
	}
	return p
}

// weight returns that of a feature for a class.
func (p packed) weight(row, class int) int8 {
	return int8(int(p.words[row*p.width+class/inWord]>>(class%inWord*8)&0xff) - zero)
}

// sum adds the weights of rows, up to maxAdded of them, to the sums of the
// classes.
func (p packed) sum(rows []uint32, sums *[maxClasses]int32) {
	for w := range p.width {
		p.sumWord(rows, w, (*[inWord]int32)(sums[w*inWord:]))
	}
}

// sumWord does so for the classes of one word.
func (p packed) sumWord(rows []uint32, word int, sums *[inWord]int32) {
	var even, odd uint64
	for _, row := range rows {
		w := p.words[int(row)*p.width+word]
		even += w & lanes
		odd += w >> 8 & lanes
	}
	for i := range inWord / 2 {
		sums[2*i] += int32(even>>(i*lane)&0xffff) - int32(zero*len(rows))
		sums[2*i+1] += int32(odd>>(i*lane)&0xffff) - int32(zero*len(rows))
	}
}

// single has the weights of a model of one class, each with its owner in the
// upper byte, so that one look at memory tells both.
type single []uint16

func packSingle(weights []int8, o owners) single {
	s := make(single, len(o))
	for row, w := range weights {
		s[row] = uint16(o[row])<<8 | uint16(uint8(w))
	}
	return s
}

func (s single) weight(row int) int8 { return int8(uint8(s[row])) }

// sum adds up the weights of those features that own their row.
func (s single) sum(features []uint64) int32 {
	sum, mask := int32(0), uint64(len(s)-1)
	for _, f := range features {
		if row := s[f&mask]; uint8(row>>8) == markOf(f) {
			sum += int32(int8(uint8(row)))
		}
	}
	return sum
}
