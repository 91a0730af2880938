// Package store holds what the topics said last: the newest articles with their
// facts, in memory and bounded. It is made anew from the topics whenever the
// program starts.
package store

import (
	"slices"
	"sync"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// Limit is how many articles a page holds.
const Limit = 10_000

// factsPerArticle is how many facts there is room for, for each article that may
// be held: where articles state more, fewer of them are held, so that memory is
// bounded. A usual one states some 15.
const factsPerArticle = 20

// Store holds articles and facts. It may be used by several goroutines.
type Store struct {
	mu    sync.RWMutex
	limit int
	// entries are the articles by ID, and order the same from the oldest to the
	// newest, by when they were written to the topic.
	entries map[string]*entry
	order   []*entry
	facts   map[string]*entry // where the fact of an ID is
	changes changes
	packer  *packer
}

// entry is an article with its facts. Either may come first from the topics.
type entry struct {
	article article.Article
	// read says that the article itself has come, not only facts of it.
	read    bool
	arrived time.Time
	rows    []Row
	facts   packed
	// changed is the change that it was last part of.
	changed uint64
}

// New returns an empty store for at most limit articles, and 20 times as many
// facts.
func New(limit int) (*Store, error) {
	p, err := newPacker()
	if err != nil {
		return nil, err
	}
	return &Store{limit: limit, entries: map[string]*entry{}, facts: map[string]*entry{}, packer: p, changes: newChanges()}, nil
}

// Update calls f to add what has come. Readers see all of it or nothing.
func (s *Store) Update(f func(*Writer)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f(&Writer{s})
	s.changes.end()
}

// Writer adds to a store. It is of use only within Update.
type Writer struct{ s *Store }

// Article adds an article that was written to its topic at a time, or a new
// version of it.
func (w *Writer) Article(a article.Article, at time.Time) {
	e := w.s.entry(a.ID, at)
	if e == nil {
		return
	}
	e.article, e.read = a, true
	w.s.changes.add(e)
}

// Fact adds a fact, raw as it stands on its topic, or says it anew.
func (w *Writer) Fact(f *fact.Fact, raw []byte, at time.Time) {
	e := w.s.entry(f.Article.ID, at)
	if e == nil {
		return
	}
	if !e.read {
		e.article = article.Article{
			ID: f.Article.ID, URL: f.Article.URL, Title: f.Article.Title, Source: f.Article.Source, Published: f.Article.Published,
		}
	}
	e.put(newRow(f, e))
	w.s.facts[f.ID] = e
	w.s.packer.add(e, raw)
	w.s.changes.add(e)
	for len(w.s.facts) > factsPerArticle*w.s.limit && len(w.s.order) > 1 {
		w.s.dropOldest()
	}
}

// entry returns the entry of an article, a new one where there is none. It makes
// room for it, and returns nil where all that is held is newer.
func (s *Store) entry(id string, at time.Time) *entry {
	if e, ok := s.entries[id]; ok {
		return e
	}
	place := len(s.order)
	for place > 0 && s.order[place-1].arrived.After(at) {
		place--
	}
	if len(s.order) == s.limit {
		if place == 0 {
			return nil
		}
		s.dropOldest()
		place--
	}
	e := &entry{arrived: at}
	s.entries[id] = e
	s.order = slices.Insert(s.order, place, e)
	return e
}

func (s *Store) dropOldest() {
	e := s.order[0]
	s.order = slices.Delete(s.order, 0, 1)
	delete(s.entries, e.article.ID)
	for i := range e.rows {
		delete(s.facts, e.rows[i].ID)
	}
	s.packer.drop(e)
	e.dropped()
}

// dropped lets go of what others that still point at it do not need.
func (e *entry) dropped() { e.rows, e.facts, e.article.Text = nil, packed{}, "" }

// put adds a row, in place of one with the same ID.
func (e *entry) put(r Row) {
	for i := range e.rows {
		if e.rows[i].ID == r.ID {
			e.rows[i] = r
			return
		}
	}
	e.rows = append(e.rows, r)
}

// Size is how much a store holds.
type Size struct{ Articles, Facts int }

// Size returns how much the store holds.
func (s *Store) Size() Size {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return Size{len(s.order), len(s.facts)}
}
