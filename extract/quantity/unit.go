package quantity

import "strings"

// unit is what a number counts.
type unit struct {
	kind   Kind
	shift  int            // the power of ten that makes GW or GWh
	money  []denomination // what the sign or name can mean, likeliest first
	suffix string         // the letters after a unit of power
	slang  bool           // it is a word such as "gig"
}

// unit reads one after the number of t at i.
func (r reader) unit(i int, t *term) (unit, int) {
	if u, end := r.percent(i, t); end > i {
		return u, end
	}
	if u, end := r.measure(r.joint(i)); u.kind != 0 {
		return u, end
	}
	start := i
	if t.scaled && i < len(r.raw) && r.raw[i] == '.' {
		start = i + 1 // "1,5 Mrd. €"
	}
	if money, end := r.name(start, t.scaled); money != nil {
		return unit{kind: Money, money: money}, end
	}
	return unit{}, i
}

// percent reads a percent sign or word after the number of t at i.
func (r reader) percent(i int, t *term) (unit, int) {
	if t.scaled {
		return unit{}, i
	}
	percent := unit{kind: Percent}
	start := r.joint(i)
	if start < len(r.raw) && r.raw[start] == '%' {
		return percent, start + 1
	}
	var buf [longestWord]byte
	word, end := r.word(start, &buf)
	switch string(word) {
	case "percent", "pct", "pc":
	case "per":
		var ok bool
		if end, ok = r.is(r.gap(end), "cent"); !ok {
			return unit{}, i
		}
	default:
		return unit{}, i
	}
	if _, points := r.is(r.joint(end), "points"); points {
		return unit{}, i
	}
	return percent, end
}

// measure reads a unit of power or energy at i.
func (r reader) measure(i int) (unit, int) {
	end := r.letters(i)
	word := r.raw[i:end]
	if len(word) < 2 || len(word) > longestWord {
		return unit{}, i
	}
	var buf [longestWord]byte
	m, ok := r.units[word]
	if !ok && len(word) > 3 {
		m, ok = r.units[string(lower(word, &buf))]
	}
	if !ok {
		suffix, known := r.suffixes[string(lower(word[2:], &buf))]
		if m, ok = r.units[word[:2]]; !ok || !known {
			return unit{}, i
		}
		return unit{kind: m.kind, shift: m.exp, suffix: suffix}, end
	}
	u := unit{kind: m.kind, shift: m.exp, slang: m.slang}
	return r.afterMeasure(u, end)
}

// afterMeasure reads what follows a unit of power at i: "-hours", "-peak".
func (r reader) afterMeasure(u unit, i int) (unit, int) {
	if u.kind != Power {
		return u, i
	}
	if suffix, end := r.bracketed(i); end > i {
		u.suffix = suffix
		return u, end
	}
	start := r.joint(i)
	if start == i {
		return u, i
	}
	var buf [longestWord]byte
	word, end := r.word(start, &buf)
	if r.contextWords[string(word)]&contextHour != 0 && (word[0] == 'h' || r.hyphen(i) > i) {
		u.kind = Energy
		return u, end
	}
	if suffix, ok := r.suffixes[string(word)]; ok && len(word) > 1 {
		u.suffix = suffix
		if r.hyphen(i) > i {
			return u, end
		}
	}
	return u, i
}

// bracketed reads a suffix in brackets at i: "60 MW(e)".
func (r reader) bracketed(i int) (string, int) {
	if i >= len(r.raw) || r.raw[i] != '(' {
		return "", i
	}
	var buf [longestWord]byte
	word, end := r.word(i+1, &buf)
	suffix, ok := r.suffixes[string(word)]
	if !ok || end >= len(r.raw) || r.raw[end] != ')' {
		return "", i
	}
	return suffix, end + 1
}

// isSize reports whether a word such as "-scale" follows a unit at i, which
// makes "a gigawatt-scale plant" no plant of one gigawatt.
func (r reader) isSize(i int) (end int, ok bool) {
	start := r.joint(i)
	if start == i {
		return i, false
	}
	var buf [longestWord]byte
	word, end := r.word(start, &buf)
	return end, r.vagueWords[string(word)]&vagueSize != 0
}

// upperFirst reports whether s begins with an ASCII capital.
func upperFirst(s string) bool { return s != "" && 'A' <= s[0] && s[0] <= 'Z' }

// isLowerWord reports whether s has no ASCII capital.
func isLowerWord(s string) bool { return !strings.ContainsAny(s, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") }
