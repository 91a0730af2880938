// Package duplicate finds the copies that other sites publish of one article:
// word for word, or with a wire's name before it, a tail cut off, words changed.
//
// A text is signed by one-permutation MinHash (Li, Owen and Zhang, 2012), its
// empty bins filled as Shrivastava (2017) does; signatures are looked up by
// bands (Indyk and Motwani, 1998). Texts that share a template, or what stands
// under every piece of an agency, are alike as well: a copy must also agree in
// the names and numbers of its beginning.
package duplicate

import (
	"fmt"
	"iter"
	"time"

	"github.com/gigawire/gigawire/ingest/article"
)

// Log keeps records on the disk, the newest as many as it has room for.
type Log interface {
	// Append returns when all records are on the disk.
	Append(records [][]byte) error
	// All yields what was appended, oldest first. A record is valid only until
	// the next.
	All() iter.Seq2[[]byte, error]
}

// Finder knows the articles of the last weeks by their words. It belongs to one
// goroutine.
type Finder struct {
	window  time.Duration
	log     Log
	now     func() time.Time
	index   *index
	pending [][]byte
}

// Open returns a finder that knows what the log has kept of the window.
func Open(c Config, log Log, now func() time.Time) (*Finder, error) {
	f := &Finder{window: c.Window, log: log, now: now, index: newIndex(c.Articles)}
	for record, err := range log.All() {
		if err != nil {
			return nil, fmt.Errorf("reading signatures: %w", err)
		}
		if e, ok := decode(record); ok {
			f.index.add(e)
		}
	}
	return f, nil
}

// Mark sets DuplicateOf where an article is a copy of one that was met before
// under another ID, to the ID of the one met first, and holds the article
// against those to come. A new version of an article is no copy of the old one.
func (f *Finder) Mark(a *article.Article) {
	at := f.now()
	e := entry{id: a.ID, first: a.ID, at: at, signature: sign(a.Text)}
	if first := f.index.find(&e, at.Add(-f.window)); first != "" {
		e.first, a.DuplicateOf = first, first
	}
	f.index.add(e)
	f.pending = append(f.pending, e.encode())
}

// Save returns when what was marked is known to the next run, too.
func (f *Finder) Save() error {
	if err := f.log.Append(f.pending); err != nil {
		return fmt.Errorf("keeping signatures: %w", err)
	}
	f.pending = nil
	return nil
}
