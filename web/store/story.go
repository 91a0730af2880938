package store

import (
	"encoding/json"
	"slices"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// Story is an article with its facts.
type Story struct {
	Article article.Article
	// Read says that the article's text is there; without, only its facts are.
	Read    bool
	Arrived time.Time
	Facts   []fact.Fact
	// Raw are the facts as they stand on the topics.
	Raw [][]byte
}

// Article returns an article with all its facts.
func (s *Store) Article(id string) (Story, bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e, ok := s.entries[id]
	if !ok {
		return Story{}, false
	}
	return s.story(e, Filter{}.matcher()), true
}

// Fact returns a fact, as it is and as it stands on its topic, and its article.
func (s *Store) Fact(id string) (f fact.Fact, raw []byte, in Story, ok bool) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	e, ok := s.facts[id]
	if !ok {
		return f, nil, in, false
	}
	in = s.story(e, Filter{}.matcher())
	for i := range in.Facts {
		if in.Facts[i].ID == id {
			return in.Facts[i], in.Raw[i], in, true
		}
	}
	return f, nil, in, false
}

// Newest returns the articles that pass a filter, with those of their facts that
// do, the newest first: at most so many, of those that are older than the article
// of an ID, or of all where the store has no such article.
func (s *Store) Newest(f Filter, most int, before string) []Story {
	s.mu.RLock()
	defer s.mu.RUnlock()
	match := f.matcher()
	var out []Story
	for _, e := range s.newest(match, most, before) {
		out = append(out, s.story(e, match))
	}
	return out
}

// NewestIDs returns the IDs of what Newest does from the newest on.
func (s *Store) NewestIDs(f Filter, most int) []string {
	s.mu.RLock()
	defer s.mu.RUnlock()
	var out []string
	for _, e := range s.newest(f.matcher(), most, "") {
		out = append(out, e.article.ID)
	}
	return out
}

func (s *Store) newest(match *matcher, most int, before string) []*entry {
	from := len(s.order)
	if e, ok := s.entries[before]; ok {
		from = slices.Index(s.order, e)
	}
	var out []*entry
	for i := from - 1; i >= 0 && len(out) < most; i-- {
		if e := s.order[i]; match.entry(e) {
			out = append(out, e)
		}
	}
	return out
}

// story returns an article with those facts that are wanted.
func (s *Store) story(e *entry, match *matcher) Story {
	out := Story{Article: e.article, Read: e.read, Arrived: e.arrived}
	wanted := map[string]bool{}
	for i := range e.rows {
		if match.row(&e.rows[i]) {
			wanted[e.rows[i].ID] = true
		}
	}
	lines, err := s.packer.unpack(e.facts)
	if err != nil {
		return out // it was packed here, so that this does not come to pass
	}
	for i := len(lines) - 1; i >= 0; i-- { // of two with one ID the later holds
		var f fact.Fact
		if json.Unmarshal(lines[i], &f) == nil && wanted[f.ID] {
			delete(wanted, f.ID)
			out.Facts, out.Raw = append(out.Facts, f), append(out.Raw, lines[i])
		}
	}
	return out
}
