package parquet

import (
	"errors"
	"fmt"
	"time"
)

// DirectoryConfig says where files go, and when a new one is begun.
type DirectoryConfig struct {
	// Dir is made if need be. Empty is none.
	Dir string `yaml:"dir"`
	// Every is how long facts wait at most for their file.
	Every time.Duration `yaml:"every"`
	// MaxBytes is how much a file holds, as lines of JSON; the file is about a
	// tenth of it.
	MaxBytes int64 `yaml:"max_bytes"`
}

// DefaultDirectoryConfig returns what holds for what is not said.
func DefaultDirectoryConfig() DirectoryConfig {
	return DirectoryConfig{Every: 10 * time.Minute, MaxBytes: 256 << 20}
}

// The least that is taken, for a file of each fact would help nobody.
const (
	leastEvery    = time.Second
	leastMaxBytes = 1 << 20
)

// Validate returns an error that names each wrong setting and says what to do.
func (c DirectoryConfig) Validate() error {
	var errs []error
	if c.Every < leastEvery {
		errs = append(errs, fmt.Errorf("outputs.parquet.every is %v: it must be %v or more", c.Every, leastEvery))
	}
	if c.MaxBytes < leastMaxBytes {
		errs = append(errs, fmt.Errorf("outputs.parquet.max_bytes is %d: it must be %d or more", c.MaxBytes, leastMaxBytes))
	}
	return errors.Join(errs...)
}
