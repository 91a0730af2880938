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

// stake reads VALUE QUALIFIER HOLDERS COMPANY STATUS.
func (c *compiler) stake(at sentence.Span, spec string) error {
	if c.gold.Stakes == nil {
		return errors.New("the header has no line H to say that all stakes are marked")
	}
	f := strings.Fields(spec)
	if len(f) != 5 {
		return errors.New("a stake has value, qualifier, holders, company and status")
	}
	low, high, qualifier, err := parseValue(f[0], f[1])
	holders, holdersErr := c.companies(f[2])
	company, companyErr := c.companies(f[3])
	if err := errors.Join(err, holdersErr, companyErr); err != nil {
		return err
	}
	if len(company) != 1 || slices.Contains(holders, company[0]) {
		return fmt.Errorf("a stake is of one company that is not its holder, not %q", f[3])
	}
	status := fact.Status(f[4])
	if !slices.Contains(fact.ValuationStatuses(), status) {
		return fmt.Errorf("unknown status %q", status)
	}
	c.gold.Stakes = append(c.gold.Stakes, eval.GoldStake{
		Span: c.span(at), Low: low, High: high, Qualifier: qualifier,
		Holders: holders, Company: company[0], Status: status,
	})
	return nil
}
