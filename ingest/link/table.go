package link

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
)

// parametersTable lists the parameters that do not say what is read.
//
//go:embed parameters.txt
var parametersTable string

// variantsTable says how AMP and mobile forms differ.
//
//go:embed variants.txt
var variantsTable string

// rows returns the rows of a table.
func rows(table string) []string {
	var out []string
	for line := range strings.Lines(table) {
		if line = strings.TrimSpace(line); line != "" && !strings.HasPrefix(line, "#") {
			out = append(out, line)
		}
	}
	return out
}

// parameters are those that are dropped: by name, with the values for which
// they are, none for all; and by the beginning of a name.
type parameters struct {
	values   map[string][]string
	prefixes []string
}

const (
	anything = "*"
	token    = "~token"
)

func readParameters(table string) parameters {
	p := parameters{values: map[string][]string{}}
	for _, row := range rows(table) {
		name, value, limited := strings.Cut(row, "=")
		switch prefix, ok := strings.CutSuffix(name, anything); {
		case ok:
			p.prefixes = append(p.prefixes, prefix)
		case limited:
			p.values[name] = append(p.values[name], value)
		default:
			p.values[name] = append(p.values[name], anything)
		}
	}
	return p
}

// drops takes names and values in small letters.
func (p *parameters) drops(name, value string) bool {
	return slices.ContainsFunc(p.values[name], func(pattern string) bool { return fits(pattern, value) }) ||
		slices.ContainsFunc(p.prefixes, func(prefix string) bool { return strings.HasPrefix(name, prefix) })
}

func fits(pattern, value string) bool {
	if pattern == token {
		return isToken(value)
	}
	if beginning, ok := strings.CutSuffix(pattern, anything); ok {
		return strings.HasPrefix(value, beginning)
	}
	return pattern == value
}

// leastToken is how long a value drawn by lot is at least.
const leastToken = 16

// isToken reports whether a value looks drawn by lot: long, of letters and
// digits, and both among them.
func isToken(value string) bool {
	digits, letters := 0, 0
	for i := range len(value) {
		switch c := value[i]; {
		case c >= '0' && c <= '9':
			digits++
		case c >= 'a' && c <= 'z':
			letters++
		default:
			return false
		}
	}
	return digits+letters >= leastToken && digits > 0 && letters > 0
}

// variants are the marks of AMP and mobile forms.
type variants struct {
	labels, segments, indexes map[string]bool
	paths                     [][]string
	ends, caches, viewers     []string
}

func readVariants(table string) variants {
	v := variants{labels: map[string]bool{}, segments: map[string]bool{}, indexes: map[string]bool{}}
	for _, row := range rows(table) {
		kind, name, _ := strings.Cut(row, " ")
		switch kind {
		case "label":
			v.labels[name] = true
		case "segment":
			v.segments[name] = true
		case "index":
			v.indexes[name] = true
		case "path":
			v.paths = append(v.paths, strings.Split(name, "/"))
		case "end":
			v.ends = append(v.ends, name)
		case "cache":
			v.caches = append(v.caches, name)
		case "viewer":
			v.viewers = append(v.viewers, name)
		default:
			panic(fmt.Sprintf("link: variants.txt has a row of no kind: %q", row))
		}
	}
	return v
}

// isCache reports whether a host is an AMP cache or one of its subdomains.
func (v *variants) isCache(host string) bool {
	return slices.ContainsFunc(v.caches, func(cache string) bool { return host == cache || strings.HasSuffix(host, "."+cache) })
}

// isViewer reports whether a host shows AMP pages of others.
func (v *variants) isViewer(host string) bool {
	name, _, _ := strings.Cut(registrable(host), ".")
	return slices.Contains(v.viewers, name)
}
