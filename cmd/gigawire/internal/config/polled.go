package config

import "fmt"

// checkPolled returns what is wrong with the sources that are polled, and with
// which of them.
func (c *Config) checkPolled() []error {
	errs := []error{c.Sources.WebSub.Validate()}
	check := func(list string, i int, err error) {
		if err != nil {
			errs = append(errs, fmt.Errorf("sources.%s[%d]: %w", list, i, err))
		}
	}
	for i := range c.Sources.Feeds {
		check("feeds", i, c.Sources.Feeds[i].Validate())
	}
	for i := range c.Sources.Sites {
		check("sites", i, c.Sources.Sites[i].Validate())
	}
	for i := range c.Sources.Sitemaps {
		check("sitemaps", i, c.Sources.Sitemaps[i].Validate())
	}
	return errs
}
