package fetch

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// rules are what a robots.txt says to us (RFC 9309).
type rules struct {
	allow, disallow []string
	delay           time.Duration
	// sitemaps are the addresses that the file gives, whoever asks.
	sitemaps []string
}

// agent is the product token that rules are obeyed for, whatever user agent
// is configured.
const agent = "gigawire"

// agentsOf returns the product tokens that a program of some user agent obeys.
func agentsOf(userAgent string) []string { return []string{agent, productToken(userAgent)} }

// maxDelay bounds the crawl-delay that is honoured.
const maxDelay = 120 * time.Second

// maxRobots is how much of a robots.txt is read, in bytes: what RFC 9309,
// section 2.5, asks for at least.
const maxRobots = 500 << 10

// parseRobots returns the rules of the groups that name one of the agents or,
// where none does, of those for everyone.
func parseRobots(text string, agents []string) rules {
	var ours, everyones rules
	var sitemaps []string
	var named, ourGroup, everyGroup, inRules bool
	for line := range strings.Lines(wholeLines(text)) {
		key, value, ok := directive(line)
		switch {
		case !ok:
		case key == "sitemap":
			sitemaps = append(sitemaps, strings.Clone(value)) // and not the whole text with it
		case key == "user-agent":
			if inRules {
				ourGroup, everyGroup, inRules = false, false, false
			}
			ourGroup = ourGroup || containsFold(agents, productToken(value))
			everyGroup = everyGroup || strings.HasPrefix(value, "*")
			named = named || ourGroup
		case isRule(key):
			inRules = true
			if ourGroup {
				ours.add(key, value)
			}
			if everyGroup {
				everyones.add(key, value)
			}
		}
	}
	ours.sitemaps, everyones.sitemaps = sitemaps, sitemaps
	if named {
		return ours
	}
	return everyones
}

func containsFold(tokens []string, token string) bool {
	return slices.ContainsFunc(tokens, func(t string) bool { return strings.EqualFold(t, token) })
}

// weight is what the rules take in memory, in bytes.
func (r *rules) weight() int {
	total := 0
	for _, lines := range [][]string{r.allow, r.disallow, r.sitemaps} {
		for _, line := range lines {
			total += len(line) + 16
		}
	}
	return total
}

// wholeLines returns the lines of as much of a robots.txt as is read, without
// one that the limit cuts: half a path is another rule.
func wholeLines(text string) string {
	text = strings.ReplaceAll(text, "\r", "\n")
	if len(text) < maxRobots {
		return text
	}
	text = text[:maxRobots]
	return text[:strings.LastIndexByte(text, '\n')+1]
}

func directive(line string) (key, value string, ok bool) {
	line, _, _ = strings.Cut(line, "#")
	key, value, ok = strings.Cut(line, ":")
	return strings.ToLower(strings.Trim(key, " \t\ufeff")), strings.TrimSpace(value), ok
}

// productToken returns the name at the beginning of a user agent, without a
// version.
func productToken(value string) string {
	end := strings.IndexFunc(value, func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && r != '-' && r != '_'
	})
	if end < 0 {
		return value
	}
	return value[:end]
}

// isRule reports whether a line belongs to its group. Others, such as
// Sitemap, stand anywhere and end none.
func isRule(key string) bool {
	return key == "allow" || key == "disallow" || key == "crawl-delay"
}

func (r *rules) add(key, value string) {
	switch key {
	case "allow":
		r.allow = append(r.allow, canonicalPath(value))
	case "disallow":
		if value != "" {
			r.disallow = append(r.disallow, canonicalPath(value))
		}
	case "crawl-delay":
		if seconds, err := strconv.ParseFloat(value, 64); err == nil && seconds > 0 {
			r.delay = min(time.Duration(min(seconds, 1e6)*float64(time.Second)), maxDelay)
		}
	}
}

// allows reports whether a path with its query may be fetched: the longest
// matching rule decides, and allow wins a tie.
func (r *rules) allows(path string) bool {
	path = canonicalPath(path)
	return longest(r.allow, path) >= longest(r.disallow, path)
}
