package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/extract/fact"
)

// end tells what was done, earlier calls included.
func (p *progress) end() {
	p.clear()
	d, took := p.done, time.Since(p.began)
	read, _ := p.bytes()
	fmt.Fprintf(p.out, "gigawire: %d documents, %d articles, %d facts, %d could not be read, in %v (%.0f documents, %.1f MB a second)\n",
		d.Documents, d.Articles, pipeline.Sum(d.Facts), d.unread(), took.Round(time.Millisecond), p.rate(),
		float64(read-p.before.bytes)/1e6/max(took.Seconds(), 1e-3))
	p.list("facts", factCounts(d.Facts))
	p.list("set aside", counted(d.SetAside))
	p.list("filtered", counted(d.Filtered))
	p.damage()
}

func (p *progress) list(title string, parts []string) {
	if len(parts) > 0 {
		fmt.Fprintf(p.out, "  %-13s %s\n", title, strings.Join(parts, ", "))
	}
}

// damage tells again of the first documents that could not be read: what was
// said of them went by long ago.
func (p *progress) damage() {
	for i, said := range p.done.Damage {
		title := ""
		if i == 0 {
			title = "not read"
		}
		p.list(title, []string{said})
	}
	if more := p.done.unread() - len(p.done.Damage); more > 0 {
		p.list("", []string{fmt.Sprintf("and %d more, said above or in earlier calls", more)})
	}
}

func factCounts(facts map[fact.Type]int) []string {
	var parts []string
	for _, t := range fact.Types() {
		parts = append(parts, fmt.Sprintf("%d %s", facts[t], t))
	}
	return parts
}

func counted(counts map[string]int) []string {
	var parts []string
	for _, reason := range slices.Sorted(maps.Keys(counts)) {
		parts = append(parts, fmt.Sprintf("%d %s", counts[reason], reason))
	}
	return parts
}
