package relation

import (
	"strings"

	"github.com/gigawire/gigawire/extract/linear"
)

// profile is what a whole article says beside the mentions of a company: who
// leads rounds in one sentence is hardly valued in the next.
type profile struct {
	before, after [maxCues]bool
	name          uint64 // of the last word of its name, which may tell its trade
}

// profileReach is how many items beside a mention belong to its profile.
const profileReach = 3

// profiles returns the profile of each entity, made when first asked for.
func (v *view) profiles() []profile {
	if v.profile != nil {
		return v.profile
	}
	v.profile = make([]profile, len(v.entities))
	for e := range v.entities {
		words := strings.Fields(v.entities[e].Name)
		if len(words) > 1 {
			v.profile[e].name = linear.HashString(words[len(words)-1])
		}
	}
	for s := range v.mentionsOf {
		if len(v.mentionsOf[s]) > 0 {
			v.addProfiles(v.items(s))
		}
	}
	return v.profile
}

func (v *view) addProfiles(items []item) {
	for i := range items {
		if items[i].kind != isEntity {
			continue
		}
		p := &v.profile[items[i].index]
		for k := max(0, i-profileReach); k < i; k++ {
			p.before[items[k].topic] = true
		}
		for k := i + 1; k < len(items) && k <= i+profileReach; k++ {
			p.after[items[k].topic] = true
		}
	}
}

// profiled appends the profile of an entity.
func (v *view) profiled(out []uint64, e int32, here, c uint64) []uint64 {
	p := &v.profiles()[e]
	out = append(out, linear.Mix(fName, p.name), linear.Mix(fName, p.name, c))
	for t := 1; t < maxCues; t++ {
		if p.before[t] {
			out = append(out, linear.Mix(fProfile, 1, uint64(t), c), linear.Mix(fProfile, 3, uint64(t), here))
		}
		if p.after[t] {
			out = append(out, linear.Mix(fProfile, 2, uint64(t), c), linear.Mix(fProfile, 4, uint64(t), here))
		}
	}
	return out
}
