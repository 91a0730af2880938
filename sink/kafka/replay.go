package kafka

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"time"
)

// Replay says which dead letters are to be put back on the topics that they
// came from. The zero value is all of them.
type Replay struct {
	// Stages and Reasons are those of the letters, any where empty.
	Stages, Reasons []string
	// Since passes over letters written before that time.
	Since time.Time
	// DryRun counts, and writes nothing.
	DryRun bool
}

// Outcome is what Replay made of a letter.
type Outcome string

// The outcomes. A letter that was cut, or that came from no topic of the
// configuration, cannot be put back: what it came of must be taken in again.
const (
	PutBack    Outcome = "put back"
	BackBefore Outcome = "put back before"
	NoWayBack  Outcome = "no way back"
)

// Replayed counts letters by their stage, reason and outcome.
type Replayed map[Replaying]int

// Replaying is what letters are counted by.
type Replaying struct {
	Stage, Reason string
	Outcome       Outcome
}

// The headers of a receipt: an empty message on the topic of dead letters that
// says that the letter at a partition and offset was put back.
const (
	receiptPartition = "gigawire.replayed.partition"
	receiptOffset    = "gigawire.replayed.offset"
)

// place is where a letter stands on its topic.
type place struct {
	partition int
	offset    int64
}

// Replay puts dead letters back, with their original key, value and headers,
// and leaves a receipt for each on their topic, so that none is put back
// twice. Called again after it was killed, it may repeat the letters in hand.
// Letters that are written while it runs are for the next call.
func (c *Client) Replay(ctx context.Context, what Replay) (Replayed, error) {
	stretches, err := c.deadStretches(ctx)
	if err != nil {
		return nil, err
	}
	r := replay{client: c, what: what, back: map[place]bool{}, counts: Replayed{}}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	for m := range c.merge(ctx, stretches) {
		if of, ok := receiptOf(&m); ok {
			r.back[of] = true
		}
	}
	for m := range c.merge(ctx, stretches) {
		if err := r.take(ctx, m); err != nil {
			return r.counts, err
		}
	}
	return r.counts, errors.Join(ctx.Err(), r.flush(ctx))
}

func (c *Client) deadStretches(ctx context.Context) ([]stretch, error) {
	topic := c.config.DeadTopic()
	extents, err := c.extents(ctx, topic, time.Time{})
	if err != nil {
		return nil, err
	}
	var out []stretch
	for _, e := range extents {
		out = append(out, stretch{topic: topic, partition: e.partition, from: e.first, end: e.end})
	}
	return out, nil
}

// receiptOf returns the place of the letter that a message is the receipt of.
func receiptOf(m *Message) (of place, ok bool) {
	partition, err := strconv.Atoi(string(m.Header(receiptPartition)))
	if err != nil {
		return place{}, false
	}
	offset, err := strconv.ParseInt(string(m.Header(receiptOffset)), 10, 64)
	return place{partition, offset}, err == nil
}

// replay is one call of Replay.
type replay struct {
	client *Client
	what   Replay
	// back are the letters that have a receipt.
	back   map[place]bool
	counts Replayed
	// letters are to be put back together.
	letters []Message
}

// replayBatch is how many letters are put back before their receipts are
// written, and so how many a kill may repeat.
const replayBatch = 100

func (r *replay) take(ctx context.Context, m Message) error {
	if _, isReceipt := receiptOf(&m); isReceipt || !r.wants(&m) {
		return nil
	}
	outcome := r.outcome(&m)
	r.count(&m, outcome, 1)
	if outcome != PutBack || r.what.DryRun {
		return nil
	}
	r.letters = append(r.letters, m)
	if len(r.letters) < replayBatch {
		return nil
	}
	return r.flush(ctx)
}

func (r *replay) wants(m *Message) bool {
	return isAmong(r.what.Stages, m.Header(headerStage)) && isAmong(r.what.Reasons, m.Header(headerReason)) &&
		!m.Time.Before(r.what.Since)
}

func isAmong(list []string, value []byte) bool {
	return len(list) == 0 || slices.Contains(list, string(value))
}

func (r *replay) outcome(m *Message) Outcome {
	topic := string(m.Header(headerTopic))
	switch {
	case r.back[place{m.Partition, m.Offset}]:
		return BackBefore
	case m.Header(headerCut) != nil, topic == m.Topic, !slices.Contains(r.client.config.TopicNames(), topic):
		return NoWayBack
	}
	return PutBack
}

// flush puts the letters in hand back and then writes their receipts.
func (r *replay) flush(ctx context.Context) error {
	letters, back := r.letters, make([]Message, len(r.letters))
	for i := range letters {
		back[i] = original(&letters[i])
	}
	r.letters = nil
	err := r.client.Publish(ctx, back)
	var rejected *RejectedMessages
	if err != nil && !errors.As(err, &rejected) {
		return err
	}
	var receipts []Message
	for i := range letters {
		if rejected != nil && rejected.ByIndex[i] != nil {
			r.count(&letters[i], PutBack, -1)
			r.count(&letters[i], NoWayBack, 1)
			continue
		}
		receipts = append(receipts, receipt(&letters[i]))
	}
	return r.client.Publish(ctx, receipts)
}

func (r *replay) count(m *Message, outcome Outcome, n int) {
	of := Replaying{string(m.Header(headerStage)), string(m.Header(headerReason)), outcome}
	if r.counts[of] += n; r.counts[of] == 0 {
		delete(r.counts, of)
	}
}

// original returns the message that became a letter.
func original(letter *Message) Message {
	m := Message{Topic: string(letter.Header(headerTopic)), Key: letter.Key, Value: letter.Value}
	for _, h := range letter.Headers {
		if !isOurs(h.Key) {
			m.Headers = append(m.Headers, h)
		}
	}
	return m
}

func receipt(letter *Message) Message {
	m := Message{Topic: letter.Topic, Key: letter.Key}
	m.addHeader(receiptPartition, strconv.Itoa(letter.Partition))
	m.addHeader(receiptOffset, strconv.FormatInt(letter.Offset, 10))
	return m
}
