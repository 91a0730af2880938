package main

import (
	"fmt"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest"
)

// done counts what a backfill has done, earlier calls included.
type done struct {
	Documents int               `json:"documents"`
	Articles  int               `json:"articles"`
	Facts     map[fact.Type]int `json:"facts,omitempty"`
	// Filtered and SetAside documents, by filter and by reason.
	Filtered map[string]int `json:"filtered,omitempty"`
	SetAside map[string]int `json:"set_aside,omitempty"`
	Rejected rejections     `json:"rejected"`
	// Refused facts can never be written.
	Refused int `json:"refused,omitempty"`
	// Damage is what was said of the first documents that could not be read.
	Damage []string `json:"damage,omitempty"`
}

func (d *done) count(r *finding) {
	d.Documents++
	switch {
	case r.filtered != "":
		increase(&d.Filtered, r.filtered, 1)
	case r.rejection == nil:
		d.Articles++
	case r.rejection.Expected():
		increase(&d.SetAside, r.rejection.Reason, 1)
	}
	for i := range r.facts {
		increase(&d.Facts, r.facts[i].Type, 1)
	}
}

func increase[K comparable](counts *map[K]int, key K, by int) {
	if *counts == nil {
		*counts = map[K]int{}
	}
	(*counts)[key] += by
}

// mostDamage bounds how much of what could not be read is told again at the
// end.
const mostDamage = 10

// reject counts a document that could not be read, and says so.
func (d *done) reject(a *app, r *ingest.Rejection) {
	said := d.Rejected.add(a, r)
	if len(d.Damage) < mostDamage {
		d.Damage = append(d.Damage, said)
	}
}

// err is nil where all was read and written.
func (d *done) err() error {
	if err := d.Rejected.err(); err != nil || d.Refused == 0 {
		return err
	}
	return fmt.Errorf("%w: facts that could not be written: %d", errDeadLetters, d.Refused)
}

// unread is how many documents could not be read.
func (d *done) unread() int { return d.Rejected.Unread + d.Rejected.Unfit }
