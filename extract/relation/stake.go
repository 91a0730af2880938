package relation

import (
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
)

// stakeNear is how many items from a percentage a word of holding may stand.
const stakeNear = 7

// stake says who holds the share that percentage q is, where the words around
// it speak of holding. A percentage of anything else is no stake.
func (d *decoder) stake(q int) {
	items, at := d.at(q)
	word := d.holdingWord(items, at)
	if word < 0 {
		return
	}
	company := d.stakeCompany(q, items, at)
	if company < 0 {
		return
	}
	holder := d.stakeHolder(items, at, company)
	d.out.Stakes = append(d.out.Stakes, Stake{
		Quantity: q, Holder: holder, Entity: company, Status: d.stakeStatus(items, at), Confidence: stakeConfidence(holder),
		Reason: Reason{Before: Cue{"holding", items[word].Of(d.text.Raw)}},
	})
}

// stakeConfidence is the share that was right of stakes with and without a
// named holder, in articles looked through by hand.
func stakeConfidence(holder int) float64 {
	if holder >= 0 {
		return 0.7
	}
	return 0.5
}

// holdingWord returns the nearest word of holding, -1 for none.
func (d *decoder) holdingWord(items []item, at int) int {
	best := -1
	for i := max(0, at-stakeNear); i < min(len(items), at+stakeNear+1); i++ {
		if items[i].kind == isWord && isHolding(strings.ToLower(items[i].Of(d.text.Raw))) &&
			(best < 0 || distance(i, at) < distance(best, at)) {
			best = i
		}
	}
	return best
}

func isHolding(word string) bool {
	switch word {
	case "stake", "stakes", "shareholding", "shareholder", "shareholders", "holding", "owns", "own", "owned", "holds", "held",
		"hold", "interest", "ownership":
		return true
	}
	return false
}

// stakeCompany returns the company that the share is of: the one named after
// "of" or "in", else another of the sentence, else the one most spoken of.
func (d *decoder) stakeCompany(q int, items []item, at int) int {
	for i := at + 1; i < len(items) && i <= at+2*stakeNear; i++ {
		if items[i].kind == isEntity && i > 0 && d.oneOf(items[i-1], "of", "in") {
			return int(items[i].index)
		}
	}
	first := firstEntity(items, at)
	for i := range items {
		if items[i].kind == isEntity && items[i].nominal && int(items[i].index) != first {
			return int(items[i].index)
		}
	}
	if d.main >= 0 && int(d.main) != first {
		return int(d.main)
	}
	for k := d.quantities[q].Sentence - 1; k >= 0 && k >= d.quantities[q].Sentence-lookBack; k-- {
		for _, m := range d.mentionsOf[k] {
			if int(m.entity) != first {
				return int(m.entity)
			}
		}
	}
	return -1
}

func (d *decoder) oneOf(it item, words ...string) bool {
	for _, w := range words {
		if strings.EqualFold(it.Of(d.text.Raw), w) {
			return true
		}
	}
	return false
}

// firstEntity returns the named entity that is nearest before the share, -1
// for none.
func firstEntity(items []item, at int) int {
	for i := at - 1; i >= 0; i-- {
		if items[i].kind == isEntity && !items[i].nominal {
			return int(items[i].index)
		}
	}
	return -1
}

// stakeHolder returns who holds the share, -1 where the text does not say.
func (d *decoder) stakeHolder(items []item, at, company int) int {
	for i := at - 1; i >= 0; i-- {
		if items[i].kind == isEntity && int(items[i].index) != company {
			return int(items[i].index)
		}
	}
	for i := at + 1; i < len(items); i++ {
		if items[i].kind == isEntity && int(items[i].index) != company && d.oneOf(items[i-1], "by", "to") {
			return int(items[i].index)
		}
	}
	return -1
}

// stakeStatus reads from the cues around the share whether it is held.
func (d *decoder) stakeStatus(items []item, at int) fact.Status {
	best, nearest := fact.StatusActual, 2*stakeNear
	for i := range items {
		if distance(i, at) >= nearest {
			continue
		}
		switch d.tables.moods.names[items[i].mood] {
		case "talks":
			best, nearest = fact.StatusTalks, distance(i, at)
		case "planned":
			best, nearest = fact.StatusPlanned, distance(i, at)
		}
	}
	return best
}
