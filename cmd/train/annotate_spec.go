package main

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// codes say what a look-alike is.
var codes = wordSet("not_company ambiguous energy unit device_watts sub_mw fx no_currency figure_of_speech currency_word")

// statuses are those that a valuation can have in gold; a denied one is talks.
var statuses = []fact.Status{fact.StatusActual, fact.StatusPlanned, fact.StatusTalks, fact.StatusPast}

// annotate adds what an annotation says to the gold.
func (c *compiler) annotate(a annotation) error {
	kind, rest, _ := strings.Cut(a.spec, " ")
	switch kind {
	case "a":
		return c.amount(a.Span, rest)
	case "p":
		return c.power(a.Span, rest)
	case "s":
		return c.stake(a.Span, rest)
	case "c":
		return c.mention(a.Span, rest)
	case "n":
		return c.nominal(a.Span, rest)
	case "i":
		code, reason, err := parseReason(rest)
		c.ignore(a.Span, code, reason)
		return err
	}
	return fmt.Errorf("unknown type %q", kind)
}

// amount reads VALUE CURRENCY QUALIFIER ROLE [KEYS] [V=STATUS[:KEY]] [N=NOTE].
func (c *compiler) amount(at sentence.Span, spec string) error {
	spec, note, _ := strings.Cut(spec, " N=")
	f := strings.Fields(spec)
	if len(f) < 4 {
		return errors.New("an amount has at least value, currency, qualifier and role")
	}
	money, err := parseMoney(f[0], f[1], f[2])
	role, roleErr := parseRole(f[3])
	keys, worth := splitOptions(f[4:])
	names, keysErr := c.companies(keys)
	if err := errors.Join(err, roleErr, keysErr); err != nil {
		return err
	}
	c.gold.Amounts = append(c.gold.Amounts, eval.GoldAmount{
		Span: c.span(at), GoldMoney: money, Role: role, Companies: names, Note: note,
	})
	return c.valuation(at, money, keys, worth)
}

// splitOptions returns what stands after the role: keys, and what begins with V=.
func splitOptions(f []string) (keys string, worth []string) {
	if len(f) > 0 && !strings.HasPrefix(f[0], "V=") {
		return f[0], f[1:]
	}
	return "-", f
}

// valuation reads V=STATUS[:KEY]; without a key it is of the first company.
func (c *compiler) valuation(at sentence.Span, money eval.GoldMoney, keys string, worth []string) error {
	if len(worth) == 0 {
		return nil
	}
	spec, ok := strings.CutPrefix(worth[0], "V=")
	if !ok || len(worth) > 1 {
		return fmt.Errorf("unknown option %q", worth[len(worth)-1])
	}
	word, key, _ := strings.Cut(spec, ":")
	status := fact.Status(word)
	if !slices.Contains(statuses, status) {
		return fmt.Errorf("unknown status %q", word)
	}
	if key == "" {
		key, _, _ = strings.Cut(keys, ",")
	}
	owner, err := c.companies(key)
	if err != nil || len(owner) != 1 {
		return errors.Join(err, fmt.Errorf("a valuation is of one company, not %q", key))
	}
	c.gold.Valuations = append(c.gold.Valuations, eval.GoldValuation{
		Span: c.span(at), GoldMoney: money, Company: owner[0], Status: status,
	})
	return nil
}

// power reads VALUE QUALIFIER KIND [KEYS] [@SITE].
func (c *compiler) power(at sentence.Span, spec string) error {
	spec, site, _ := strings.Cut(spec, " @")
	f := strings.Fields(spec)
	if len(f) != 3 && len(f) != 4 {
		return errors.New("power has value, qualifier, kind and perhaps keys")
	}
	low, high, qualifier, err := parseValue(f[0], f[1])
	kind, kindErr := parseKind(f[2])
	names, keysErr := c.companies(strings.Join(f[3:], ""))
	place, siteErr := c.site(site)
	if err := errors.Join(err, kindErr, keysErr, siteErr); err != nil {
		return err
	}
	c.gold.Power = append(c.gold.Power, eval.GoldPower{
		Span: c.span(at), Low: low, High: high, Qualifier: qualifier, Kind: kind, Companies: names, Site: place,
	})
	return nil
}

// site returns the name of a site, empty where none is named.
func (c *compiler) site(site string) (string, error) {
	site = strings.TrimSpace(site)
	if !strings.Contains(strings.ToLower(c.text), strings.ToLower(site)) {
		return "", fmt.Errorf("site %q is not in the text", site)
	}
	return site, nil
}

// mention makes a mention of words that are no alias, or mean another company
// than the alias does elsewhere.
func (c *compiler) mention(at sentence.Span, key string) error {
	for _, n := range c.names {
		if n.key == key && n.letter != 'X' {
			c.mentions[key] = append(c.mentions[key], at)
			return nil
		}
	}
	return fmt.Errorf("unknown key %q", key)
}

// nominal reads the keys of those whom words refer to without a name.
func (c *compiler) nominal(at sentence.Span, keys string) error {
	if c.gold.Nominals == nil {
		return errors.New("the header has no line N to say that all such are marked")
	}
	names, err := c.companies(keys)
	if err == nil && len(names) == 0 {
		err = errors.New("it refers to nobody")
	}
	for _, name := range names {
		c.gold.Nominals = append(c.gold.Nominals, eval.GoldNominal{Company: name, Span: c.span(at)})
	}
	return err
}

// companies returns the names that keys stand for, where - is none.
func (c *compiler) companies(keys string) ([]string, error) {
	names := []string{}
	for key := range strings.SplitSeq(keys, ",") {
		if key == "" || key == "-" {
			continue
		}
		i := slices.IndexFunc(c.names, func(n sourceName) bool { return n.letter == 'C' && n.key == key })
		if i < 0 {
			return nil, fmt.Errorf("unknown key %q", key)
		}
		names = append(names, c.names[i].name)
	}
	return names, nil
}

func (c *compiler) ignore(at sentence.Span, code, reason string) {
	c.gold.Ignored = append(c.gold.Ignored, eval.GoldIgnored{Span: c.span(at), Code: code, Reason: reason})
}
