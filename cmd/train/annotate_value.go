package main

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/text/currency"

	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/fact"
)

// qualifierMarks has the mark of each qualifier.
var qualifierMarks = map[string]fact.Qualifier{
	"e": fact.Exact, "~": fact.Approx, ">": fact.Over, "<": fact.Under,
	"^": fact.UpTo, "+": fact.AtLeast, "r": fact.Range, "v": fact.Vague,
}

// powersOfTen has the exponent of each scale: lakh, crore and lakh crore are India's.
var powersOfTen = map[string]string{
	"": "0", "k": "3", "m": "6", "b": "9", "t": "12", "lk": "5", "cr": "7", "lcr": "12",
}

var scaled = regexp.MustCompile(`^([0-9]*\.?[0-9]+)([a-z]*)$`)

func parseMoney(value, unit, mark string) (eval.GoldMoney, error) {
	low, high, qualifier, err := parseValue(value, mark)
	m := eval.GoldMoney{Low: low, High: high, Qualifier: qualifier}
	if unit == "-" {
		return m, err
	}
	m.Currency = unit
	if c, currencyErr := currency.ParseISO(unit); currencyErr != nil || c.String() != unit {
		err = errors.Join(err, fmt.Errorf("unknown currency %q", unit))
	}
	return m, err
}

// parseValue reads a number, two with a hyphen between them, or - for a vague
// value, which has nil ends.
func parseValue(value, mark string) (low, high *float64, q fact.Qualifier, err error) {
	q, ok := qualifierMarks[mark]
	if !ok {
		return nil, nil, q, fmt.Errorf("unknown qualifier %q", mark)
	}
	if (value == "-") != (q == fact.Vague) {
		return nil, nil, q, fmt.Errorf("value %q does not go with qualifier %q", value, mark)
	}
	if q == fact.Vague {
		return nil, nil, q, nil
	}
	from, to, isRange := strings.Cut(value, "-")
	low, err = parseNumber(from)
	high = low
	if isRange && err == nil {
		high, err = parseNumber(to)
	}
	if err == nil && (*low > *high || (q == fact.Range) != (*low < *high)) {
		err = fmt.Errorf("value %q does not go with qualifier %q", value, mark)
	}
	return low, high, q, err
}

// parseNumber gives the nearest float64: "0.3m" is 300000 and not what a
// multiplication would make of it.
func parseNumber(number string) (*float64, error) {
	part := scaled.FindStringSubmatch(number)
	if part == nil {
		return nil, fmt.Errorf("value %q is no number with a scale", number)
	}
	power, ok := powersOfTen[part[2]]
	if !ok {
		return nil, fmt.Errorf("unknown scale %q", part[2])
	}
	v, err := strconv.ParseFloat(part[1]+"e"+power, 64)
	if err != nil {
		return nil, fmt.Errorf("reading value: %w", err)
	}
	return &v, nil
}

func parseRole(word string) (fact.Role, error) {
	if role := fact.Role(word); slices.Contains(fact.Roles(), role) {
		return role, nil
	}
	return "", fmt.Errorf("unknown role %q", word)
}

func parseKind(word string) (fact.Kind, error) {
	if kind := fact.Kind(word); slices.Contains(fact.Kinds(), kind) {
		return kind, nil
	}
	return "", fmt.Errorf("unknown kind %q", word)
}

// parseReason reads CODE: REASON.
func parseReason(spec string) (code, reason string, err error) {
	code, reason, _ = strings.Cut(spec, ":")
	code, reason = strings.TrimSpace(code), strings.TrimSpace(reason)
	if !codes[code] {
		return "", "", fmt.Errorf("unknown code %q", code)
	}
	if reason == "" {
		return "", "", fmt.Errorf("code %q has no reason", code)
	}
	return code, reason, nil
}
