package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/broker"
	"github.com/gigawire/gigawire/sink/consumer"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/ndjson"
)

func newTail(a *app) *cobra.Command {
	t := &tailing{app: a}
	c := &cobra.Command{
		Use:   "tail",
		Short: "Follow the facts on the topics",
		Long: `Tail prints facts as they come onto the topics, a line each, until it is interrupted. It reads
outside any consumer group and commits nothing.

The brokers are those of --brokers, else of pipeline.yaml, else the embedded one of a
gigawire run in this directory.`,
		Example: `  gigawire tail --from beginning
  gigawire tail --type valuation --min-value 1e9 --qualifier exact,approx
  gigawire tail --company anthropic --since 24h -o ndjson`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return t.run(c.Context()) },
	}
	f := c.Flags()
	f.StringSliceVar(&t.brokers, "brokers", nil, "brokers, host:port")
	f.StringSliceVar(&t.types, "type", nil, "types: company, amount, valuation, gigawatt, stake")
	f.StringVar(&t.filter.Company, "company", "", "only facts about companies whose name or ID has this in it")
	f.Float64Var(&t.filter.MinValue, "min-value", 0, "only facts of at least this many units of money, gigawatts or percent")
	f.StringSliceVar(&t.qualifiers, "qualifier", nil, "qualifiers: exact, approx, over, under, up_to, at_least, range, vague")
	f.StringVar(&t.filter.Source, "source", "", "only facts of newsrooms whose name has this in it")
	f.StringVar(&t.from, "from", "now", "where to begin: now or beginning")
	f.StringVar(&t.since, "since", "", "begin with what was written since: a time such as 2026-11-01 or 2026-11-01T09:30:00Z, or how long ago, such as 24h")
	f.BoolVar(&t.once, "once", false, "end at what is the end now")
	f.StringVarP(&t.output, "output", "o", "auto", "table, ndjson, or auto: a table on a terminal")
	c.MarkFlagsMutuallyExclusive("from", "since")
	return c
}

// tailing is one call of the command.
type tailing struct {
	*app
	brokers, types, qualifiers []string
	filter                     consumer.Filter
	from, since, output        string
	once                       bool
}

func (t *tailing) run(ctx context.Context) error {
	what, err := t.what(time.Now())
	if err != nil {
		return err
	}
	client, err := t.connect(ctx, t.brokers)
	if err != nil {
		return err
	}
	defer client.Close()
	write, err := t.writer()
	if err != nil {
		return err
	}
	for f, err := range client.Follow(ctx, what) {
		switch {
		case errors.Is(err, kafka.ErrUndecodable):
			fmt.Fprintf(t.err, "gigawire: %v\n", err)
		case err != nil:
			return err
		case t.filter.Match(&f):
			if err := write(&f); err != nil {
				return err
			}
		}
	}
	return nil
}

// what turns the flags into what is to be followed, and completes the filter.
func (t *tailing) what(now time.Time) (what kafka.Tail, err error) {
	if t.filter.Types, err = known("type", t.types, fact.Types()); err != nil {
		return what, err
	}
	if t.filter.Qualifiers, err = known("qualifier", t.qualifiers, fact.Qualifiers()); err != nil {
		return what, err
	}
	what = kafka.Tail{Types: t.filter.Types, ToEnd: t.once, FromStart: t.from == "beginning"}
	if t.from != "now" && t.from != "beginning" {
		return what, fmt.Errorf("%w: --from is %q: write now or beginning, or a time with --since", errUsage, t.from)
	}
	if t.since != "" {
		what.Since, err = moment(t.since, now)
	}
	return what, err
}

// known returns the values of a flag as words of a list.
func known[T ~string](flag string, values []string, words []T) (out []T, err error) {
	for _, v := range values {
		if !slices.Contains(words, T(v)) {
			return nil, fmt.Errorf("%w: --%s is %q: choose of %v", errUsage, flag, v, words)
		}
		out = append(out, T(v))
	}
	return out, nil
}

// moment returns the time that a text names, or that was so long ago.
func moment(text string, now time.Time) (time.Time, error) {
	if ago, err := time.ParseDuration(text); err == nil {
		return now.Add(-ago), nil
	}
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if at, err := time.Parse(layout, text); err == nil {
			return at, nil
		}
	}
	return now, fmt.Errorf("%w: --since is %q: write a date (2026-11-01), a time (2026-11-01T09:30:00Z) or how long ago (24h)", errUsage, text)
}

func (t *tailing) writer() (func(*fact.Fact) error, error) {
	switch {
	case t.output == "table" || t.output == "auto" && render.IsTerminal(t.out):
		style := render.StyleOf(t.out, t.color)
		return func(f *fact.Fact) error { return style.Line(t.out, f) }, nil
	case t.output == "ndjson" || t.output == "auto":
		lines := ndjson.New(t.out)
		return func(f *fact.Fact) error { return lines.Write(context.Background(), []fact.Fact{*f}) }, nil
	default:
		return nil, fmt.Errorf("%w: -o is %q: choose table, ndjson or auto", errUsage, t.output)
	}
}

// connect finds the brokers and connects to them.
func (a *app) connect(ctx context.Context, brokers []string) (*kafka.Client, error) {
	cfg, err := a.load()
	if err != nil {
		return nil, err
	}
	if len(brokers) > 0 {
		cfg.Kafka.Brokers = brokers
	}
	if cfg.Embedded() {
		addr, err := broker.Address(ctx, cfg.Broker.Dir)
		if errors.Is(err, fs.ErrNotExist) {
			return nil, fmt.Errorf("no broker runs on %s: start gigawire run first, or name brokers with --brokers: %w", cfg.Broker.Dir, err)
		}
		if err != nil {
			return nil, err
		}
		cfg.Kafka.Brokers = []string{addr}
	}
	return kafka.Connect(ctx, cfg.Kafka, a.log())
}
