package relation

import (
	_ "embed"

	"github.com/gigawire/gigawire/extract/fact"
)

//go:embed data/denials.txt
var denialData string

// doubt is a share with what the words of its sentence say against it. The models
// do not hear them: what is denied reads to them like what is planned.
type doubt struct {
	*share
	tables *tables
	open   bool // it is still to come
}

// denied returns the status of the share that percentage q is, which reads like
// status, and the cue for it: the word that denies it, if there is one.
func (d *decoder) denied(q int, status fact.Status, c Cue) (fact.Status, Cue) {
	s := d.share(q)
	s.denials = d.tables.denials.cues(s.denials, s.items, d.text.Raw)
	o := doubt{s, d.tables, status == fact.StatusPlanned || status == fact.StatusTalks}
	at := -1
	if !o.given() {
		at = o.before()
	}
	if at < 0 && o.open {
		at = o.after()
	}
	if at < 0 {
		return status, c
	}
	return fact.StatusDenied, Cue{"deny", s.items[at].Of(d.text.Raw)}
}

// says reports whether item i is in the list of a name in denials.txt.
func (o doubt) says(i int, name string) bool {
	return i >= 0 && i < len(o.items) && o.denials[i] != 0 && o.tables.denials.names[o.denials[i]] == name
}

// is reports whether item i is in the list of a name in grammar.txt.
func (o doubt) is(i int, name string) bool { return o.tables.grammar.is(o.items, i, name) }

// given reports whether the share is there whatever is denied: it is "its", or what
// another would come "from".
func (o doubt) given() bool {
	for i := o.at - 1; i >= 0; i-- {
		switch it := &o.items[i]; {
		case it.word == itsWord || it.word == theirWord || it.word == fromWord:
			return true
		case it.kind != isWord || o.cues[i] != 0 || it.grammar != 0 && !o.is(i, "filler"):
			return false
		}
	}
	return false
}

// before returns the word before the share that denies it.
func (o doubt) before() int {
	for i := o.at - 1; i >= 0; i-- {
		switch {
		case o.says(i, "deny"):
			if o.leads(i) {
				return i
			}
			return -1
		case o.says(i, "stop"), o.is(i, "break"), o.items[i].word == andWord && !o.joins(i):
			return -1
		}
	}
	return -1
}

// joins reports whether the "and" at item i goes on with what is denied: "denied
// that it and Delta would", "denied that it would and that".
func (o doubt) joins(i int) bool {
	return o.items[i+1].kind == isEntity || o.says(i+1, "claim")
}

// claimWords is how far behind a denial stands what it denies.
const claimWords = 5

// leads reports whether what item i denies is a share, one that is there already
// only where it is denied that it is.
func (o doubt) leads(i int) bool {
	for k := i + 1; k < min(o.at, i+1+claimWords); k++ {
		switch {
		case o.says(k, "claim"):
			return true
		case o.says(k, "refused"):
			return false
		}
	}
	return o.open
}

// after returns the word after the share that denies it: "a report that it would
// buy 20% was untrue", "..., which Delta denies", "..., but it denied this".
func (o doubt) after() int {
	for i := o.at + 1; i < len(o.items) && o.items[i].kind != isQuantity; i++ {
		if (o.says(i, "untrue") || o.says(i, "deny")) && o.ends(i+1) && o.judges(i-1) {
			return i
		}
	}
	return -1
}

// judges reports whether a denial can follow item i: a form of "be", or who denies.
func (o doubt) judges(i int) bool {
	return o.items[i].kind == isEntity || o.is(i, "auxiliary") || o.is(i, "pronoun") || o.says(i, "stop")
}

// ends reports whether nothing but "it" or who says so follows a denial before item i.
func (o doubt) ends(i int) bool {
	if o.is(i, "pronoun") || o.is(i, "filler") {
		i++
	}
	return i >= len(o.items) || o.items[i].word == commaWord || o.items[i].word == byWord || o.is(i, "break")
}
