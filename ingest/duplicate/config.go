package duplicate

import (
	"errors"
	"fmt"
	"time"
)

// Config says how copies are looked for.
type Config struct {
	// Enabled reports whether they are.
	Enabled bool `yaml:"enabled"`
	// Window is how long an article is known.
	Window time.Duration `yaml:"window"`
	// Articles is how many are known at most, the newest; each takes about a
	// kilobyte of memory, and half as much on the disk.
	Articles int `yaml:"articles"`
}

// DefaultConfig returns what holds where nothing else is said.
func DefaultConfig() Config {
	return Config{Enabled: true, Window: 30 * 24 * time.Hour, Articles: 100_000}
}

// maxArticles is how many an index can number.
const maxArticles = 1 << 30

// Validate returns an error that says what to do about a wrong value.
func (c Config) Validate() error {
	var errs []error
	if c.Window <= 0 {
		errs = append(errs, fmt.Errorf("duplicates.window is %s: it must be longer than 0, such as 720h", c.Window))
	}
	if c.Articles < 1 || c.Articles > maxArticles {
		errs = append(errs, fmt.Errorf("duplicates.articles is %d: it must be from 1 to %d", c.Articles, maxArticles))
	}
	return errors.Join(errs...)
}
