package relation

import "github.com/gigawire/gigawire/extract/fact"

func (d *decoder) gigawatt(q int) {
	decided := d.decide(q, d.models.kind, d.models.powerLink, d.models.powerTrees)
	kind := d.kinds[decided.class]
	decided.site = d.bestSite(q)
	parties := make([]Party, len(decided.parties))
	for i, e := range decided.parties {
		parties[i] = Party{int(e), fact.PartSubject}
	}
	d.out.Gigawatts = append(d.out.Gigawatts, Gigawatt{
		Quantity: q, Kind: kind, Status: d.powerStatus(q), Parties: parties, Site: decided.site,
		Confidence: float64(decided.confidence),
		Reason:     d.reason(q, string(kind), decided.confidence),
	})
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
