package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path/filepath"

	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/sink/kafka"
)

// A backfill is shared out by a topic: a message for each file says what is to
// be done with it, and workers of one group take them.

// pathsTopic returns the topic of the files that are to be read.
func pathsTopic(c kafka.Config) string { return c.Prefix + "backfill.paths" }

// share puts the files of the paths on the topic.
func (b *backfill) share(ctx context.Context) (err error) {
	var open closers
	defer func() { err = errors.Join(err, open.close()) }()
	c, err := b.written.config(b.paths)
	if err == nil {
		err = b.filter.parse()
	}
	if err != nil {
		return err
	}
	paths, err := files.List(c)
	if err != nil {
		return err
	}
	cfg, err := b.load()
	if err != nil {
		return err
	}
	client, err := b.connectOrStart(ctx, cfg, &open)
	if err != nil {
		return err
	}
	messages, err := b.tasks(paths, pathsTopic(client.Config()))
	if err != nil {
		return err
	}
	if err := client.Publish(ctx, messages); err != nil {
		return fmt.Errorf("putting paths on the topic: %w", err)
	}
	fmt.Fprintf(b.err, "gigawire: %d files are on the topic %s\n", len(messages), pathsTopic(client.Config()))
	return nil
}

// tasks returns a message for each path, which is made absolute: workers are
// elsewhere.
func (b *backfill) tasks(paths []string, topic string) ([]kafka.Message, error) {
	messages := make([]kafka.Message, len(paths))
	for i, path := range paths {
		path, err := filepath.Abs(path)
		if err != nil {
			return nil, fmt.Errorf("naming %s: %w", path, err)
		}
		j := b.job()
		j.Paths, j.To = []string{path}, outputKafka
		value, err := json.Marshal(j)
		if err != nil {
			return nil, fmt.Errorf("encoding task: %w", err)
		}
		messages[i] = kafka.Message{Topic: topic, Key: []byte(path), Value: value}
	}
	return messages, nil
}
