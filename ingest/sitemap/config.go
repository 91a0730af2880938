package sitemap

import (
	"cmp"
	"fmt"
	"time"

	"github.com/gigawire/gigawire/ingest/poll"
)

// Config says which sitemap, or index of sitemaps, to follow.
type Config struct {
	URL string `yaml:"url"`
	// Name names the source, the address where it is empty.
	Name string `yaml:"name"`
	// Interval is the time between two looks at it, give or take a tenth; 0
	// lets the rhythm of what it lists decide.
	Interval time.Duration `yaml:"interval"`
	// MaxAge is how old a page may be, by the date that the sitemap gives, to
	// be taken in; 0 stands for DefaultMaxAge.
	MaxAge time.Duration `yaml:"max_age"`
	// DatedOnly leaves out pages without a date.
	DatedOnly bool `yaml:"-"`
	// Site is an address of the site that names the sitemap in its robots.txt,
	// and whose pages it may list for that; it may be empty.
	Site string `yaml:"-"`
	// Once ends the source when each page that it has now is taken in.
	Once bool `yaml:"-"`
}

// DefaultMaxAge is how old a page may be: sitemaps list whole archives.
const DefaultMaxAge = 7 * 24 * time.Hour

func (c Config) maxAge() time.Duration { return cmp.Or(c.MaxAge, DefaultMaxAge) }

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	if c.MaxAge < 0 {
		return fmt.Errorf("the max_age of sitemap %s is %s: it must not be negative", c.URL, c.MaxAge)
	}
	return poll.Check("sitemap", c.URL, c.Interval)
}
