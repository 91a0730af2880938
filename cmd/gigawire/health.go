package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/metrics"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/sink/kafka"
)

// The phases of a run.
const (
	phaseOpening int32 = iota
	phaseRunning
	phaseEnding
)

// live answers that the process works. A run that cannot go on ends, so there is
// nothing else to look at: brokers that are away are waited for, and a restart
// would not bring them back.
func live(w http.ResponseWriter, _ *http.Request) { fmt.Fprintln(w, "ok") }

// readyTimeout bounds how long an answer waits for brokers, below the timeout of
// the probes in deploy/kubernetes.
const readyTimeout = 3 * time.Second

// readyz answers whether the program does its work, with status 503 and the
// reason where it does not.
func readyz(ready func(context.Context) error) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), readyTimeout)
		defer cancel()
		if err := ready(ctx); err != nil {
			http.Error(w, err.Error(), http.StatusServiceUnavailable)
			return
		}
		fmt.Fprintln(w, "ok")
	}
}

func (r *run) ready(ctx context.Context) error {
	switch r.phase.Load() {
	case phaseOpening:
		return errors.New("the sources are being opened")
	case phaseEnding:
		return errors.New("the program is ending")
	}
	return answers(ctx, r.client, r.config.Kafka.ArticlesTopic())
}

// answers returns an error where the brokers do not answer for a topic.
func answers(ctx context.Context, c *kafka.Client, topic string) error {
	if err := c.Answers(ctx, topic); err != nil {
		return fmt.Errorf("the brokers do not answer: %w", err)
	}
	return nil
}

// groups are those whose lag is shown, whichever stages run here.
func (r *run) groups() []metrics.Group {
	groups := []metrics.Group{{Name: r.config.Extract.Group, Topic: r.config.Kafka.ArticlesTopic()}}
	for _, topic := range pipeline.StateTopics(r.config.Kafka) {
		groups = append(groups, metrics.Group{Name: pipeline.StateReader, Topic: topic})
	}
	for _, t := range r.config.Sources.Topics {
		groups = append(groups, metrics.Group{Name: t.GroupOrDefault(), Topic: t.Topic})
	}
	return groups
}
