package main

import (
	"cmp"
	"slices"
	"strings"
	"unicode"
)

// clean returns the securities whose names tell a company, sorted, without
// legal forms and as people write them.
func clean(register []security, known map[int]string, words map[string]bool) []security {
	taken := map[string]bool{}
	var kept []security
	for _, s := range register {
		name, constituent := known[s.cik]
		if !constituent {
			name = s.name
		}
		s.name = companyName(name)
		key := strings.ToLower(s.name)
		if taken[key] || !constituent && !tells(s.name, words) {
			continue
		}
		taken[key] = true
		kept = append(kept, s)
	}
	slices.SortFunc(kept, func(a, b security) int { return cmp.Compare(a.name, b.name) })
	return kept
}

// legalForms are the endings of registered names, without full stops.
var legalForms = wordSet(`inc corp corporation ltd limited plc llc lp llp co company sa nv ag se ab asa
	oyj spa bv the trust adr ads de md nj ny new cl class a b c /de /md /new /fi kk bhd lp/ tbk oy as gmbh incorporated sab cv`)

// companyName cuts what only lawyers say, and gives capitals their usual size.
func companyName(name string) string {
	name, _, _ = strings.Cut(name, "(")
	name, _, _ = strings.Cut(name, "/")
	name, _, _ = strings.Cut(name, "\\")
	shouted := name == strings.ToUpper(name)
	words := strings.Fields(strings.ReplaceAll(name, ",", " "))
	for len(words) > 1 && legalForms[strings.ToLower(strings.ReplaceAll(words[len(words)-1], ".", ""))] {
		words = words[:len(words)-1]
	}
	if len(words) > 1 && strings.EqualFold(words[0], "the") {
		words = words[1:]
	}
	for i, word := range words {
		if shouted && len(word) > 3 {
			words[i] = word[:1] + strings.ToLower(word[1:])
		}
	}
	return strings.TrimRight(strings.Join(words, " "), " -&.")
}

// tells reports whether a name is long and odd enough to mean its company.
func tells(name string, words map[string]bool) bool {
	lower := strings.ToLower(name)
	if len(name) < 4 || strings.Contains(lower, " etf") || strings.Contains(lower, "acquisition") || strings.HasSuffix(lower, " fund") {
		return false
	}
	if strings.Contains(name, " ") {
		return true
	}
	return !words[lower] && strings.IndexFunc(name, unicode.IsLetter) >= 0
}
