package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/say"
	"github.com/gigawire/gigawire/sink/broker"
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
  gigawire tail --type valuation --min-value 1e9
  gigawire tail --company anthropic -o ndjson`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return t.run(c.Context()) },
	}
	c.Flags().StringSliceVar(&t.brokers, "brokers", nil, "brokers, host:port")
	c.Flags().StringSliceVar(&t.types, "type", nil, "types: company, amount, valuation, gigawatt, stake")
	c.Flags().StringVar(&t.company, "company", "", "only facts about companies whose name or ID has this in it")
	c.Flags().Float64Var(&t.least, "min-value", 0, "only facts of at least this many units of money, gigawatts or percent")
	c.Flags().StringVar(&t.from, "from", "now", "where to begin: now, beginning, or how long ago, such as 1h")
	c.Flags().BoolVar(&t.once, "once", false, "end at what is the end now")
	c.Flags().StringVarP(&t.output, "output", "o", "auto", "lines, ndjson, or auto: lines on a terminal")
	return c
}

// tailing is one call of the command.
type tailing struct {
	*app
	brokers, types        []string
	company, from, output string
	least                 float64
	once                  bool
}

func (t *tailing) run(ctx context.Context) error {
	what, err := t.what()
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
		case t.wants(&f):
			if err := write(&f); err != nil {
				return err
			}
		}
	}
	return nil
}

// what turns the flags into what is to be followed.
func (t *tailing) what() (kafka.Tail, error) {
	what := kafka.Tail{ToEnd: t.once}
	for _, name := range t.types {
		if !slices.Contains(fact.Types(), fact.Type(name)) {
			return what, fmt.Errorf("%w: --type is %q: choose company, amount, valuation, gigawatt or stake", errUsage, name)
		}
		what.Types = append(what.Types, fact.Type(name))
	}
	switch t.from {
	case "now":
	case "beginning":
		what.FromStart = true
	default:
		ago, err := time.ParseDuration(t.from)
		if err != nil {
			return what, fmt.Errorf("%w: --from is %q: write now, beginning, or how long ago, such as 1h", errUsage, t.from)
		}
		what.Since = time.Now().Add(-ago)
	}
	return what, nil
}

// wants reports whether a fact passes the filters.
func (t *tailing) wants(f *fact.Fact) bool {
	return t.about(f) && value(f) >= t.least
}

func (t *tailing) about(f *fact.Fact) bool {
	if t.company == "" {
		return true
	}
	names := []string{say.Companies(f)}
	if f.Company != nil {
		names = append(names, f.Company.ID)
	}
	for _, p := range f.Companies {
		names = append(names, p.ID)
	}
	return slices.ContainsFunc(names, func(name string) bool {
		return strings.Contains(strings.ToLower(name), strings.ToLower(t.company))
	})
}

// value returns the upper end of a fact's number, 0 where there is none.
func value(f *fact.Fact) float64 {
	var high *float64
	switch {
	case f.Amount != nil:
		high = f.Amount.High
	case f.Power != nil:
		high = f.Power.High
	case f.Percent != nil:
		high = f.Percent.High
	}
	if high == nil {
		return 0
	}
	return *high
}

func (t *tailing) writer() (func(*fact.Fact) error, error) {
	switch {
	case t.output == "lines" || t.output == "auto" && render.IsTerminal(t.out):
		style := render.StyleOf(t.out, t.color)
		return func(f *fact.Fact) error { return style.Line(t.out, f) }, nil
	case t.output == "ndjson" || t.output == "auto":
		lines := ndjson.New(t.out)
		return func(f *fact.Fact) error { return lines.Write(context.Background(), []fact.Fact{*f}) }, nil
	default:
		return nil, fmt.Errorf("%w: -o is %q: choose lines, ndjson or auto", errUsage, t.output)
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
