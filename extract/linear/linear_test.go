package linear

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// examples has a class for each of three words, with noise around it.
func examples() []Example {
	var out []Example
	for i := range 300 {
		class := i % 3
		out = append(out, Example{
			Features: []uint64{Mix(1, uint64(class)), Mix(2, uint64(i%7)), Mix(3, uint64(i%11))}, Class: class,
		})
	}
	return out
}

func config(classes int) Config {
	return Config{Classes: classes, Bits: 10, Epochs: 5, Rate: 0.2, Seed: 7}
}

func TestLearnsWhatDecides(t *testing.T) {
	m := Learn(config(3), examples())
	p := make([]float32, 3)
	for class := range 3 {
		m.Probabilities([]uint64{Mix(1, uint64(class))}, p)
		sum := p[0] + p[1] + p[2]
		if Best(p) != class || p[class] < 0.8 || math.Abs(float64(sum-1)) > 1e-5 {
			t.Errorf("class %d has probabilities %v", class, p)
		}
	}
}

func TestLearnsYesAndNo(t *testing.T) {
	all := examples()
	for i := range all {
		all[i].Class = min(all[i].Class, 1)
	}
	m := Learn(config(1), all)
	p := make([]float32, 1)
	if m.Probabilities([]uint64{Mix(1, 0)}, p); p[0] > 0.2 {
		t.Errorf("probability %v for what was never so", p[0])
	}
	if m.Probabilities([]uint64{Mix(1, 2)}, p); p[0] < 0.8 {
		t.Errorf("probability %v for what always was", p[0])
	}
}

func TestLearningIsReproducible(t *testing.T) {
	a, b := Learn(config(3), examples()).Bytes(), Learn(config(3), examples()).Bytes()
	if !bytes.Equal(a, b) {
		t.Error("two models of the same examples differ")
	}
}

func TestModelsComeBackFromTheirBytes(t *testing.T) {
	m := Learn(config(3), examples())
	loaded, err := Load(m.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	for i := range 20 {
		features := []uint64{Mix(1, uint64(i)), Mix(2, uint64(i))}
		p, q := make([]float32, 3), make([]float32, 3)
		m.Probabilities(features, p)
		loaded.Probabilities(features, q)
		if fmt.Sprint(p) != fmt.Sprint(q) {
			t.Errorf("probabilities %v became %v", p, q)
		}
	}
}

func TestPackedWeightsAddUp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 0))
	for _, classes := range []int{2, 4, 8, 15, 32} {
		weights := make([]int8, classes*8)
		for i := range weights {
			weights[i] = []int8{-128, 127, int8(random.Int())}[i%3]
		}
		rows := make([]uint32, maxAdded)
		var want, got [maxClasses]int32
		for i := range rows {
			rows[i] = random.Uint32N(8)
			for c := range classes {
				want[c] += int32(weights[int(rows[i])*classes+c])
			}
		}
		pack(weights, classes).sum(rows, &got)
		if !slices.Equal(got[:classes], want[:classes]) {
			t.Errorf("%d classes: sums %v, want %v", classes, got[:classes], want[:classes])
		}
	}
}

// TestWeightsOfOneClassAddUp: those of features that own their row.
func TestWeightsOfOneClassAddUp(t *testing.T) {
	s := packSingle([]int8{-128, 127, 5, 7}, owners{1, 3, 0, 5})
	own, own2, other, nobodys := uint64(1)<<56, uint64(3)<<56|1, uint64(7)<<56|1, uint64(1)<<56|2
	if got := s.sum([]uint64{own, own, own2, other, nobodys}); got != 127-2*128 {
		t.Errorf("sum %d", got)
	}
}

// TestRowsAreOwnedByTheMostFrequent: of two features on one row the one of more
// examples is heard, whatever else falls there is not, and one that was seen
// but once is nobody's.
func TestRowsAreOwnedByTheMostFrequent(t *testing.T) {
	const mask = 1<<4 - 1
	often, seldom, other, once := uint64(1)<<60|3, uint64(2)<<60|3, uint64(5)<<60|3, uint64(7)<<60|4
	x := []Example{{Features: []uint64{often, seldom}}, {Features: []uint64{often, seldom}}, {Features: []uint64{often, once}}}
	o := newOwners(4, x)
	for feature, want := range map[uint64]bool{often: true, seldom: false, other: false, once: false} {
		if o.owns(feature, mask) != want {
			t.Errorf("feature %x owns its row: %v, want %v", feature, !want, want)
		}
	}
	if got := o.heard(x, mask)[2].Features; !slices.Equal(got, []uint64{often}) {
		t.Errorf("heard %x", got)
	}
}

// TestMoreFeaturesThanAreAddedAtOnce adds up in several turns.
func TestMoreFeaturesThanAreAddedAtOnce(t *testing.T) {
	m := Learn(config(3), examples())
	one, many := make([]float32, 3), make([]float32, 3)
	m.Probabilities([]uint64{Mix(1, 1)}, one)
	m.Probabilities(slices.Repeat([]uint64{Mix(1, 1)}, 3*maxAdded), many)
	if Best(one) != 1 || Best(many) != 1 || many[1] < one[1] {
		t.Errorf("probabilities %v, of many %v", one, many)
	}
}

func TestLoadRefusesWhatIsNoModel(t *testing.T) {
	whole := Learn(config(3), examples()).Bytes()
	for _, data := range [][]byte{nil, []byte("lin1"), whole[:len(whole)-1], append([]byte("xxxx"), whole[4:]...)} {
		if _, err := Load(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%d bytes: error %v, want ErrFormat", len(data), err)
		}
	}
}

func BenchmarkProbabilities(b *testing.B) {
	m := Learn(config(15), examples())
	features := make([]uint64, 80)
	for i := range features {
		features[i] = Mix(1, uint64(i))
	}
	p := make([]float32, 15)
	b.ReportAllocs()
	for b.Loop() {
		m.Probabilities(features, p)
	}
}
