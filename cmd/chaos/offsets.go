package main

import (
	"context"
	"fmt"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// drain waits until the group has read all articles.
func (g *game) drain(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Minute)
	defer cancel()
	return again(ctx, func() error { return g.client.Drain(ctx, group, g.config.ArticlesTopic()) })
}

func (g *game) partitions() (out []int) {
	for p := range g.config.Partitions {
		out = append(out, p)
	}
	return out
}

// offsets returns what the group has committed.
func (g *game) offsets(ctx context.Context) (map[int]int64, error) {
	topic, out := g.config.ArticlesTopic(), map[int]int64{}
	err := again(ctx, func() error {
		resp, err := g.admin.OffsetFetch(ctx, &kafkago.OffsetFetchRequest{GroupID: group, Topics: map[string][]int{topic: g.partitions()}})
		if err != nil {
			return fmt.Errorf("asking for offsets: %w", err)
		}
		for _, p := range g.partitions() {
			out[p] = 0 // of a group that has yet to commit
		}
		for _, p := range resp.Topics[topic] {
			out[p.Partition] = max(0, p.CommittedOffset)
		}
		return nil
	})
	return out, err
}

// readAgain sets the group back, as one does who wants facts once more, and
// waits until all is read.
func (g *game) readAgain(ctx context.Context, offsets map[int]int64) error {
	if err := g.stopWorkers(); err != nil {
		return err
	}
	if err := again(ctx, func() error { return g.setBack(ctx, offsets) }); err != nil {
		return fmt.Errorf("setting offsets back: %w", err)
	}
	g.startWorkers(ctx)
	return g.drain(ctx)
}

// setBack fails as long as the group has members.
func (g *game) setBack(ctx context.Context, offsets map[int]int64) error {
	topic := g.config.ArticlesTopic()
	var commits []kafkago.OffsetCommit
	for p, offset := range offsets {
		commits = append(commits, kafkago.OffsetCommit{Partition: p, Offset: offset})
	}
	resp, err := g.admin.OffsetCommit(ctx, &kafkago.OffsetCommitRequest{
		GroupID: group, GenerationID: -1, Topics: map[string][]kafkago.OffsetCommit{topic: commits},
	})
	if err != nil {
		return err
	}
	for _, p := range resp.Topics[topic] {
		if p.Error != nil {
			return p.Error
		}
	}
	return nil
}
