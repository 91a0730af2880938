package relation

import (
	"math/bits"
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
)

// profile is what a whole article says beside the mentions of a company: who
// leads rounds in one sentence is hardly valued in the next.
type profile struct {
	before, after cueSet
	// full is its name, last the last word of that, which may tell its trade,
	// and trade the same where the name has more than one.
	full, last, trade uint64
}

// cueSet is a set of cues.
type cueSet [(maxCues + 63) / 64]uint64

func (s *cueSet) add(c cue) { s[c/64] |= 1 << (c % 64) }

func (s *cueSet) has(c cue) bool { return s[c/64]>>(c%64)&1 == 1 }

// beside returns the cues on either side, but for none, which is cue 0.
func (p *profile) beside() cueSet {
	var all cueSet
	for i := range all {
		all[i] = p.before[i] | p.after[i]
	}
	all[0] &^= 1
	return all
}

// next takes the lowest cue out of a set; there is none where it returns 0.
func (s *cueSet) next() cue {
	for i, word := range s {
		if word != 0 {
			s[i] &= word - 1
			return cue(64*i + bits.TrailingZeros64(word))
		}
	}
	return 0
}

// profileReach is how many items beside a mention belong to its profile.
const profileReach = 3

// profiles returns the profile of each entity, made when first asked for.
func (v *view) profiles() []profile {
	if len(v.profile) > 0 {
		return v.profile
	}
	v.profile = cleared(v.profile, len(v.entities))
	for e := range v.entities {
		v.profile[e].name(v.entities[e].Name)
	}
	for s := range v.text.Sentences {
		if len(v.mentionsOf.of(s)) > 0 {
			v.addProfiles(v.items(s))
		}
	}
	return v.profile
}

func (p *profile) name(name string) {
	last := strings.LastIndexByte(name, ' ') + 1
	p.full, p.last = linear.HashString(name), linear.HashString(name[last:])
	if last > 0 {
		p.trade = p.last
	}
}

func (v *view) addProfiles(items []item) {
	for i := range items {
		if items[i].kind != isEntity {
			continue
		}
		p := &v.profile[items[i].index]
		for k := max(0, i-profileReach); k < i; k++ {
			p.before.add(items[k].topic)
		}
		for k := i + 1; k < len(items) && k <= i+profileReach; k++ {
			p.after.add(items[k].topic)
		}
	}
}

// profiled appends the profile of an entity.
func (v *view) profiled(out []uint64, e int32, here, c uint64) []uint64 {
	p := &v.profiles()[e]
	out = append(out, linear.Mix(fName, p.trade), linear.Mix(fName, p.trade, c))
	all := p.beside()
	for t := all.next(); t != 0; t = all.next() {
		if p.before.has(t) {
			out = append(out, linear.Mix(fProfile, 1, uint64(t), c), linear.Mix(fProfile, 3, uint64(t), here))
		}
		if p.after.has(t) {
			out = append(out, linear.Mix(fProfile, 2, uint64(t), c), linear.Mix(fProfile, 4, uint64(t), here))
		}
	}
	return out
}
