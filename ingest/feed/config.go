package feed

import (
	"time"

	"github.com/gigawire/gigawire/ingest/poll"
)

// Config says which feed to follow, and how.
type Config struct {
	URL string `yaml:"url"`
	// Name names the source, the feed's title where it is empty.
	Name string `yaml:"name"`
	// Interval is the time between two looks at the feed, give or take a
	// tenth; 0 lets the feed's own rhythm decide.
	Interval time.Duration `yaml:"interval"`
	// Content takes the text that the feed itself carries and fetches no page.
	Content bool `yaml:"content"`
	// Once ends the source when each item that the feed has now is taken in.
	Once bool `yaml:"-"`
}

// Validate returns an error that says what to do.
func (c Config) Validate() error { return poll.Check("feed", c.URL, c.Interval) }
