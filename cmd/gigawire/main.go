// Command gigawire reads the news and writes facts.
package main

import (
	"context"
	"log/slog"
	"os"
	"runtime"
	"runtime/debug"
)

func main() {
	relaxCollector()
	os.Exit(execute(context.Background(), os.Args[1:], streams{os.Stdin, os.Stdout, os.Stderr}))
}

// adopt logs what libraries write to the standard logger, as net/http does, with
// all else, for who asks for details: a site can have it write as much as it
// likes. Only a program has standard error to itself.
func (a *app) adopt() {
	if a.err == os.Stderr {
		slog.SetLogLoggerLevel(slog.LevelDebug)
		slog.SetDefault(a.log())
	}
}

// collectAt is by how much of what lives the heap may grow before it is
// collected, in percent. What lives is little, some 60 MB, so Go's default of
// 100 collects often for nothing: at 300 extraction takes some 8 % less time.
const collectAt = 300

// Of memory that is no longer used so much may lie about, in bytes, before the
// collector works harder: for the program, and for each core's work.
const (
	roomForAll  = 140 << 20
	roomForCore = 25 << 20
)

// relaxCollector lets garbage lie longer while there is little, unless GOGC and
// GOMEMLIMIT say how long and how much.
func relaxCollector() {
	if os.Getenv("GOGC") == "" {
		debug.SetGCPercent(collectAt)
	}
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(roomForAll + int64(runtime.GOMAXPROCS(0))*roomForCore)
	}
}
