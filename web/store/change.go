package store

import "slices"

// changes remembers which articles changed lately, in their order.
type changes struct {
	count  uint64 // the number of the last change
	latest []*entry
	// next is closed at the end of each update.
	next chan struct{}
}

// mostChanges is how many changes are remembered: who looks more rarely misses
// some.
const mostChanges = 4096

func newChanges() changes { return changes{next: make(chan struct{})} }

func (c *changes) add(e *entry) {
	c.count++
	e.changed = c.count
	if n := len(c.latest); n > 0 && c.latest[n-1] == e {
		return // it changed again, with nothing between
	}
	c.latest = append(c.latest, e)
	if len(c.latest) >= 2*mostChanges {
		c.latest = slices.Delete(c.latest, 0, mostChanges)
	}
}

// end tells those who wait.
func (c *changes) end() {
	close(c.next)
	c.next = make(chan struct{})
}

// Changed returns a channel that is closed at the next update, and the number of
// the last change until now.
func (s *Store) Changed() (next <-chan struct{}, last uint64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	return s.changes.next, s.changes.count
}

// Since returns the articles that changed after a change, pass a filter and are
// wanted, the newest change first, how many more there are, and the number of the
// last change.
func (s *Store) Since(change uint64, f Filter, wanted func(id string) bool) (stories []Story, more int, last uint64) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	match := f.matcher()
	seen := map[*entry]bool{}
	for i := len(s.changes.latest) - 1; i >= 0; i-- {
		e := s.changes.latest[i]
		if e.changed <= change {
			break
		}
		if seen[e] || s.entries[e.article.ID] != e || !match.entry(e) {
			continue
		}
		seen[e] = true
		if wanted(e.article.ID) {
			stories = append(stories, s.story(e, match))
		} else {
			more++
		}
	}
	return stories, more, s.changes.count
}
