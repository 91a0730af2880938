package files

import (
	"log/slog"
	"time"
)

// Memory knows which files were taken in. It may be used by several
// goroutines.
type Memory interface {
	Has(key string) bool
	Add(key string) error
}

// WatchConfig says what to watch.
type WatchConfig struct {
	// Path is a file or directory.
	Path string
	// Kind is how its files are written.
	Kind Kind
	// Once ends the source when all that is there is taken in.
	Once bool
	// Rest is how long size and time of a file must stay as they are before it
	// is taken to be complete.
	Rest time.Duration
	// Rescan is how often everything is looked at, for not every file system
	// tells of what happens on it.
	Rescan time.Duration
	Memory Memory
	Log    *slog.Logger
}

// The settings that suit files written by programs on this machine and on
// network file systems, which keep what they know for some seconds.
const (
	DefaultRest   = 2 * time.Second
	DefaultRescan = 30 * time.Second
)
