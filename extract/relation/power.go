package relation

import (
	"slices"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/linear"
)

func (d *decoder) gigawatt(q int) {
	decided := &d.done[q]
	if !d.convert(q) {
		d.classify(d.models.kind, q)
		decided.parties = d.link(d.models.powerLink, d.models.powerTrees, q)
	}
	kind := d.kinds[decided.class]
	decided.site = d.bestSite(q)
	parties := make([]Party, len(decided.parties))
	for i, e := range decided.parties {
		parties[i] = Party{int(e), d.powerPart(q, e)}
	}
	slices.SortStableFunc(parties, func(a, b Party) int { return order(a.Part) - order(b.Part) })
	d.out.Gigawatts = append(d.out.Gigawatts, Gigawatt{
		Quantity: q, Kind: kind, Status: d.powerStatus(q), Parties: parties, Site: decided.site,
		Place:      d.placeOf(q, decided.site),
		Confidence: float64(decided.confidence),
		Reason:     d.reason(q, string(kind), decided.confidence),
	})
}

// powerPart tells who takes power from who has it: it is supplied to the one,
// or built or leased for it.
func (d *decoder) powerPart(q int, e int32) fact.Part {
	p := d.place(q, e)
	if p.mention > 0 {
		switch p.items[p.mention-1].word {
		case toWord, forWord:
			return fact.PartReceiver
		}
	}
	return fact.PartSubject
}

// powerStatus reads from the cues of the sentence whether the power is there:
// the nearest cue of a status decides.
func (d *decoder) powerStatus(q int) fact.Status {
	items, at := d.at(q)
	best, nearest := fact.Status(""), len(items)+1
	for i := range items {
		status := statusOf(d.tables.moods.names[items[i].mood])
		if status != "" && distance(i, at) < nearest {
			best, nearest = status, distance(i, at)
		}
	}
	return best
}

func statusOf(cue string) fact.Status {
	switch cue {
	case "planned", "talks":
		return fact.StatusPlanned
	case "construction":
		return fact.StatusConstruction
	case "operating":
		return fact.StatusOperating
	default:
		return ""
	}
}

// The hashes of the words before who takes power.
var toWord, forWord = linear.HashString("to"), linear.HashString("for")
