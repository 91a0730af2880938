package main

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/extract/fact/say"
	"github.com/gigawire/gigawire/sink/state"
)

func newState(a *app) *cobra.Command {
	s := &stating{app: a}
	c := &cobra.Command{
		Use:   "state [NAME]",
		Short: "Show what the facts come to: latest valuations, power of sites",
		Long: `State prints what the topic facts.state holds: for each company its latest valuation and for
each site its power, with how many independent articles and outlets say so and how far they
differ. With a name it shows only companies and sites that have it in theirs.

The stage "state" of gigawire run keeps the topic up to date. --rebuild makes it anew from
the topics of facts, which gives the same states, and says how many differed.`,
		Example: `  gigawire state
  gigawire state anthropic -o ndjson
  gigawire state --rebuild`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error { return s.run(c.Context(), strings.Join(args, "")) },
	}
	c.Flags().StringSliceVar(&s.brokers, "brokers", nil, "brokers, host:port")
	c.Flags().BoolVar(&s.rebuild, "rebuild", false, "make the states anew from the facts on the topics")
	c.Flags().StringVarP(&s.output, "output", "o", "auto", "table, ndjson, or auto: a table on a terminal")
	return c
}

// stating is one call of the command.
type stating struct {
	*app
	brokers []string
	rebuild bool
	output  string
}

func (s *stating) run(ctx context.Context, name string) error {
	if s.output == "auto" {
		s.output = "ndjson"
		if render.IsTerminal(s.out) {
			s.output = "table"
		}
	}
	if s.output != "table" && s.output != "ndjson" {
		return fmt.Errorf("%w: -o is %q: choose table, ndjson or auto", errUsage, s.output)
	}
	client, err := s.connect(ctx, s.brokers)
	if err != nil {
		return err
	}
	defer client.Close()
	if s.rebuild {
		total, written, err := pipeline.RebuildStates(ctx, client, s.log())
		if err != nil {
			return err
		}
		fmt.Fprintf(s.err, "gigawire: %d states rebuilt, %d of them written\n", total, written)
		return nil
	}
	states, err := pipeline.States(ctx, client)
	if err != nil {
		return err
	}
	return s.print(named(states, name))
}

// named returns the states of companies and sites that have a text in their name
// or ID.
func named(states []state.State, text string) []state.State {
	text = strings.ToLower(text)
	var out []state.State
	for _, s := range states {
		if strings.Contains(s.ID, text) || strings.Contains(strings.ToLower(s.Name), text) {
			out = append(out, s)
		}
	}
	return out
}

func (s *stating) print(states []state.State) error {
	if s.output == "ndjson" {
		lines := json.NewEncoder(s.out)
		for i := range states {
			if err := lines.Encode(&states[i]); err != nil {
				return fmt.Errorf("writing states: %w", err)
			}
		}
		return nil
	}
	w := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for i := range states {
		fmt.Fprintln(w, strings.Join(cells(&states[i]), "\t"))
	}
	return w.Flush()
}

// cells returns the columns of a state's line.
func cells(s *state.State) []string {
	day := ""
	if !s.Published.IsZero() {
		day = s.Published.Format("2006-01-02")
	}
	spread := ""
	if s.Spread != s.Value {
		spread = "reported " + say.Range(s.Spread.Low, s.Spread.High, s.Unit)
	}
	support := fmt.Sprintf("articles %d, outlets %d", s.Articles, s.Outlets)
	return []string{s.Kind, s.Name, say.Range(s.Value.Low, s.Value.High, s.Unit), string(s.Status), day, support, spread}
}
