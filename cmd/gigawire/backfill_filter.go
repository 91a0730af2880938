package main

import (
	"fmt"
	"net/url"
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
	c.Flags().StringArrayVar(&f.arguments.Langs, "lang", nil, "only articles in that `language`, such as en-GB; may be repeated.\nPages that are not in English are set aside in any case")
	c.Flags().StringArrayVar(&f.arguments.Domains, "domain", nil, "only articles of that `domain` or beneath it, such as bbc.co.uk; may be repeated")
}

// none reports whether all articles are wanted.
func (f *filter) none() bool {
	a := f.arguments
	return a.Since == "" && a.Until == "" && len(a.Langs) == 0 && len(a.Domains) == 0
}

// parse reads the days.
func (f *filter) parse() (err error) {
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

// speaks reports whether a language, as a BCP 47 tag, is one of those asked for
// or a kind of it: "en-GB" is "en".
func (f *filter) speaks(tag string) bool {
	for _, lang := range f.arguments.Langs {
		if strings.EqualFold(tag, lang) || len(tag) > len(lang) && tag[len(lang)] == '-' && strings.EqualFold(tag[:len(lang)], lang) {
			return true
		}
	}
	return false
}
