package main

import (
	"fmt"
	"io"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/ingest"
)

// done counts what a backfill has done, earlier calls included.
type done struct {
	Documents int        `json:"documents"`
	Facts     int        `json:"facts"`
	SetAside  int        `json:"set_aside"`
	Rejected  rejections `json:"rejected"`
}

func (d *done) count(f *filled) {
	d.Documents++
	d.Facts += len(f.facts)
	if f.rejection != nil && setAside(f.rejection) {
		d.SetAside++
	}
}

// err returns an error where documents could not be read.
func (d *done) err() error { return d.Rejected.err() }

// setAside reports whether it is no fault that a document is not read: many
// in an archive are not, and each is only counted.
func setAside(r *ingest.Rejection) bool {
	switch r.Reason {
	case ingest.ReasonLanguage, ingest.ReasonPaywall, ingest.ReasonNoText:
		return true
	}
	return false
}

// progress tells how far a backfill has come.
type progress struct {
	out      io.Writer
	terminal bool
	began    time.Time
	before   int // documents of earlier calls
	next     time.Time
}

// Between two lines, on a terminal, where one replaces the other, and in a log.
const (
	onTerminal = 500 * time.Millisecond
	inLog      = 30 * time.Second
)

func newProgress(out io.Writer, before int) *progress {
	p := &progress{out: out, terminal: render.IsTerminal(out), began: time.Now(), before: before}
	p.next = p.began.Add(p.pause())
	if before > 0 {
		fmt.Fprintf(out, "gigawire: going on behind %d documents\n", before)
	}
	return p
}

func (p *progress) pause() time.Duration {
	if p.terminal {
		return onTerminal
	}
	return inLog
}

// show tells it where it is time to.
func (p *progress) show(d done) {
	if time.Now().Before(p.next) {
		return
	}
	p.next = time.Now().Add(p.pause())
	p.line(d)
	if !p.terminal {
		fmt.Fprintln(p.out)
	}
}

// end tells it at the end.
func (p *progress) end(d done) {
	p.line(d)
	fmt.Fprintln(p.out)
}

func (p *progress) line(d done) {
	if p.terminal {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
	took := time.Since(p.began)
	rate := float64(d.Documents-p.before) / max(took.Seconds(), 1e-3)
	fmt.Fprintf(p.out, "gigawire: %d documents (%.0f a second), %d facts, %d set aside, %d could not be read, in %v",
		d.Documents, rate, d.Facts, d.SetAside, d.Rejected.Unread+d.Rejected.Unfit, took.Round(time.Millisecond))
}
