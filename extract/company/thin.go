package company

// Most names of the news are in no list. Those of the articles to learn from
// often are, for the lists were extended by who had read them; a model that
// learned so would trust no name that is not listed. So each article is learned
// from with some of the listed names hidden.

// thinnings is how many tables there are that hide different names.
const thinnings = 16

// thin returns tables that each hide another share of the listed names, those
// of a company together.
func (t *tables) thin(share float64) []*tables {
	all := make([]*tables, thinnings)
	for k := range all {
		thin := *t
		thin.gazetteer.entries = t.gazetteer.entries.Clone()
		thin.gazetteer.hide(share, uint64(k))
		all[k] = &thin
	}
	return all
}

// hide takes a share of the names out, others for each seed.
func (g *gazetteer) hide(share float64, seed uint64) {
	for about, e := range g.entries.All() {
		if e.company >= 0 {
			about = uint64(e.company)
		}
		if pair(about, seed)>>32 < uint64(share*(1<<32)) {
			e.listed = 0
		}
	}
}
