package main

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/sentence"
)

// annotation is what a pair of braces says of the words in it.
type annotation struct {
	sentence.Span
	line int
	spec string
}

// braces are {WORDS|SPEC}.
var braces = regexp.MustCompile(`\{([^{}|]*)\|([^{}|]*)\}`)

// compiler turns one source into its article and gold.
type compiler struct {
	*source
	text string
	// taken says of each byte of text whether it is annotated already.
	taken    []bool
	mentions map[string][]sentence.Span
	gold     eval.Gold
	errs     []error
}

// compile returns what a source says. Its error tells all that is wrong.
func compile(s *source) (*compiled, error) {
	c := &compiler{source: s, mentions: map[string][]sentence.Span{}, gold: newGold(s.id)}
	if s.stakes {
		c.gold.Stakes = []eval.GoldStake{}
	}
	if s.nominals {
		c.gold.Nominals = []eval.GoldNominal{}
	}
	annotations := c.strip()
	c.taken = make([]bool, len(c.text))
	for _, a := range annotations {
		if !a.isNominal() {
			c.take(a.Span)
		}
		if err := errors.Join(c.checkWords(a), c.annotate(a)); err != nil {
			c.report(a.line, fmt.Errorf("reading {%s|%s}: %w", a.Of(c.text), a.spec, err))
		}
	}
	c.findNames()
	c.listNames()
	sortGold(&c.gold)
	return &compiled{source: s, article: c.article(), gold: c.gold}, errors.Join(c.errs...)
}

// isNominal reports whether it marks a reference without a name, in which names
// of others may stand: "the Leamington group".
func (a annotation) isNominal() bool { return strings.HasPrefix(a.spec, "n ") }

func (c *compiler) report(line int, err error) { c.errs = append(c.errs, c.errorAt(line, err)) }

// checkWords refuses spaces at an end: spans hold words only.
func (c *compiler) checkWords(a annotation) error {
	if words := a.Of(c.text); words == "" || words != strings.TrimSpace(words) {
		return errors.New("no words, or spaces around them")
	}
	return nil
}

func (c *compiler) take(s sentence.Span) {
	for i := s.Start; i < s.End; i++ {
		c.taken[i] = true
	}
}

// free reports whether nothing in s is annotated.
func (c *compiler) free(s sentence.Span) bool {
	for _, taken := range c.taken[s.Start:s.End] {
		if taken {
			return false
		}
	}
	return true
}

// strip sets text to the body without braces and returns what they say.
func (c *compiler) strip() []annotation {
	var all []annotation
	at := 0
	for _, m := range braces.FindAllStringSubmatchIndex(c.body, -1) {
		c.addPlain(c.body[at:m[0]])
		a := annotation{Span: sentence.Span{Start: len(c.text)}, line: c.lineOf(len(c.text)), spec: strings.TrimSpace(c.body[m[4]:m[5]])}
		c.text += c.body[m[2]:m[3]]
		a.End, at = len(c.text), m[1]
		all = append(all, a)
	}
	c.addPlain(c.body[at:])
	return all
}

// addPlain adds words that stand outside braces, in which a brace or bar was
// left open.
func (c *compiler) addPlain(words string) {
	start := len(c.text)
	c.text += words
	if i := strings.IndexAny(words, "{|}"); i >= 0 {
		near := words[i:min(len(words), i+30)]
		c.report(c.lineOf(start+i), fmt.Errorf("reading body: markup left open at %q", near))
	}
}

// lineIn returns the line of the file for a place in the text without braces,
// which has the line breaks of the text with them.
func (s *source) lineIn(text string, at int) int { return s.bodyLine + strings.Count(text[:at], "\n") }

func (c *compiler) lineOf(at int) int { return c.lineIn(c.text, at) }

func (c *compiler) article() articleJSON {
	_, slug, _ := strings.Cut(c.id, "-")
	url, ok := c.meta['U']
	if !ok {
		url = "https://example.com/" + slug
	}
	return articleJSON{
		ID: c.id, Title: c.meta['T'], URL: url, Published: c.meta['P'], Source: c.meta['S'], Body: c.text,
	}
}
