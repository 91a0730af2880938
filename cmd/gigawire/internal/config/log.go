package config

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
)

// Log says how the log is written.
type Log struct {
	// Format is "text", for people, or "json", with times, for what keeps logs.
	Format string `yaml:"format"`
	// Level is "debug", "info", "warn" or "error".
	Level string `yaml:"level"`
}

// The formats and levels of the log.
func logFormats() []string { return []string{"text", "json"} }
func logLevels() []string  { return []string{"debug", "info", "warn", "error"} }

func (l Log) validate() error {
	var errs []error
	if !slices.Contains(logFormats(), l.Format) {
		errs = append(errs, fmt.Errorf("log.format is %q: choose %s", l.Format, strings.Join(logFormats(), " or ")))
	}
	if !slices.Contains(logLevels(), l.Level) {
		errs = append(errs, fmt.Errorf("log.level is %q: choose %s", l.Level, strings.Join(logLevels(), ", ")))
	}
	return errors.Join(errs...)
}

// JSON reports whether the log is for machines.
func (l Log) JSON() bool { return l.Format == "json" }

// Logger returns a log that is written to w.
func (l Log) Logger(w io.Writer) *slog.Logger {
	var level slog.Level
	if level.UnmarshalText([]byte(l.Level)) != nil {
		level = slog.LevelInfo
	}
	if l.JSON() {
		return slog.New(slog.NewJSONHandler(w, &slog.HandlerOptions{Level: level}))
	}
	return slog.New(slog.NewTextHandler(w, &slog.HandlerOptions{Level: level, ReplaceAttr: withoutTime}))
}

// withoutTime leaves the time to whoever keeps the log.
func withoutTime(groups []string, a slog.Attr) slog.Attr {
	if len(groups) == 0 && a.Key == slog.TimeKey {
		return slog.Attr{}
	}
	return a
}
