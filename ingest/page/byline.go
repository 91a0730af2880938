package page

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// bylineTable says how pages name who wrote them.
//
//go:embed bylines.txt
var bylineTable string

// bylineWords are the rows of the table, by kind.
var bylineWords = readBylines(bylineTable)

// bylines are what marks elements with names, what says what somebody is and is
// no name, what of a name has no capital, and what stands before and behind names.
type bylines struct {
	classes, works, particles map[string]bool
	before, after             []string
}

func readBylines(table string) bylines {
	b := bylines{classes: map[string]bool{}, works: map[string]bool{}, particles: map[string]bool{}}
	for line := range strings.Lines(table) {
		kind, text, _ := strings.Cut(strings.TrimSpace(line), " ")
		text = strings.Trim(text, `"`)
		switch kind {
		case "", "#":
		case "class":
			b.classes[text] = true
		case "before":
			b.before = append(b.before, text+" ", text+":")
		case "after":
			b.after = append(b.after, text)
		case "work":
			b.works[text] = true
		case "particle":
			b.particles[text] = true
		default:
			panic(fmt.Sprintf("bylines: line %q begins with no known kind", line))
		}
	}
	slices.SortFunc(b.before, func(x, y string) int { return len(y) - len(x) })
	return b
}

// withoutBy drops what stands before names.
func withoutBy(s string) string {
	for _, before := range bylineWords.before {
		if len(s) > len(before) && strings.EqualFold(s[:len(before)], before) {
			return strings.TrimSpace(s[len(before):])
		}
	}
	return s
}

// namesIn returns the names of people that a byline lists, none where it reads
// otherwise. The site's own name behind them does not count.
func namesIn(byline, site string) []string {
	var names []string
	list := strings.NewReplacer(" and ", ",", " AND ", ",", " And ", ",", " & ", ",", ";", ",").Replace(listIn(byline))
	for part := range strings.SplitSeq(list, ",") {
		part = tidy(part)
		if at := len(part) - len(site); site != "" && at > 0 && strings.EqualFold(part[at:], site) {
			part = strings.TrimSpace(part[:at])
		}
		if isName(part) {
			names = append(names, part)
		}
	}
	return names
}

// listIn returns what of a byline may be a list of names: what follows "by",
// up to what tells of something else, such as a date.
func listIn(byline string) string {
	s := withoutBy(strings.TrimLeft(byline, "|•·-–— "))
	if i := indexFold(s, " by "); i >= 0 {
		s = s[i+len(" by "):]
	}
	for _, after := range bylineWords.after {
		if i := indexFold(s, after); i >= 0 {
			s = s[:i]
		}
	}
	if i := strings.IndexFunc(s, unicode.IsDigit); i >= 0 {
		s = withoutDay(s[:i])
	}
	return s
}

// indexFold returns where one text stands in another in capitals or not, -1 for
// nowhere.
func indexFold(s, part string) int {
	small := strings.ToLower(s)
	if len(small) != len(s) {
		return strings.Index(s, part)
	}
	return strings.Index(small, part)
}

// days are words of dates that are no numbers.
var days = set(`monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun
	january february march april may june july august september october november december
	jan feb mar apr jun jul aug sep sept oct nov dec`)

// withoutDay drops the words of a date at the end of a text.
func withoutDay(s string) string {
	words := strings.Fields(s)
	for len(words) > 0 && days[strings.ToLower(strings.Trim(words[len(words)-1], ".,:"))] {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

// isName reports whether a text reads like the name of a person: two to five
// words with capitals, none of which says what somebody is.
func isName(s string) bool {
	words := strings.Fields(s)
	if len(words) < 2 || len(words) > 5 || len(s) > 50 {
		return false
	}
	for _, w := range words {
		if first, _ := utf8.DecodeRuneInString(w); !unicode.IsUpper(first) && !bylineWords.particles[strings.ToLower(w)] {
			return false
		}
		for part := range strings.SplitSeq(strings.ToLower(w), "-") {
			if bylineWords.works[strings.Trim(part, ".:")] {
				return false
			}
		}
	}
	return true
}
