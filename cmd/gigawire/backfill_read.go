package main

import (
	"fmt"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/ingest/page"
)

// reader finds the facts of documents that pass the filters. It may be used by
// several goroutines.
type reader struct {
	extractor *extract.Extractor
	filter    filter
	sieve     *quantity.Scanner // nil without --prefilter
	timing    pipeline.Timing   // nil but in a worker
}

// newReader returns a reader with an extractor, or with one of its own where
// that is nil.
func newReader(e *extract.Extractor, f filter, prefilter bool) (r *reader, err error) {
	if e == nil {
		if e, err = extract.New(); err != nil {
			return nil, fmt.Errorf("loading extractor: %w", err)
		}
	}
	r = &reader{extractor: e, filter: f}
	if prefilter {
		if r.sieve, err = quantity.New(); err != nil {
			return nil, fmt.Errorf("loading prefilter: %w", err)
		}
	}
	return r, nil
}

// finding is what came of one document: facts, a rejection, or the filter that
// it did not pass.
type finding struct {
	origin    string
	rejection *ingest.Rejection
	filtered  string
	facts     []fact.Fact
}

func (r *reader) read(d files.Document) finding {
	out := finding{origin: d.Origin}
	if out.filtered = r.glance(&d); out.filtered != "" {
		return out
	}
	delivery := r.article(&d)
	if out.rejection = delivery.Rejection; out.rejection != nil {
		return out
	}
	a := &delivery.Article
	if out.filtered = r.filter.holdsBack(a); out.filtered == "" && !r.mayState(a) {
		out.filtered = filterPrefilter
	}
	if out.filtered != "" {
		return out
	}
	var err error
	if out.facts, err = r.facts(a); err != nil {
		out.rejection = ingest.Reject(d.Origin, nil, err)
	}
	return out
}

// article reads that of a document.
func (r *reader) article(d *files.Document) ingest.Delivery {
	defer r.timing.Since(pipeline.StageIngest, time.Now())
	return d.Read()
}

// facts returns those of an article. The error is that of one at which the
// extractor panics.
func (r *reader) facts(a *article.Article) (facts []fact.Fact, err error) {
	defer ingest.Recovered(&err)
	defer r.timing.Since(pipeline.StageExtract, time.Now())
	return r.extractor.Extract(*a), nil
}

// glance returns the filter that a document does not pass by its address or
// bytes, "" for none.
func (r *reader) glance(d *files.Document) string {
	if address := d.Address(); address != "" && !r.filter.allows(address) {
		return filterDomain
	}
	markup := d.Markup()
	if r.sieve == nil || len(markup) == 0 {
		return ""
	}
	sieve := r.sieve.NewSieve()
	for stretch := range page.Stretches(markup) {
		if sieve.Finds(stretch) {
			return ""
		}
	}
	return filterPrefilter
}

// mayState reports whether an article, which may be no page, passes the
// prefilter.
func (r *reader) mayState(a *article.Article) bool {
	if r.sieve == nil {
		return true
	}
	sieve := r.sieve.NewSieve()
	return sieve.Finds([]byte(a.Title)) || sieve.Finds([]byte(a.Text))
}
