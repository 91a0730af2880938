package main

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/sink/kafka"
)

func newReplay(a *app) *cobra.Command {
	r := &replaying{app: a}
	c := &cobra.Command{
		Use:   "replay",
		Short: "Put dead letters back on the topics that they came from",
		Long: `Replay puts dead letters back on the topics that they came from, with their original key,
value and headers, so that they are read once more: after a mistake was mended, or a limit
raised. For each it leaves a receipt on articles.dead; what was put back is not put back
again. It prints how many there were, by stage and reason.

There is no way back for a letter that was cut for its size, and for what never came to a
topic, such as a page that holds no article: take in its origin again.`,
		Example: `  gigawire replay --dry-run
  gigawire replay --stage extract --reason undecodable --since 24h`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return r.run(c.Context()) },
	}
	c.Flags().StringSliceVar(&r.brokers, "brokers", nil, "brokers, host:port")
	c.Flags().StringSliceVar(&r.what.Stages, "stage", nil, "only letters of these stages: ingest, extract, sink")
	c.Flags().StringSliceVar(&r.what.Reasons, "reason", nil, "only letters with these reasons, such as undecodable")
	c.Flags().DurationVar(&r.since, "since", 0, "only letters at most this old, such as 24h")
	c.Flags().BoolVar(&r.what.DryRun, "dry-run", false, "count them, and put nothing back")
	return c
}

// replaying is one call of the command.
type replaying struct {
	*app
	brokers []string
	since   time.Duration
	what    kafka.Replay
}

func (r *replaying) run(ctx context.Context) error {
	if r.since > 0 {
		r.what.Since = time.Now().Add(-r.since)
	}
	client, err := r.connect(ctx, r.brokers)
	if err != nil {
		return err
	}
	defer client.Close()
	counts, err := client.Replay(ctx, r.what)
	if err != nil {
		return err
	}
	return r.print(counts)
}

func (r *replaying) print(counts kafka.Replayed) error {
	w := tabwriter.NewWriter(r.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "stage\treason\tletters\t")
	var rows []kafka.Replaying
	for row := range counts {
		rows = append(rows, row)
	}
	slices.SortFunc(rows, func(a, b kafka.Replaying) int {
		return cmp.Or(cmp.Compare(a.Stage, b.Stage), cmp.Compare(a.Reason, b.Reason), cmp.Compare(a.Outcome, b.Outcome))
	})
	for _, row := range rows {
		outcome := string(row.Outcome)
		if r.what.DryRun && row.Outcome == kafka.PutBack {
			outcome = "would be put back"
		}
		fmt.Fprintf(w, "%s\t%s\t%d\t%s\n", row.Stage, row.Reason, counts[row], outcome)
	}
	return w.Flush()
}
