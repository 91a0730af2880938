package page

import (
	"errors"
	"testing"

	"github.com/gigawire/gigawire/ingest"
)

// TestWallsAreNoArticles: what a page shows to those who have not paid, or not
// agreed to be followed, is set aside; an article beside or about it is not.
func TestWallsAreNoArticles(t *testing.T) {
	const (
		notFree = `<script type="application/ld+json">{"@type":"NewsArticle","isAccessibleForFree":"False"}</script>`
		partly  = `<script type="application/ld+json">{"@type":"NewsArticle","hasPart":{"@type":"WebPageElement","isAccessibleForFree":false,"cssSelector":".paywall"}}</script>`
		locked  = `<meta property="article:content_tier" content="locked">`
		ask     = `<div class="paywall"><h2>Subscribe to continue reading</h2><p>Only a pound a week for the first half of a year.</p></div>`
		login   = `<nav><a href="/login">Already a subscriber? Sign in</a></nav>`
		banner  = `<div class="cookie-banner"><p>We use cookies to help us and our partners. You can accept all or manage preferences.</p></div>`
	)
	consent := `<div class="main"><h2>We value your privacy</h2><p>We and our partners store and/or access information on a device, such as cookies, and process
		personal data, for personalised ads.</p><p>You may withdraw your consent at any time with the link Privacy settings in the footer.</p><p>With your agreement we may use precise data.</p></div>`
	about := "<p>A regulator has fined a maker of web sites because its banner said accept all in large letters and reject all in small ones.</p>"
	for name, c := range map[string]struct {
		page string
		want error
	}{
		"declared, short":              {notFree + said("Iron", 2), ingest.ErrPaywall},
		"a part declared, short":       {partly + said("Iron", 2), ingest.ErrPaywall},
		"a tier, short":                {locked + said("Iron", 2), ingest.ErrPaywall},
		"asked for, short":             {said("Iron", 2) + ask, ingest.ErrPaywall},
		"asked for, nothing else":      {ask, ingest.ErrPaywall},
		"declared and asked for":       {notFree + said("Iron", 12) + ask, ingest.ErrPaywall},
		"declared, and whole":          {notFree + said("Iron", 40) + ask, nil},
		"declared, and not asked for":  {partly + said("Iron", 12), nil},
		"asked for, but whole":         {said("Iron", 12) + ask, nil},
		"a link to sign in":            {login + said("Iron", 2), nil},
		"consent":                      {consent, ingest.ErrConsent},
		"consent in a dialog":          {`<div role="dialog" class="cookie-consent">` + consent + `</div>`, ingest.ErrConsent},
		"a banner beside an article":   {banner + said("Iron", 3), nil},
		"an article about consent":     {about + said("Iron", 4) + about, nil},
		"a banner, and nothing to say": {banner + "<p>Loading.</p>", ingest.ErrConsent},
		"nothing":                      {login, ingest.ErrNoText},
	} {
		_, err := New().HTML([]byte("<html lang=en><body>"+c.page+"</body></html>"), "", "")
		if !errors.Is(err, c.want) || c.want == nil && err != nil {
			t.Errorf("%s: error %v, want %v", name, err, c.want)
		}
	}
}
