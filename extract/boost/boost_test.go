package boost_test

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math"
	"math/rand/v2"
	"testing"

	"github.com/gigawire/gigawire/extract/boost"
)

var config = boost.Config{Trees: 40, Leaves: 8, Rate: 0.2, MinRows: 5, Shrink: 1}

// exclusive returns rows of three numbers that are a yes where just one of the
// first two is high, which no linear model can tell, and the third is noise.
func exclusive(n int, seed uint64) (rows [][]float32, yes []bool) {
	random := rand.New(rand.NewPCG(seed, 0))
	for range n {
		x := []float32{random.Float32(), random.Float32(), random.Float32()}
		rows, yes = append(rows, x), append(yes, (x[0] > 0.5) != (x[1] > 0.3))
	}
	return rows, yes
}

func TestLearnsWhatNoLineDivides(t *testing.T) {
	m := boost.Learn(config, first(exclusive(2000, 1)), second(exclusive(2000, 1)))
	rows, yes := exclusive(500, 2)
	right := 0
	for i, x := range rows {
		if (m.Probability(x) > 0.5) == yes[i] {
			right++
		}
	}
	if right < 475 {
		t.Errorf("%d of 500 right", right)
	}
}

func first(rows [][]float32, _ []bool) [][]float32 { return rows }
func second(_ [][]float32, yes []bool) []bool      { return yes }

func TestProbabilityIsTheShareWhereNothingTells(t *testing.T) {
	rows, yes := make([][]float32, 400), make([]bool, 400)
	for i := range rows {
		rows[i], yes[i] = []float32{7}, i%4 == 0
	}
	if p := boost.Learn(config, rows, yes).Probability([]float32{7}); p < 0.24 || p > 0.26 {
		t.Errorf("probability %v, want 0.25", p)
	}
}

func TestLearningIsReproducible(t *testing.T) {
	rows, yes := exclusive(300, 3)
	if !bytes.Equal(boost.Learn(config, rows, yes).Bytes(), boost.Learn(config, rows, yes).Bytes()) {
		t.Error("the same rows gave two models")
	}
}

func TestLoadReadsWhatBytesWrote(t *testing.T) {
	rows, yes := exclusive(300, 4)
	m := boost.Learn(config, rows, yes)
	loaded, err := boost.Load(m.Bytes(), 3)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range rows {
		if m.Probability(x) != loaded.Probability(x) {
			t.Fatalf("%v: %v, loaded %v", x, m.Probability(x), loaded.Probability(x))
		}
	}
	if _, err := boost.Load(m.Bytes(), 1); !errors.Is(err, boost.ErrFormat) {
		t.Errorf("a model of more numbers than there are: %v", err)
	}
}

// bytesOf has the nodes of trees, each of a feature, where its right side
// begins, and a value.
func bytesOf(nodes ...[3]float32) []byte {
	out := binary.LittleEndian.AppendUint32(append([]byte("gbt1"), 0, 0, 0, 0), uint32(len(nodes)))
	for _, n := range nodes {
		out = binary.LittleEndian.AppendUint16(out, uint16(int16(n[0])))
		out = binary.LittleEndian.AppendUint16(out, uint16(n[1]))
		out = binary.LittleEndian.AppendUint32(out, math.Float32bits(n[2]))
	}
	return out
}

func TestEachTreeAnswersFromOneLeaf(t *testing.T) {
	m, err := boost.Load(bytesOf(
		[3]float32{0, 4, 0.5}, [3]float32{1, 2, 0.5}, [3]float32{-1, 0, 1}, [3]float32{-1, 0, 2}, [3]float32{1, 2, 0.2}, [3]float32{-1, 0, 4}, [3]float32{-1, 0, 8},
		[3]float32{0, 2, 0.7}, [3]float32{-1, 0, 16}, [3]float32{-1, 0, 32},
	), 2)
	if err != nil {
		t.Fatal(err)
	}
	for x, want := range map[[2]float32]float64{
		{0, 0}: 17, {0, 1}: 18, {0.6, 0}: 20, {0.6, 0.3}: 24, {1, 1}: 40, {0.5, 0.5}: 17,
	} {
		p := float64(m.Probability(x[:]))
		if p != float64(float32(1/(1+math.Exp(-want)))) {
			t.Errorf("%v: probability %v, want that of %v", x, p, want)
		}
	}
}

func TestLoadRefusesWhatIsNoTree(t *testing.T) {
	nan := float32(math.NaN())
	answer := [3]float32{-1, 0, 1}
	for name, nodes := range map[string][][3]float32{
		"no end":         {{0, 2, 1}, answer},
		"a wrong right":  {{0, 1, 1}, answer, answer},
		"no number":      {{0, 2, nan}, answer, answer},
		"a feature less": {{-2, 2, 1}, answer, answer},
		"a feature more": {{3, 2, 1}, answer, answer},
	} {
		if _, err := boost.Load(bytesOf(nodes...), 3); !errors.Is(err, boost.ErrFormat) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	var many [][3]float32
	for range 64 {
		many = append(many, [3]float32{0, 2, 1}, answer)
	}
	if _, err := boost.Load(bytesOf(append(many, answer)...), 3); !errors.Is(err, boost.ErrFormat) {
		t.Errorf("65 leaves: error %v", err)
	}
	if _, err := boost.Load(bytesOf(append(many[2:], answer)...), 3); err != nil {
		t.Errorf("64 leaves: error %v", err)
	}
}

// FuzzLoad: no bytes make a model that goes astray.
func FuzzLoad(f *testing.F) {
	rows, yes := exclusive(100, 5)
	f.Add(boost.Learn(boost.Config{Trees: 2, Leaves: 3, Rate: 0.2, MinRows: 5, Shrink: 1}, rows, yes).Bytes())
	f.Add([]byte("gbt1"))
	f.Fuzz(func(t *testing.T, data []byte) {
		m, err := boost.Load(data, 3)
		if err != nil {
			return
		}
		if p := m.Probability([]float32{1, 2, 3}); p < 0 || p > 1 {
			t.Errorf("probability %v", p)
		}
	})
}

// BenchmarkProbability asks as many trees as the program has, of as many
// numbers, about rows too many to learn by heart.
func BenchmarkProbability(b *testing.B) {
	random := rand.New(rand.NewPCG(6, 0))
	rows, yes := make([][]float32, 20000), make([]bool, 20000)
	for i := range rows {
		rows[i] = make([]float32, 40)
		sum := float32(0)
		for k := range rows[i] {
			rows[i][k] = float32(random.IntN(8))
			sum += rows[i][k]
		}
		yes[i] = sum > 140
	}
	m := boost.Learn(boost.Config{Trees: 80, Leaves: 12, Rate: 0.12, MinRows: 15, Shrink: 1}, rows, yes)
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		m.Probability(rows[i%len(rows)])
	}
}
