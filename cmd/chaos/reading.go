package main

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// readTopic reads from where the last reading ended to what is the end now.
func (l *ledger) readTopic(ctx context.Context, topic string, note func(kafkago.Message)) error {
	ends, err := l.ends(ctx, topic)
	if err != nil {
		return err
	}
	if l.at[topic] == nil {
		l.at[topic] = map[int]int64{}
	}
	for _, p := range slices.Sorted(maps.Keys(ends)) {
		if err := l.readPartition(ctx, topic, p, ends[p], note); err != nil {
			return fmt.Errorf("partition %d: %w", p, err)
		}
	}
	return nil
}

func (l *ledger) ends(ctx context.Context, topic string) (map[int]int64, error) {
	var requests []kafkago.OffsetRequest
	for p := range l.config.Partitions {
		requests = append(requests, kafkago.LastOffsetOf(p))
	}
	resp, err := l.admin.ListOffsets(ctx, &kafkago.ListOffsetsRequest{Topics: map[string][]kafkago.OffsetRequest{topic: requests}})
	if err != nil {
		return nil, err
	}
	ends := map[int]int64{}
	for _, p := range resp.Topics[topic] {
		if p.Error != nil {
			return nil, p.Error
		}
		ends[p.Partition] = p.LastOffset
	}
	return ends, nil
}

// readPartition reads up to an end. A partition that is shorter than it was
// has lost what was acknowledged.
func (l *ledger) readPartition(ctx context.Context, topic string, partition int, end int64, note func(kafkago.Message)) error {
	at := l.at[topic]
	if end < at[partition] {
		return fmt.Errorf("it ended at offset %d, and now at %d", at[partition], end)
	}
	if end == at[partition] {
		return nil
	}
	reader := kafkago.NewReader(kafkago.ReaderConfig{
		Brokers: l.config.Brokers, Topic: topic, Partition: partition, MaxBytes: 8 << 20, MaxWait: 100 * time.Millisecond,
	})
	defer reader.Close() //nolint:errcheck // it was only read from
	if err := reader.SetOffset(at[partition]); err != nil {
		return err
	}
	for at[partition] < end {
		m, err := reader.ReadMessage(ctx)
		if err != nil {
			return err
		}
		note(m)
		at[partition] = m.Offset + 1
	}
	return nil
}
