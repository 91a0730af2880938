package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/sink"
)

// backfill is one call of the command.
type backfill struct {
	*app
	paths      []string
	written    written
	to, state  string
	extractor  *extract.Extractor
	source     *files.Files
	out        factsFile
	checkpoint *checkpoint
	progress   *progress
}

func newBackfill(a *app) *cobra.Command {
	b := &backfill{app: a}
	c := &cobra.Command{
		Use:   "backfill PATH... --to FILE",
		Short: "Read an archive into a file of facts, and go on after a crash",
		Long: `Backfill reads the articles in files and directories, as extract does, on all cores and
without a broker, and writes their facts to a file in the order of the articles: one JSON
object a line (.ndjson), or a row in a table for DuckDB and pandas (.parquet), which is
there when all is read. What cannot be read is said and passed over.

It notes as it goes how far it has come. Called again with the same arguments it goes on
there, after an interrupt, a crash or a power cut, and the file ends up with the facts of each
document once. Files that were added since, and come later in the order, are read too.`,
		Example: `  gigawire backfill archive/ --to facts.ndjson
  gigawire backfill CC-NEWS-2026.warc.gz news-2026.jsonl.gz --to facts.ndjson --state backfill-state
  gigawire backfill news.csv.zst --columns text=story,title=head --to facts.parquet`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			b.paths = args
			return b.run(c.Context())
		},
	}
	c.Flags().StringVar(&b.to, "to", "", "the `file` of facts, .ndjson or .parquet")
	c.Flags().StringVar(&b.state, "state", "", "the `directory` that remembers how far it has come (that file's name with .state)")
	b.written.flags(c)
	return c
}

func (b *backfill) run(ctx context.Context) (err error) {
	if err := b.check(); err != nil {
		return err
	}
	var open closers
	defer func() { err = errors.Join(err, open.close()) }()
	if err := b.open(&open); err != nil {
		return err
	}
	b.progress = newProgress(b.err, b.checkpoint.Done.Documents)
	err = pipeline.Ordered(ctx, b.source.Document, b.read, b.write)
	err = errors.Join(err, b.save())
	b.progress.end(b.checkpoint.Done)
	if err != nil {
		return err
	}
	if err := b.out.Complete(); err != nil {
		return err
	}
	return b.checkpoint.Done.err()
}

// open opens what is read and written, where an earlier call left it.
func (b *backfill) open(open *closers) (err error) {
	if b.extractor, err = extract.New(); err != nil {
		return fmt.Errorf("loading extractor: %w", err)
	}
	c, err := b.written.config(b.paths)
	if err != nil {
		return err
	}
	if _, err := files.New(c, page.New()); err != nil {
		return err // a path that is not there is to leave no checkpoint
	}
	if b.checkpoint, err = openCheckpoint(b.state, job{Paths: b.paths, Input: b.written.input, Columns: b.written.columns, To: b.to}); err != nil {
		return err
	}
	open.add(b.checkpoint)
	// From here on the file is ours, though a crash may leave it without a
	// document that is done.
	if err := b.checkpoint.save(); err != nil {
		return err
	}
	if b.out, err = b.openFacts(); err != nil {
		return err
	}
	open.add(b.out)
	c.After = b.checkpoint.At
	if b.source, err = files.New(c, page.New()); err != nil {
		return err
	}
	open.add(b.source)
	return nil
}

// filled is what came of one document.
type filled struct {
	document  files.Document
	rejection *ingest.Rejection
	facts     []fact.Fact
}

// read finds the facts of a document.
func (b *backfill) read(d files.Document) *filled {
	delivery := d.Read()
	f := &filled{document: d, rejection: delivery.Rejection}
	f.document = files.Document{Origin: d.Origin, Position: d.Position} // without its body
	if f.rejection == nil {
		f.facts = b.extractor.Extract(delivery.Article)
	}
	return f
}

func (b *backfill) write(f *filled) error {
	var unwritable *sink.RejectedError
	if err := b.out.Write(context.Background(), f.facts); errors.As(err, &unwritable) {
		fmt.Fprintf(b.err, "gigawire: %s: %v\n", f.document.Origin, err)
	} else if err != nil {
		return err
	}
	if f.rejection != nil && !setAside(f.rejection) {
		b.checkpoint.Done.Rejected.add(b.app, f.rejection)
	}
	b.checkpoint.Done.count(f)
	b.checkpoint.At = f.document.Position
	b.progress.show(b.checkpoint.Done)
	if time.Since(b.checkpoint.saved) < b.between() {
		return nil
	}
	return b.save()
}

// save makes what was written safe, and then notes that it is.
func (b *backfill) save() error {
	mark, err := b.out.Sync()
	if err != nil {
		return err
	}
	b.checkpoint.Size = mark
	return b.checkpoint.save()
}
