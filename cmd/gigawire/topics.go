package main

import (
	"cmp"
	"context"
	"fmt"
	"strconv"
	"text/tabwriter"
	"time"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/sink/kafka"
)

func newTopics(a *app) *cobra.Command {
	var brokers []string
	var create bool
	c := &cobra.Command{
		Use:   "topics",
		Short: "Check the topics, or create them",
		Long: `Topics compares the topics on the brokers with those that pipeline.yaml asks for: partitions,
replicas, and the settings that delivery depends on. What differs is told, a line each, with
the key of pipeline.yaml. With --create it creates those that are missing; nothing is
changed about those that are there. It ends with code 1 where a topic is missing.`,
		Example: "  gigawire topics --brokers localhost:9094 --create",
		Args:    cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return a.topics(c.Context(), brokers, create)
		},
	}
	c.Flags().StringSliceVar(&brokers, "brokers", nil, "brokers, host:port")
	c.Flags().BoolVar(&create, "create", false, "create the topics that are missing")
	return c
}

func (a *app) topics(ctx context.Context, brokers []string, create bool) error {
	client, err := a.connect(ctx, brokers)
	if err != nil {
		return err
	}
	defer client.Close()
	if create {
		if err := client.CreateTopics(ctx); err != nil {
			return err
		}
	}
	topics, err := client.Topics(ctx)
	if err != nil {
		return err
	}
	if err := a.listTopics(topics); err != nil {
		return err
	}
	missing := 0
	for _, t := range topics {
		if t.Missing {
			missing++
		}
		for _, difference := range client.Config().Differences(t) {
			fmt.Fprintf(a.err, "gigawire: %s: %s\n", t.Name, difference)
		}
	}
	if missing > 0 {
		return fmt.Errorf("%d topics are missing: create them with gigawire topics --create", missing)
	}
	return nil
}

func (a *app) listTopics(topics []kafka.Topic) error {
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "topic\tpartitions\treplicas\tin sync\tkept")
	for _, t := range topics {
		fmt.Fprintf(w, "%s\t%d\t%d\t%s\t%s\n", t.Name, t.Partitions, t.Replication,
			cmp.Or(t.Settings["min.insync.replicas"], "-"), kept(t.Settings))
	}
	return w.Flush()
}

// kept says what a topic keeps, and how long.
func kept(settings map[string]string) string {
	if settings["cleanup.policy"] == "compact" {
		return "the last of each key"
	}
	ms, err := strconv.ParseInt(settings["retention.ms"], 10, 64)
	switch {
	case err != nil:
		return "-"
	case ms < 0:
		return "for ever"
	}
	return (time.Duration(ms) * time.Millisecond).String()
}
