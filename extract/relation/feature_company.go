package relation

import "github.com/gigawire/gigawire/extract/linear"

// neighbours appends what is known of the companies nearest on either side,
// of the one that the grammar offers, and of the one most spoken of.
func (v *view) neighbours(out []uint64, q int, f *frame) []uint64 {
	before := topicAt(f.items, nextTopic(f.items, f.at-1, -1))
	for side, step := range [2]int{-1, 1} {
		s, known := uint64(side), uint64(3)
		if i := nextEntity(f.items, f.at+step, step); i >= 0 {
			e := f.items[i].index
			known = v.listed(e)
			out = v.named(out, e, s)
			if step < 0 {
				out = v.spokenOf(out, e)
			}
		}
		out = append(out, linear.Mix(fListed, s, known), linear.Mix(fListed, 7, s, known, before))
	}
	if v.main >= 0 {
		out = append(out, linear.Mix(fListed, 9, v.listed(v.main)))
	}
	return v.offered(out, q)
}

// nextEntity returns the first item from i on in a direction that is a
// company, -1 for none.
func nextEntity(items []item, i, step int) int {
	for ; i >= 0 && i < len(items); i += step {
		if items[i].kind == isEntity {
			return i
		}
	}
	return -1
}

// named appends the name of a company and its last word: of a bank, a fund or
// a utility other numbers are told than of a start-up.
func (v *view) named(out []uint64, e int32, side uint64) []uint64 {
	p := &v.profiles()[e]
	return append(out, linear.Mix(fCompany, p.full), linear.Mix(fCompany, 1, side, p.full),
		linear.Mix(fCompany, 2, p.last), linear.Mix(fCompany, 3, side, p.last))
}

// spokenOf appends the topics that the article has beside a company's name.
func (v *view) spokenOf(out []uint64, e int32) []uint64 {
	p := &v.profiles()[e]
	all := p.beside()
	for t := all.next(); t != 0; t = all.next() {
		if p.after.has(t) {
			out = append(out, linear.Mix(fSpokenOf, 1, uint64(t)))
		}
		if p.before.has(t) {
			out = append(out, linear.Mix(fSpokenOf, 2, uint64(t)))
		}
	}
	return out
}

// offered appends the company that the grammar of the sentence offers.
func (v *view) offered(out []uint64, q int) []uint64 {
	a := v.attach(q)
	how := uint64(a.how)
	out = append(out, linear.Mix(fOffered, how))
	if a.entity < 0 {
		return out
	}
	p, known := &v.profiles()[a.entity], v.listed(a.entity)
	return append(out, linear.Mix(fOffered, 1, p.full), linear.Mix(fOffered, 2, p.last),
		linear.Mix(fOffered, 3, known), linear.Mix(fOffered, 4, known, how))
}

// listed tells whether shares of a company are known to be traded.
func (v *view) listed(e int32) uint64 {
	return b2i(v.entities[e].Ticker != "")
}
