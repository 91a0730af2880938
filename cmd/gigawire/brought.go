package main

import (
	"context"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/push"
	"github.com/gigawire/gigawire/ingest/raw"
	"github.com/gigawire/gigawire/ingest/seen"
)

// brought opens the sources of what others bring to us: files, raw documents
// on topics, and what is pushed.
func (r *run) brought(ctx context.Context, reader *page.Reader, memory *seen.Store) ([]ingest.Source, error) {
	sources, err := r.paths(ctx, reader, memory)
	if err != nil {
		return nil, err
	}
	documents := raw.New(reader, time.Now)
	for _, t := range r.config.Sources.Topics {
		sources = append(sources, pipeline.NewTopic(r.client, t.GroupOrDefault(), t.Topic, documents, r.once))
	}
	pushed, err := r.pushed(documents, memory)
	if err != nil || pushed == nil {
		return sources, err
	}
	return append(sources, pushed), nil
}

// answersKept is how many bytes of answers are remembered for those who ask
// again: some 200,000 of them.
const answersKept = 64 << 20

// pushed starts the server of articles that are sent, nil for none. With
// --once there is none, for it would never be drained.
func (r *run) pushed(reader *raw.Reader, memory *seen.Store) (ingest.Source, error) {
	c := r.config.Sources.Push
	if !c.Enabled() {
		return nil, nil
	}
	if r.once {
		r.log().Info("no articles can be pushed in a run with --once", "address", c.Address)
		return nil, nil
	}
	answers, err := memory.Answers(answersKept)
	if err != nil {
		return nil, err
	}
	server, err := push.Listen(c, push.Deps{
		Reader: reader, Answers: answers,
		Articles: r.config.Kafka.ArticlesTopic(), Dead: r.config.Kafka.DeadTopic(), Log: r.log(),
	})
	if err != nil {
		return nil, err
	}
	r.log().Info("articles can be pushed", "to", server.URL())
	return server, nil
}
