package main

import (
	"bytes"
	_ "embed"
	"fmt"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"
)

// result is what there is to report.
type result struct {
	options options
	began   time.Time
	disk    string
	mu      sync.Mutex
	// inflicted counts faults by name, diedOfDisk the brokers that died because
	// their disk was full.
	inflicted  map[string]int
	diedOfDisk int
	ledger     *ledger
	// odd are ends of processes that nobody brought about.
	odd []string
	// most is the most that a process had resident, outageMemory that of the
	// one that went through the outage, in bytes.
	most, outageMemory int64
}

// count counts a fault that hit.
func (r *result) count(name string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.inflicted[name]++
}

func (r *result) faults() (total int) {
	for _, n := range r.inflicted {
		total += n
	}
	return total
}

// end takes note of processes that have ended.
func (r *result) end(processes ...*process) {
	for _, p := range processes {
		p.mu.Lock()
		r.most, r.odd = max(r.most, p.most), append(r.odd, p.odd...)
		p.odd = nil
		p.mu.Unlock()
	}
}

func (r *result) write(path string) error {
	if path == "" {
		_, err := os.Stdout.Write(r.report())
		return err
	}
	return os.WriteFile(path, r.report(), 0o644)
}

//go:embed intro.md
var intro string

// report is Markdown.
func (r *result) report() []byte {
	b := bytes.NewBufferString(intro)
	r.writeFaults(b)
	r.writeFigures(b)
	fmt.Fprintf(b, "\n`go run ./cmd/chaos -seed %d -faults %d -facts %d -outage %s` took %s on %d cores. A disk is %s.\n",
		r.options.seed, r.options.faults, r.options.facts, r.options.outage, time.Since(r.began).Round(time.Second), runtime.NumCPU(), r.disk)
	slices.Sort(r.odd)
	for _, how := range slices.Compact(r.odd) {
		fmt.Fprintf(b, "\n- %s", how)
	}
	return b.Bytes()
}

func (r *result) writeFaults(b *bytes.Buffer) {
	b.WriteString("| fault | times |\n| --- | --: |\n")
	for _, f := range append(faults(), fault{name: blackoutName}) {
		fmt.Fprintf(b, "| %s | %d |\n", f.name, r.inflicted[f.name])
	}
	fmt.Fprintf(b, "| **all** | **%d** |\n\n", r.faults())
}

func (r *result) writeFigures(b *bytes.Buffer) {
	l := r.ledger
	b.WriteString("| figure | |\n| --- | --: |\n")
	for _, row := range [][2]any{
		{"articles", len(l.articles)}, {"of those lost", len(missing(l.articles))},
		{"facts", len(l.expected)}, {"**of those lost**", len(missing(l.expected))},
		{"messages that are no article", len(l.dead)}, {"of those lost", len(missing(l.dead))},
		{"repeats, each of something that is there", l.repeats}, {"messages that should not be there", len(l.wrong)},
		{"brokers that died of a full disk", r.diedOfDisk}, {"processes that ended though nobody ended them", len(r.odd)},
		{"most memory of a process, MB", r.most >> 20}, {"of the one that went through the outage, MB", r.outageMemory >> 20},
	} {
		fmt.Fprintf(b, "| %s | %v |\n", row[0], row[1])
	}
}
