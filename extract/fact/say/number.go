package say

import (
	"math"
	"strconv"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// Value returns the number of a fact as people write it: "$61.5 billion",
// "over 2.2 GW", "about 14%", "$6–7 billion"; a vague one as the text has it:
// "billions of dollars". It is empty for a company.
func Value(f *fact.Fact) string {
	switch {
	case f.Amount != nil:
		in := func(v float64) number { return money(v, f.Amount.Currency) }
		return shown(f, f.Amount.Qualifier, between(f.Amount.Low, f.Amount.High, in))
	case f.Power != nil:
		value := shown(f, f.Power.Qualifier, between(f.Power.Low, f.Power.High, power))
		if f.Count > 1 {
			value = strconv.Itoa(f.Count) + " × " + value
		}
		return value
	case f.Percent != nil:
		return shown(f, f.Qualifier, between(f.Percent.Low, f.Percent.High, percent))
	default:
		return ""
	}
}

// Range returns a range, or a value where its ends are equal, in gigawatts or in
// plain units of a currency.
func Range(low, high float64, unit string) string {
	in := func(v float64) number { return money(v, unit) }
	if unit == fact.UnitGW {
		in = power
	}
	return between(&low, &high, in)
}

// shown puts the word of a qualifier before a value. Without a value it is the
// text's own words.
func shown(f *fact.Fact, q fact.Qualifier, value string) string {
	if value == "" {
		return f.Evidence.Text
	}
	return qualifierWord(q) + value
}

func qualifierWord(q fact.Qualifier) string {
	switch q {
	case fact.Approx:
		return "about "
	case fact.Over:
		return "over "
	case fact.Under:
		return "under "
	case fact.UpTo:
		return "up to "
	case fact.AtLeast:
		return "at least "
	default:
		return ""
	}
}

// number is a value in the parts in which it is written.
type number struct{ sign, digits, unit string }

func (n number) String() string { return n.sign + n.digits + n.unit }

// between returns a value or a range, which names its unit once if it can. It
// is empty where an end is missing.
func between(low, high *float64, in func(float64) number) string {
	if low == nil || high == nil {
		return ""
	}
	from, to := in(*low), in(*high)
	switch {
	case *low == *high:
		return from.String()
	case from.unit == to.unit:
		return from.sign + from.digits + "–" + to.digits + to.unit
	default:
		return from.String() + " – " + to.String()
	}
}

func money(v float64, currency string) number {
	for _, scale := range []struct {
		from float64
		name string
	}{{1e12, " trillion"}, {1e9, " billion"}, {1e6, " million"}} {
		if v >= scale.from {
			return number{sign(currency), decimals(v / scale.from), scale.name}
		}
	}
	if cents := math.Round(v*100) / 100; cents == v && v != math.Trunc(v) {
		return number{sign(currency), grouped(strconv.FormatFloat(v, 'f', 2, 64)), ""}
	}
	return number{sign(currency), decimals(v), ""}
}

// sign returns the sign of a currency that has one of its own, else its code.
func sign(currency string) string {
	switch currency {
	case "USD":
		return "$"
	case "EUR":
		return "€"
	case "GBP":
		return "£"
	case "JPY":
		return "¥"
	case "INR":
		return "₹"
	case "KRW":
		return "₩"
	case "":
		return ""
	default:
		return currency + " "
	}
}

// power takes gigawatts.
func power(gw float64) number {
	switch {
	case gw >= 1 || gw == 0:
		return number{digits: decimals(gw), unit: " GW"}
	case gw >= 1e-3:
		return number{digits: decimals(gw * 1e3), unit: " MW"}
	default:
		return number{digits: decimals(gw * 1e6), unit: " kW"}
	}
}

func percent(v float64) number { return number{digits: decimals(v), unit: "%"} }

// decimals writes a number with as few decimals as it has, four at most.
func decimals(v float64) string {
	return grouped(strconv.FormatFloat(math.Round(v*1e4)/1e4, 'f', -1, 64))
}

// grouped puts a comma between each three digits before the point.
func grouped(number string) string {
	whole, rest, isFraction := strings.Cut(number, ".")
	var b strings.Builder
	for i, d := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 && whole[i-1] != '-' {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	if isFraction {
		b.WriteString("." + rest)
	}
	return b.String()
}

// Count returns a number of things as people write it: "12,345".
func Count(n int) string { return grouped(strconv.Itoa(n)) }

// Money returns an amount of a currency as people write it: "$61.5 billion".
func Money(v float64, currency string) string { return money(v, currency).String() }

// Power returns gigawatts as people write them: "400 MW".
func Power(gw float64) string { return power(gw).String() }
