package main

import (
	"context"
	"errors"
	"os"
	"runtime/debug"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/ingest/files"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/sink"
)

func (b *backfill) run(ctx context.Context) error {
	if err := b.check(); err != nil {
		return err
	}
	boundMemory()
	if err := b.readAll(ctx); err != nil {
		return err
	}
	return b.checkpoint.Done.err()
}

// memoryAim is how much memory a backfill aims at, in bytes: garbage is
// collected more often before there is more.
const memoryAim = 300 << 20

// boundMemory holds the program to it, unless GOMEMLIMIT says how much it may
// have.
func boundMemory() {
	if os.Getenv("GOMEMLIMIT") == "" {
		debug.SetMemoryLimit(memoryAim)
	}
}

// readAll reads what no earlier call has read, and writes the facts.
func (b *backfill) readAll(ctx context.Context) (err error) {
	var open closers
	defer func() { err = errors.Join(err, open.close()) }()
	if err := b.open(ctx, &open); err != nil {
		return err
	}
	b.progress = newProgress(b.err, b.color, b.source.Bytes, &b.checkpoint.Done)
	err = pipeline.Ordered(ctx, b.next, b.read, b.write)
	err = errors.Join(err, b.save())
	if err == nil {
		err = errors.Join(b.out.Complete(), b.writeReport())
	}
	b.account.giveBack()
	b.progress.end()
	return err
}

// open opens what is read and written, where an earlier call left it.
func (b *backfill) open(ctx context.Context, open *closers) (err error) {
	if b.reader, err = newReader(b.extractor, b.filter, b.prefilter); err != nil {
		return err
	}
	b.reader.timing = b.timing
	c, err := b.written.config(b.paths)
	if err != nil {
		return err
	}
	if _, err := files.New(c, page.New()); err != nil {
		return err // a path that is not there is to leave no checkpoint
	}
	if b.checkpoint, err = openCheckpoint(b.state, b.job()); err != nil {
		return err
	}
	open.add(b.checkpoint)
	// From here on the file is ours, though a crash may leave it without a
	// document that is done.
	if err := b.checkpoint.save(); err != nil {
		return err
	}
	if b.out, err = b.openOutput(ctx, open); err != nil {
		return err
	}
	open.add(b.out)
	if b.source, err = files.NewLanes(c, b.checkpoint.At, page.New()); err != nil {
		return err
	}
	open.add(b.source)
	return nil
}

// job is what the checkpoint holds later calls to.
func (b *backfill) job() job {
	return job{
		Paths: b.paths, Input: b.written.input, Columns: b.written.columns, To: b.to,
		Filter: b.filter.arguments, Prefilter: b.prefilter,
	}
}

// place is a document and where to go on behind it.
type place struct {
	files.Document
	at files.LanesPosition
}

func (b *backfill) next(ctx context.Context) (place, error) {
	d, at, err := b.source.Document(ctx)
	return place{d, at}, err
}

// result is what came of one document, and where to go on behind it.
type result struct {
	finding
	at files.LanesPosition
}

func (b *backfill) read(p place) result { return result{b.reader.read(p.Document), p.at} }

func (b *backfill) write(r result) error {
	b.account.takes(&r.finding)
	if err := b.refused(b.out.Write(context.Background(), r.facts)); err != nil {
		return err
	}
	if r.rejection != nil && !r.rejection.Expected() {
		b.progress.clear()
		b.checkpoint.Done.reject(b.app, r.rejection)
		if t, ok := b.out.(*topics); ok {
			t.Reject(r.rejection)
		}
	}
	b.checkpoint.Done.count(&r.finding)
	b.checkpoint.Tally.Add(r.facts)
	b.checkpoint.At = r.at
	b.progress.show()
	if !b.checkpoint.due(b.out.Between(b.checkpoint.Size)) {
		return nil
	}
	return b.save()
}

// refused counts the facts that can never be written. Any other error it returns.
func (b *backfill) refused(err error) error {
	var refused *sink.RejectedError
	if !errors.As(err, &refused) {
		return err
	}
	b.progress.say("%v", err)
	b.checkpoint.Done.Refused += len(refused.Rejected)
	b.account.refuses(refused.Rejected)
	return nil
}

// save makes what was written safe, and then notes that it is.
func (b *backfill) save() error {
	size, err := b.out.Sync()
	if err := b.refused(err); err != nil {
		return err
	}
	b.checkpoint.Size = size
	if err := b.checkpoint.save(); err != nil {
		return err
	}
	b.account.settle()
	return nil
}
