package main

import (
	"context"
	"fmt"
	"text/tabwriter"

	"github.com/spf13/cobra"
)

func newTopics(a *app) *cobra.Command {
	var brokers []string
	var create bool
	c := &cobra.Command{
		Use:   "topics",
		Short: "Check the topics, or create them",
		Long: `Topics compares the topics on the brokers with those that pipeline.yaml asks for. With --create
it creates those that are missing; nothing is changed about those that are there. It ends
with code 1 where a topic is missing.`,
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
	missing := 0
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	for _, t := range topics {
		if t.Missing {
			missing++
		}
		fmt.Fprintf(w, "%s\t%d partitions\t%d replicas\t%s\n", t.Name, t.Partitions, t.Replication, client.Config().Difference(t))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	if missing > 0 {
		return fmt.Errorf("%d topics are missing: create them with gigawire topics --create", missing)
	}
	return nil
}
