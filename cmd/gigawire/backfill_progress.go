package main

import (
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/mattn/go-runewidth"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/extract/fact/say"
)

// progress tells how far a backfill has come: on a terminal in one line that
// changes, elsewhere in a line now and then.
type progress struct {
	out    io.Writer
	bar    bool
	width  int
	bytes  func() (read, total int64)
	done   *done
	began  time.Time
	before struct { // of earlier calls
		documents int
		bytes     int64
	}
	next time.Time
}

// Between two lines, on a terminal, where one replaces the other, and in a log.
const (
	onTerminal = 200 * time.Millisecond
	inLog      = 30 * time.Second
)

func newProgress(out io.Writer, color string, bytes func() (read, total int64), d *done) *progress {
	style := render.StyleOf(out, color)
	p := &progress{out: out, bar: render.IsTerminal(out) && style.Color, width: style.Width, bytes: bytes, done: d, began: time.Now()}
	p.before.documents = d.Documents
	p.before.bytes, _ = bytes()
	p.next = p.began.Add(p.pause())
	if d.Documents > 0 {
		fmt.Fprintf(out, "gigawire: going on behind %d documents\n", d.Documents)
	}
	return p
}

func (p *progress) pause() time.Duration {
	if p.bar {
		return onTerminal
	}
	return inLog
}

// show tells it where it is time to.
func (p *progress) show() {
	if time.Now().Before(p.next) {
		return
	}
	p.next = time.Now().Add(p.pause())
	if p.bar {
		fmt.Fprint(p.out, eraseLine+runewidth.Truncate(p.barLine(), p.width-1, ""))
		return
	}
	fmt.Fprintf(p.out, "gigawire: %s\n", strings.Join(p.parts(), ", "))
}

// eraseLine goes to the beginning of a terminal's line and erases it.
const eraseLine = "\r\x1b[K"

// clear makes room for a message.
func (p *progress) clear() {
	if p.bar {
		fmt.Fprint(p.out, eraseLine)
		p.next = time.Time{}
	}
}

func (p *progress) say(format string, args ...any) {
	p.clear()
	fmt.Fprintf(p.out, "gigawire: "+format+"\n", args...)
}

// parts are what there is to tell, the most important first.
func (p *progress) parts() []string {
	read, total := p.bytes()
	size := megabytes(read)
	if total > 0 {
		size = fmt.Sprintf("%s of %s", megabytes(min(read, total)), megabytes(total))
	}
	parts := []string{size, fmt.Sprintf("%s a second", say.Count(int(p.rate())))}
	if left, known := p.left(); known {
		parts = append(parts, left.String()+" left")
	}
	return append(parts, say.Count(p.done.Documents)+" records", say.Count(p.done.Articles)+" articles", say.Count(pipeline.Sum(p.done.Facts))+" facts")
}

// barWidth is that of the bar, in columns.
const barWidth = 20

func (p *progress) barLine() string {
	read, total := p.bytes()
	share := 0.0
	if total > 0 {
		share = min(float64(read)/float64(total), 1)
	}
	full := int(share * barWidth)
	return fmt.Sprintf("%s%s %3.0f%%  %s", strings.Repeat("█", full), strings.Repeat("░", barWidth-full), 100*share, strings.Join(p.parts(), " · "))
}

// rate is how many documents this call has read in a second.
func (p *progress) rate() float64 {
	return float64(p.done.Documents-p.before.documents) / max(time.Since(p.began).Seconds(), 1e-3)
}

// left is how long the rest takes at the rate so far, which is known once some
// part is read.
func (p *progress) left() (time.Duration, bool) {
	read, total := p.bytes()
	now := read - p.before.bytes
	if now*1000 < total || now == 0 || read > total {
		return 0, false
	}
	rest := time.Duration(float64(time.Since(p.began)) * float64(total-read) / float64(now))
	return rest.Round(time.Second), true
}

func megabytes(n int64) string {
	if n < 10<<20 {
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return say.Count(int(n/1e6)) + " MB"
}
