package quantity

import (
	"math"
	"testing"
)

func TestFloatIsCorrectlyRounded(t *testing.T) {
	tests := []struct {
		d     decimal
		shift int
		want  float64
	}{
		{decimal{digits: 525}, -3, 0.525},
		{decimal{digits: 3, exp: -1}, 0, 0.3},
		{decimal{digits: 615, exp: -1}, 9, 61500000000},
		{decimal{digits: 412616_09, exp: -2}, 0, 412616.09},
		{decimal{digits: 1}, 22, 1e22},
		{decimal{digits: 1}, 23, 1e23},
		{decimal{digits: 7}, -30, 7e-30},
		{decimal{digits: 2, thirds: true}, 9, 2e9 / 3},
		{decimal{digits: 1<<53 + 1}, 1, 90071992547409930},
		{decimal{digits: 1}, 400, math.Inf(1)},
		{decimal{}, 5, 0},
	}
	for _, tt := range tests {
		if got := tt.d.float(tt.shift); got != tt.want {
			t.Errorf("%+v·10^%d: got %v, want %v", tt.d, tt.shift, got, tt.want)
		}
	}
}

func TestDecimalArithmetic(t *testing.T) {
	two := decimal{digits: 2}
	if got := two.plus(50).float(0); got != 2.5 {
		t.Errorf("2 and a half: got %v", got)
	}
	if got := two.hundredths(75).float(0); got != 1.5 {
		t.Errorf("three quarters of 2: got %v", got)
	}
	huge := decimal{digits: 1 << 62}
	if got := huge.times(100); got != huge {
		t.Errorf("what does not fit changed: got %+v", got)
	}
}
