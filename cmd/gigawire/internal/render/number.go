// Package render shows facts to people.
package render

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// Value returns the number of a fact as people write it: "$61.5 billion",
// "over 2.2 GW", "about 14%". It is empty for a company.
func Value(f *fact.Fact) string {
	switch {
	case f.Amount != nil:
		return qualified(f.Amount.Qualifier, money(f.Amount))
	case f.Power != nil:
		value := qualified(f.Power.Qualifier, between(f.Power.Low, f.Power.High, power))
		if f.Count > 1 {
			value = strconv.Itoa(f.Count) + " × " + value
		}
		return value
	case f.Percent != nil:
		return qualified(f.Qualifier, between(f.Percent.Low, f.Percent.High, func(v float64) string { return trim(v) + "%" }))
	default:
		return ""
	}
}

func qualified(q fact.Qualifier, value string) string {
	words := map[fact.Qualifier]string{
		fact.Approx: "about ", fact.Over: "over ", fact.Under: "under ", fact.UpTo: "up to ", fact.AtLeast: "at least ",
	}
	return words[q] + value
}

func money(a *fact.Amount) string {
	if a.Low == nil {
		return strings.TrimSpace("some " + a.Currency)
	}
	return between(a.Low, a.High, func(v float64) string { return sign(a.Currency) + scaled(v) })
}

func between(low, high *float64, show func(float64) string) string {
	switch {
	case low == nil || high == nil:
		return "some"
	case *low == *high:
		return show(*low)
	default:
		return show(*low) + " – " + show(*high)
	}
}

// sign returns the sign of a currency that has one of its own, else its code.
func sign(currency string) string {
	signs := map[string]string{"USD": "$", "EUR": "€", "GBP": "£", "JPY": "¥", "INR": "₹", "KRW": "₩", "": ""}
	if s, ok := signs[currency]; ok {
		return s
	}
	return currency + " "
}

func scaled(v float64) string {
	for _, s := range []struct {
		from float64
		name string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if v >= s.from {
			return trim(v/s.from) + " " + s.name
		}
	}
	return trim(v)
}

func power(gw float64) string {
	if gw < 1 {
		return trim(gw*1000) + " MW"
	}
	return trim(gw) + " GW"
}

// trim writes a number with as few decimals as it has, four at most.
func trim(v float64) string {
	s := strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", v), "0"), ".")
	whole, _, _ := strings.Cut(s, ".")
	if len(whole) <= 3 {
		return s
	}
	return grouped(whole) + s[len(whole):]
}

// grouped puts a comma between each three digits.
func grouped(digits string) string {
	var b strings.Builder
	for i, d := range digits {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(d)
	}
	return b.String()
}
