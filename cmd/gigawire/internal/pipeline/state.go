package pipeline

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/state"
)

// StateReader is the name under which the stage State remembers how far it has
// come.
const StateReader = "gigawire-state"

// State is the stage from the topics of valuations and power to that of states.
// It may run several times over: all come to the same.
type State struct {
	// Timing may be set before Run.
	Timing Timing
	client *kafka.Client
	log    *slog.Logger
	book   *state.Book
}

// NewState returns a stage that goes on from the states on their topic.
func NewState(ctx context.Context, c *kafka.Client, log *slog.Logger) (*State, error) {
	s := &State{client: c, log: log, book: state.NewBook()}
	states, err := States(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, known := range states {
		s.book.Load(known)
	}
	return s, nil
}

// StateTopics returns the topics whose facts make states.
func StateTopics(c kafka.Config) []string {
	return []string{c.FactsTopic(fact.TypeValuation), c.FactsTopic(fact.TypeGigawatt)}
}

// Run reads facts and writes states until ctx ends.
func (s *State) Run(ctx context.Context) error {
	return kafka.NewSolo(s.client, StateReader, StateTopics(s.client.Config()), s.handle).Run(ctx)
}

func (s *State) handle(ctx context.Context, batch []kafka.Message) error {
	defer s.Timing.Since(StageState, time.Now())
	for _, m := range batch {
		s.add(m)
	}
	return s.book.Flush(func(states []state.State) error { return s.write(ctx, states) })
}

// add takes in what a message holds. What is no fact is none of this stage's
// making, and is passed over.
func (s *State) add(m kafka.Message) {
	f, err := kafka.DecodeFact(m)
	if err != nil {
		s.log.Warn("no fact", "error", err)
		return
	}
	s.book.Add(&f, m.Time)
}

// write writes states, and for one that is no more a message without a value,
// which compaction takes for its end.
func (s *State) write(ctx context.Context, states []state.State) error {
	messages := make([]kafka.Message, len(states))
	for i, known := range states {
		messages[i] = kafka.Message{Topic: s.client.Config().StateTopic(), Key: []byte(known.ID)}
		if len(known.Reports) == 0 {
			continue
		}
		value, err := json.Marshal(known)
		if err != nil {
			return fmt.Errorf("encoding state %s: %w", known.ID, err)
		}
		messages[i].Value = value
		messages[i].Headers = []kafka.Header{{Key: "content-type", Value: []byte("application/json")}}
	}
	err := s.client.Publish(ctx, messages)
	var rejected *kafka.RejectedMessages
	if errors.As(err, &rejected) {
		s.log.Error("states that the brokers do not take", "states", len(rejected.ByIndex), "error", err)
		return nil
	}
	return err
}

// States returns what stands on the topic of states, by ID.
func States(ctx context.Context, c *kafka.Client) ([]state.State, error) {
	latest := map[string]state.State{}
	for m, err := range c.Scan(ctx, c.Config().StateTopic()) {
		if err != nil {
			return nil, fmt.Errorf("reading states: %w", err)
		}
		if len(m.Value) == 0 {
			delete(latest, string(m.Key))
			continue
		}
		var s state.State
		if err := json.Unmarshal(m.Value, &s); err != nil {
			return nil, fmt.Errorf("reading states: offset %d of partition %d: %w", m.Offset, m.Partition, err)
		}
		latest[string(m.Key)] = s
	}
	return sorted(latest), nil
}

func sorted(states map[string]state.State) []state.State {
	out := make([]state.State, 0, len(states))
	for _, s := range states {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b state.State) int { return cmp.Compare(a.ID, b.ID) })
	return out
}
