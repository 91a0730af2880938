package eval

import (
	"fmt"
	"math"

	"github.com/gigawire/gigawire/extract/fact"
)

// take returns the first unused fact that overlaps s and is the same, and
// marks it used.
func take(facts []found, s Span, same func(*fact.Fact) bool) *found {
	for i := range facts {
		if f := &facts[i]; !f.used && f.overlaps(s) && same(f.Fact) {
			f.used = true
			return f
		}
	}
	return nil
}

// tolerance is how far apart, relatively, two numbers may be and still be one.
const tolerance = 1e-3

func sameEnds(low, high, goldLow, goldHigh *float64) bool {
	return sameNumber(low, goldLow) && sameNumber(high, goldHigh)
}

func sameNumber(a, b *float64) bool {
	if a == nil || b == nil {
		return a == b
	}
	return math.Abs(*a-*b) <= tolerance*math.Max(math.Abs(*a), math.Abs(*b))
}

func describe(low, high *float64, unit string) string {
	if low == nil || high == nil {
		return "vague " + unit
	}
	if *low == *high {
		return fmt.Sprintf("%g %s", *low, unit)
	}
	return fmt.Sprintf("%g-%g %s", *low, *high, unit)
}
