package pipeline

import (
	"errors"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/sink"
)

// sorting is a batch by what is to be written, and what became of it.
type sorting struct {
	articles []delivery
	letters  []sink.DeadLetter
	became   Totals
}

func (s *Ingest) sort(batch []delivery) sorting {
	out := sorting{became: NewTotals()}
	taken := map[string]bool{}
	has := func(key string) bool { return taken[key] || s.Memory.Has(key) }
	for _, d := range batch {
		switch key := keyOf(d); {
		case d.Rejection != nil:
			out.letters = append(out.letters, letterOf(d.Rejection))
			s.reject(d.Rejection, &out.became)
		case has(key):
			out.became.Filtered[ingest.ReasonDuplicate]++
			d.setAside(ingest.ReasonDuplicate, errDuplicate)
		default:
			d.update = has(idKey(d))
			taken[key], taken[idKey(d)] = true, true
			out.articles = append(out.articles, s.described(d))
		}
	}
	return out
}

// errDuplicate means that an article was taken in before.
var errDuplicate = errors.New("the article was taken in before, with the same text")

// setAside tells the source of an article why it was not published.
func (d delivery) setAside(reason string, err error) {
	if d.SetAside != nil {
		d.SetAside(&ingest.Rejection{Reason: reason, Err: err, Origin: d.Article.URL})
	}
}

// described sets what is known of an article by others: whose copy it is, and
// when a new version that does not say so was modified.
func (s *Ingest) described(d delivery) delivery {
	if d.update && !d.Article.Modified.After(d.Article.Published) && d.Article.Fetched.After(d.Article.Published) {
		d.Article.Modified = d.Article.Fetched
	}
	if s.Copies != nil {
		s.Copies.Mark(&d.Article)
	}
	return d
}

// idKey identifies an article in any version.
func idKey(d delivery) string { return "article\x00" + d.Article.ID }

// keyOf identifies an article in one version.
func keyOf(d delivery) string { return idKey(d) + "\x00" + d.Article.ContentHash }

func (s *Ingest) reject(r *ingest.Rejection, became *Totals) {
	if r.Expected() {
		became.Filtered[r.Reason]++
		s.Log.Info("set aside", "reason", r.Reason, "origin", r.Origin, "why", r.Err)
		return
	}
	became.Bury(StageIngest, r.Reason)
	s.Log.Warn("dead letter", "reason", r.Reason, "origin", r.Origin, "error", r.Err)
}
