package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/config"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
)

// The exit codes.
const (
	exitDone = iota
	exitFailed
	exitUsage
	exitDeadLetters
)

// errDeadLetters means that all was done, and some of it set aside.
var errDeadLetters = errors.New("finished with dead letters")

// errUsage means that the command was called wrongly.
var errUsage = errors.New("usage")

// streams are what a command reads and writes.
type streams struct {
	in       io.Reader
	out, err io.Writer
}

// app is what the commands share.
type app struct {
	streams
	configPath string
	settings   []string
	verbose    bool
	color      string
	// logging is that of the configuration, once it is read.
	logging atomic.Pointer[config.Log]
	// logs is where all loggers write, a record at a time.
	logs records
}

// records lets several loggers write to one stream, which need not be safe for
// that.
type records struct {
	mu sync.Mutex
	to io.Writer
}

// Write writes a record.
func (l *records) Write(record []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.to.Write(record)
}

// execute runs a command line and returns its exit code. The first interrupt
// ends what runs in good order, the second at once.
func execute(ctx context.Context, args []string, s streams) int {
	a := &app{streams: s, logs: records{to: s.err}}
	a.adopt()
	ctx, stop := a.interruptible(ctx)
	defer stop()
	root := newRoot(a)
	root.SetArgs(args)
	return a.report(root.ExecuteContext(ctx))
}

// report says how a command ended, and returns the exit code.
func (a *app) report(err error) int {
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, context.Canceled):
		a.say(slog.LevelError, "interrupted before the end")
		return exitFailed
	case errors.Is(err, errDeadLetters):
		a.say(slog.LevelWarn, "%v", err)
		return exitDeadLetters
	case errors.Is(err, config.ErrInvalid) || errors.Is(err, errUsage) || isCobraUsage(err):
		a.say(slog.LevelError, "%v", err)
		return exitUsage
	default:
		a.say(slog.LevelError, "%v", err)
		return exitFailed
	}
}

// isCobraUsage tells cobra's errors of flags, arguments and commands, which
// have no type of their own.
func isCobraUsage(err error) bool {
	for _, beginning := range []string{"unknown command", "unknown flag", "unknown shorthand", "flag needs", "invalid argument", "accepts ", "requires ", "if any flags in the group"} {
		if strings.HasPrefix(err.Error(), beginning) {
			return true
		}
	}
	return false
}

func (a *app) interruptible(ctx context.Context) (context.Context, func()) {
	ctx, cancel := context.WithCancel(ctx)
	signals := make(chan os.Signal, 2)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case <-signals:
			a.say(slog.LevelInfo, "ending; interrupt again to end at once")
			cancel()
		case <-ctx.Done():
			return
		}
		<-signals
		os.Exit(exitFailed)
	}()
	return ctx, func() { signal.Stop(signals); cancel() }
}

func newRoot(a *app) *cobra.Command {
	root := &cobra.Command{
		Use:   "gigawire",
		Short: "Read the news, write facts",
		Long: `gigawire reads the news and writes facts: companies, amounts of money, valuations,
gigawatts and stakes, each with the sentence that proves it, as events on Kafka topics.

  gigawire run                      the whole pipeline, with an invented newsroom and a
                                    broker of its own: nothing else is needed
  gigawire extract article.html     the facts of one article
  gigawire tail                     follow the facts on the topics`,
		SilenceErrors: true, SilenceUsage: true,
		PersistentPreRunE: func(*cobra.Command, []string) error {
			if !slices.Contains(render.Colors(), a.color) {
				return fmt.Errorf("%w: --color is %q: choose auto, always or never", errUsage, a.color)
			}
			return nil
		},
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	flags := root.PersistentFlags()
	flags.StringVarP(&a.configPath, "config", "c", "", "pipeline file (pipeline.yaml here, else the built-in one)")
	flags.StringArrayVar(&a.settings, "set", nil, "set a value over the file: path=value, such as kafka.partitions=12")
	flags.BoolVarP(&a.verbose, "verbose", "v", false, "log what is done in detail")
	flags.StringVar(&a.color, "color", render.ColorAuto, "colours: auto, always or never")
	root.AddCommand(
		newRun(a), newExtract(a), newArticle(a), newBackfill(a), newTail(a), newState(a), newReplay(a), newTopics(a),
		newSchema(a), newEval(a), newConfig(a), newVersion(a),
	)
	return root
}

// defaultConfig is the file that is looked for where none is named.
const defaultConfig = "pipeline.yaml"

// load reads the configuration that the flags name, and logs as it says from
// then on.
func (a *app) load() (config.Config, error) {
	c, err := a.read()
	if err == nil {
		a.logging.Store(&c.Log)
		a.adopt()
	}
	return c, err
}

func (a *app) read() (config.Config, error) {
	if a.configPath != "" {
		return config.Load(a.configPath, a.settings)
	}
	if _, err := os.Stat(defaultConfig); err == nil {
		return config.Load(defaultConfig, a.settings)
	}
	a.log().Info("there is no pipeline.yaml here: using the built-in one; see gigawire config")
	return config.Parse("built-in pipeline.yaml", gigawire.Pipeline, a.settings)
}

// log returns the log, which goes to standard error.
func (a *app) log() *slog.Logger {
	var c config.Log
	if configured := a.logging.Load(); configured != nil {
		c = *configured
	}
	if a.verbose {
		c.Level = "debug"
	}
	return c.Logger(&a.logs)
}

// forMachines reports whether standard error is to have records and nothing
// else.
func (a *app) forMachines() bool {
	c := a.logging.Load()
	return c != nil && c.JSON()
}

// say tells people something in a line on standard error, or machines in a
// record.
func (a *app) say(level slog.Level, format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	if a.forMachines() {
		a.log().Log(context.Background(), level, text)
		return
	}
	fmt.Fprintf(&a.logs, "gigawire: %s\n", text)
}
