package quantity

import "strconv"

const (
	// maxDigits is how many digits a number may have: a float64 holds them all,
	// and an integer a thousand times as much.
	maxDigits = 15
	// exactDigits is the greatest integer up to which every one is a float64.
	exactDigits = 1 << 53
)

// exactPowers are the powers of ten that are float64s.
var exactPowers = [...]float64{
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11,
	1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
}

// decimal is the number digits·10^exp, divided by three if thirds is true.
type decimal struct {
	digits uint64
	exp    int
	thirds bool
}

// float returns d·10^shift, correctly rounded.
func (d decimal) float(shift int) float64 {
	exp := d.exp + shift
	x := float64(d.digits)
	switch {
	case d.digits <= exactDigits && 0 <= exp && exp < len(exactPowers):
		x *= exactPowers[exp]
	case d.digits <= exactDigits && -len(exactPowers) < exp && exp < 0:
		x /= exactPowers[-exp]
	default:
		// Beyond a float64's range the result is infinite, as it should be.
		x, _ = strconv.ParseFloat(strconv.FormatUint(d.digits, 10)+"e"+strconv.Itoa(exp), 64)
	}
	if d.thirds {
		x /= 3
	}
	return x
}

// times returns d·n, and d unchanged where that has too many digits.
func (d decimal) times(n uint64) decimal {
	if n != 0 && d.digits <= (1<<63)/n {
		d.digits *= n
	}
	return d
}

// plus returns d with n/100 of its last place added: 2 and 50 make 2.5.
func (d decimal) plus(n uint64) decimal {
	d = d.hundredths(100)
	d.digits += n
	return d
}

// hundredths returns d·n/100.
func (d decimal) hundredths(n uint64) decimal {
	d = d.times(n)
	d.exp -= 2
	return d
}

// pow10 returns 10^n, 0 where an integer does not hold it.
func pow10(n int) uint64 {
	power := uint64(1)
	for range n {
		if power > 1e18 {
			return 0
		}
		power *= 10
	}
	return power
}
