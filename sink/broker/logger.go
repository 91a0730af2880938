package broker

import (
	"context"
	"fmt"
	"log/slog"

	"github.com/twmb/franz-go/pkg/kfake"
)

// logger passes on what the broker warns of. What it tells beyond that is for
// its own developers.
type logger struct {
	to *slog.Logger
}

// Logf implements kfake.Logger.
func (l logger) Logf(level kfake.LogLevel, format string, args ...any) {
	switch level {
	case kfake.LogLevelError:
		l.to.Log(context.Background(), slog.LevelError, "broker: "+fmt.Sprintf(format, args...))
	case kfake.LogLevelWarn:
		l.to.Log(context.Background(), slog.LevelWarn, "broker: "+fmt.Sprintf(format, args...))
	}
}
