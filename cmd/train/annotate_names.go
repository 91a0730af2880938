package main

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/sentence"
)

// alias is one spelling of a name of the header.
type alias struct {
	*sourceName
	spelling string
}

// findNames marks the aliases wherever nothing is annotated yet, the longest
// first.
func (c *compiler) findNames() {
	for _, a := range c.aliases() {
		if !c.findAlias(a) && !c.annotated(a.spelling) {
			c.report(a.line, fmt.Errorf("finding names: alias %q never occurs in the text", a.spelling))
		}
	}
}

// aliases returns companies before outlets before look-alikes where they are
// of one length.
func (c *compiler) aliases() []alias {
	var all []alias
	for _, letter := range []byte("COX") {
		for i := range c.names {
			if c.names[i].letter != letter {
				continue
			}
			for _, spelling := range c.names[i].aliases {
				all = append(all, alias{&c.names[i], spelling})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b alias) int {
		return cmp.Compare(utf8.RuneCountInString(b.spelling), utf8.RuneCountInString(a.spelling))
	})
	return all
}

// findAlias reports whether it marked an alias anywhere.
func (c *compiler) findAlias(a alias) bool {
	found := false
	for _, at := range occurrences(c.text, a.spelling) {
		if !c.free(at) {
			continue
		}
		found = true
		c.take(at)
		if a.letter == 'X' {
			c.ignore(at, a.code, a.reason)
		} else {
			c.mentions[a.key] = append(c.mentions[a.key], at)
		}
	}
	return found
}

// annotated reports whether braces make a mention of these very words.
func (c *compiler) annotated(spelling string) bool {
	for _, mentions := range c.mentions {
		for _, m := range mentions {
			if m.Of(c.text) == spelling {
				return true
			}
		}
	}
	return false
}

// listNames writes the names down with their mentions.
func (c *compiler) listNames() {
	for _, n := range c.names {
		list := &c.gold.Companies
		if n.letter == 'O' {
			list = &c.gold.Outlets
		}
		switch {
		case n.letter == 'X':
		case c.mentions[n.key] == nil:
			c.report(n.line, fmt.Errorf("finding names: %s is never mentioned", n.name))
		default:
			*list = append(*list, eval.GoldName{Name: n.name, Mentions: c.spans(c.mentions[n.key])})
		}
	}
}

func (c *compiler) spans(all []sentence.Span) []eval.Span {
	var out []eval.Span
	for _, s := range all {
		out = append(out, c.span(s))
	}
	return out
}

func (c *compiler) span(s sentence.Span) eval.Span {
	return eval.Span{Text: s.Of(c.text), Start: s.Start, End: s.End}
}

// occurrences returns where words stand in text and do not go on into a longer word.
func occurrences(text, words string) []sentence.Span {
	var all []sentence.Span
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 || words == "" {
			return all
		}
		s := sentence.Span{Start: at + i, End: at + i + len(words)}
		if standsAlone(text, s) {
			all = append(all, s)
			at = s.End
		} else {
			at = s.Start + 1
		}
	}
}

func standsAlone(text string, s sentence.Span) bool {
	before, _ := utf8.DecodeLastRuneInString(text[:s.Start])
	first, _ := utf8.DecodeRuneInString(text[s.Start:])
	last, _ := utf8.DecodeLastRuneInString(text[:s.End])
	after, _ := utf8.DecodeRuneInString(text[s.End:])
	return (!inWord(first) || !inWord(before)) && (!inWord(last) || !inWord(after))
}

func inWord(r rune) bool { return r == '_' || unicode.IsLetter(r) || unicode.IsNumber(r) }
