package main

import (
	"context"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/schema"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/registry"
)

// asyncAPI is the name of the document of the topics.
const asyncAPI = "asyncapi"

func newSchema(a *app) *cobra.Command {
	var address string
	c := &cobra.Command{
		Use:   "schema [NAME]",
		Short: "Print the contracts of the topics, or register them",
		Long: `Schema prints a JSON Schema (draft 2020-12), which refers to no other file, or the AsyncAPI 3
document of the topics. Without a name it lists the names.

With --register it makes each the latest version of its topic's subject, such as
facts.valuations-value, in a schema registry with Confluent's API. Messages stay plain JSON.`,
		Example: `  gigawire schema valuation
  gigawire schema asyncapi > asyncapi.yaml
  gigawire schema --register http://localhost:8081`,
		Args: cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			switch {
			case address != "":
				return a.register(c.Context(), address)
			case len(args) == 0:
				_, err := fmt.Fprintln(a.out, strings.Join(append(schema.Names(), asyncAPI), "\n"))
				return err
			}
			return a.schema(args[0])
		},
	}
	c.Flags().StringVar(&address, "register", "", "the `address` of a schema registry, http://user:password@host:port/path")
	return c
}

// schema prints one of the contracts.
func (a *app) schema(name string) error {
	if name != asyncAPI && !slices.Contains(schema.Names(), name) {
		return fmt.Errorf("%w: there is no schema %q: choose of %s, %s", errUsage, name, strings.Join(schema.Names(), ", "), asyncAPI)
	}
	data, err := schema.Bundle(name)
	if name == asyncAPI {
		data, err = fs.ReadFile(schema.Files(), asyncAPI+".yaml")
	}
	if err != nil {
		return err
	}
	_, err = a.out.Write(data)
	return err
}

// register puts the schema of each topic into a registry.
func (a *app) register(ctx context.Context, address string) error {
	r, err := registry.New(address)
	if err != nil {
		return fmt.Errorf("%w: --register: %w", errUsage, err)
	}
	cfg, err := a.load()
	if err != nil {
		return err
	}
	for _, name := range schema.Names() {
		data, err := schema.Bundle(name)
		if err != nil {
			return err
		}
		subject := topicOf(cfg.Kafka, name) + "-value"
		id, err := r.Register(ctx, subject, data)
		if err != nil {
			return err
		}
		fmt.Fprintf(a.out, "%s\tschema %d\n", subject, id)
	}
	return nil
}

// topicOf returns the topic whose messages a schema describes.
func topicOf(c kafka.Config, name string) string {
	switch name {
	case "article":
		return c.ArticlesTopic()
	case "state":
		return c.StateTopic()
	}
	return c.FactsTopic(fact.Type(name))
}
