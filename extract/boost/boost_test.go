package boost_test

import (
	"bytes"
	"errors"
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
