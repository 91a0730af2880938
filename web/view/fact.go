package view

import (
	"fmt"
	"net/url"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/say"
)

// Explained is a fact and, where that is to be shown, why it was found.
type Explained struct {
	fact.Fact
	Reason string
}

// Fact is a fact as it is shown.
type Fact struct {
	Explained
	// Href leads to the fact: to its page or, within a report, to its span.
	Href string
	// CompanyHref leads to the page of the company of a company fact.
	CompanyHref string
}

// Value returns its number in words, empty for a company.
func (f Fact) Value() string { return say.Value(&f.Fact) }

// Who returns the names of those that it is about.
func (f Fact) Who() string { return say.Companies(&f.Fact) }

// Detail returns what else is said of it.
func (f Fact) Detail() string { return say.Detail(&f.Fact) }

// Sure returns its confidence in percent.
func (f Fact) Sure() string { return fmt.Sprintf("%.0f%%", 100*f.Confidence) }

// FactPath returns the permanent address of a fact on the page.
func FactPath(id string) string { return "/facts/" + url.PathEscape(id) }

// ArticlePath returns the permanent address of an article on the page.
func ArticlePath(id string) string { return "/articles/" + url.PathEscape(id) }

// CompanyPath returns the address of a company on the page.
func CompanyPath(id string) string { return "/companies/" + url.PathEscape(id) }
