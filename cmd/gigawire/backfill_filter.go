package main

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/ingest/article"
)

// The filters, as they stand in counts.
const (
	filterDate      = "date"
	filterLanguage  = "language"
	filterDomain    = "domain"
	filterPrefilter = "prefilter"
)

// filter says which articles are wanted; its zero value wants all.
type filter struct {
	arguments filterArguments
	since     time.Time
	until     time.Time // the first instant that is too late
}

// filterArguments are those of the command line.
type filterArguments struct {
	Since   string   `json:"since,omitempty"`
	Until   string   `json:"until,omitempty"`
	Langs   []string `json:"langs,omitempty"`
	Domains []string `json:"domains,omitempty"`
}

func (f *filter) flags(c *cobra.Command) {
	c.Flags().StringVar(&f.arguments.Since, "since", "", "only articles published on that `day` or later, such as 2026-01-31")
	c.Flags().StringVar(&f.arguments.Until, "until", "", "only articles published on that `day` or before")
	c.Flags().StringArrayVar(&f.arguments.Langs, "lang", nil, "only articles in that `language`, such as en-GB; may be repeated. As in RFC 4647, en takes\nen-GB, but en-GB takes no article that says en and not which. One that says nothing is not\ntaken, and pages that are not in English are set aside in any case")
	c.Flags().StringArrayVar(&f.arguments.Domains, "domain", nil, "only articles of that `domain` or beneath it, such as bbc.co.uk; may be repeated")
}

// none reports whether all articles are wanted.
func (f *filter) none() bool {
	a := f.arguments
	return a.Since == "" && a.Until == "" && len(a.Langs) == 0 && len(a.Domains) == 0
}

// languageRange is a basic one of RFC 4647.
var languageRange = regexp.MustCompile(`^(\*|[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*)$`)

// parse reads the days, and checks the languages.
func (f *filter) parse() (err error) {
	for _, lang := range f.arguments.Langs {
		if !languageRange.MatchString(lang) {
			return fmt.Errorf("%w: --lang is %q: write a tag such as en or en-GB", errUsage, lang)
		}
	}
	if f.since, err = parseDay("--since", f.arguments.Since); err != nil {
		return err
	}
	if f.until, err = parseDay("--until", f.arguments.Until); err == nil && !f.until.IsZero() {
		f.until = f.until.AddDate(0, 0, 1)
	}
	return err
}

func parseDay(flag, text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, fmt.Errorf("%w: %s is %q: write a day such as 2026-01-31", errUsage, flag, text)
	}
	return day, nil
}

// holdsBack returns the filter that an article does not pass, "" for none. One
// without a date of its own counts as published when it was fetched. Where a
// filter asks for what an article does not tell, it does not pass.
func (f *filter) holdsBack(a *article.Article) string {
	switch {
	case len(f.arguments.Domains) > 0 && !f.allows(addressOf(a)):
		return filterDomain
	case !f.covers(dateOf(a)):
		return filterDate
	case len(f.arguments.Langs) > 0 && !f.speaks(a.Language):
		return filterLanguage
	}
	return ""
}

func addressOf(a *article.Article) string {
	if a.CanonicalURL != "" {
		return a.CanonicalURL
	}
	return a.URL
}

func dateOf(a *article.Article) time.Time {
	for _, t := range []time.Time{a.Published, a.Modified, a.Fetched} {
		if !t.IsZero() {
			return t
		}
	}
	return time.Time{}
}

func (f *filter) covers(t time.Time) bool {
	return (f.since.IsZero() || !t.Before(f.since)) && (f.until.IsZero() || !t.IsZero() && t.Before(f.until))
}

// allows reports whether an address is of one of the domains.
func (f *filter) allows(address string) bool {
	if len(f.arguments.Domains) == 0 {
		return true
	}
	u, err := url.Parse(address)
	if err != nil {
		return false
	}
	host := strings.ToLower(u.Hostname())
	for _, domain := range f.arguments.Domains {
		domain = strings.ToLower(strings.Trim(domain, "."))
		if host == domain || strings.HasSuffix(host, "."+domain) {
			return true
		}
	}
	return false
}

// speaks reports whether a language tag is in one of the ranges that are asked
// for, by basic filtering (RFC 4647, section 3.3.1): "en" takes "en-GB", but
// "en-GB" does not take "en", which may be any English.
func (f *filter) speaks(tag string) bool {
	tag = strings.ReplaceAll(strings.ToLower(tag), "_", "-")
	for _, lang := range f.arguments.Langs {
		lang = strings.ToLower(lang)
		if tag == lang || strings.HasPrefix(tag, lang+"-") || lang == "*" && tag != "" {
			return true
		}
	}
	return false
}
