package pipeline

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/raw"
	"github.com/gigawire/gigawire/sink/kafka"
)

// Topic is the source of the raw documents on a topic. Their offsets are
// committed after what came of them is safe.
type Topic struct {
	client       *kafka.Client
	group, topic string
	reader       *raw.Reader
	once         bool // end when what stands there at the beginning is taken in
	deliveries   chan ingest.Delivery
	start        sync.Once
	stop         context.CancelFunc
	ended        chan error // of the group, or with once of the draining
	running      sync.WaitGroup
}

// NewTopic returns the source of a topic that members of a group share out.
func NewTopic(c *kafka.Client, group, topic string, r *raw.Reader, once bool) *Topic {
	return &Topic{
		client: c, group: group, topic: topic, reader: r, once: once,
		deliveries: make(chan ingest.Delivery), stop: func() {}, ended: make(chan error, 2),
	}
}

// Name names the topic.
func (t *Topic) Name() string { return "topic " + t.topic }

// Next returns the next article or rejection.
func (t *Topic) Next(ctx context.Context) (ingest.Delivery, error) {
	t.start.Do(func() { t.consume(ctx) })
	select {
	case d := <-t.deliveries:
		return d, nil
	case err := <-t.ended:
		return ingest.Delivery{}, err
	case <-ctx.Done():
		return ingest.Delivery{}, ctx.Err()
	}
}

// Close gives the partitions back.
func (t *Topic) Close() error {
	t.stop()
	t.running.Wait()
	return nil
}

func (t *Topic) consume(ctx context.Context) {
	ctx, t.stop = context.WithCancel(ctx)
	group := kafka.NewGroup(t.client, t.group, t.topic, func(handling context.Context, batch []kafka.Message) error {
		return t.handle(ctx, handling, batch)
	})
	t.running.Go(func() {
		if err := group.Run(ctx); err != nil {
			t.ended <- err
		}
	})
	if t.once {
		t.running.Go(func() { t.ended <- t.drain(ctx) })
	}
}

// drain waits until what stands on the topic is taken in, and returns io.EOF.
func (t *Topic) drain(ctx context.Context) error {
	if err := t.client.Drain(ctx, t.group, t.topic); err != nil {
		return err
	}
	return io.EOF
}

// handle delivers a batch and returns nil when all of it is safe. The
// deliveries come to an end with taking, acknowledgements with handling, which
// lasts somewhat longer.
func (t *Topic) handle(taking, handling context.Context, batch []kafka.Message) error {
	acks := make(chan error, len(batch))
	for _, d := range t.read(batch) {
		d.Ack = func(err error) { acks <- err }
		select {
		case t.deliveries <- d:
		case <-taking.Done():
			return errAbandoned
		}
	}
	for range batch {
		select {
		case err := <-acks:
			if err != nil {
				return fmt.Errorf("taking in: %w", err)
			}
		case <-handling.Done():
			return handling.Err()
		}
	}
	return nil
}

// read makes articles of messages, on all cores.
func (t *Topic) read(batch []kafka.Message) []ingest.Delivery {
	out := make([]ingest.Delivery, len(batch))
	var group errgroup.Group
	group.SetLimit(runtime.GOMAXPROCS(0))
	for i := range batch {
		group.Go(func() error {
			out[i] = t.delivery(&batch[i])
			return nil
		})
	}
	_ = group.Wait() // nobody returns an error
	return out
}

func (t *Topic) delivery(m *kafka.Message) (d ingest.Delivery) {
	record := &ingest.Record{Topic: m.Topic, Partition: m.Partition, Offset: m.Offset, Key: m.Key}
	for _, h := range m.Headers {
		record.Headers = append(record.Headers, ingest.Header(h))
	}
	d.Trace = m.Trace()
	document := raw.OfRecord(record, m.Value)
	var err error
	if d.Article, err = t.reader.Article(document); err != nil {
		d.Rejection = raw.RejectRecord(record, document, err)
	}
	return d
}
