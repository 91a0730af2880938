package relation

import "github.com/gigawire/gigawire/extract/linear"

// sharing appends the features that tell whether percentage q is a share of a
// company, and how real: those of any quantity, and the signs around.
func (v *view) sharing(out []uint64, q int, b before) []uint64 {
	out = v.meaning(out, q, b)
	s := v.share(q)
	left, right := s.run(s.at, -1), s.run(s.at, 1)
	out = append(out, linear.Mix(fShare, 1, left[0], right[0]), linear.Mix(fShare, 2, left[0], left[1], right[0]),
		linear.Mix(fShare, 3, left[0], right[0], right[1]), linear.Mix(fShare, 4, left[0], left[1], right[0], right[1]))
	out = appendRun(appendRun(out, 10, left), 11, right)
	for i, c := range s.cues {
		if c != 0 {
			out = append(out, linear.Mix(fShare, 20, uint64(c), b2i(i > s.at)), linear.Mix(fShare, 21, uint64(c), s.side(i)))
		}
	}
	return s.mood(out)
}

// appendRun appends ever longer beginnings of a run of signs.
func appendRun(out []uint64, kind uint64, run [signsLong]uint64) []uint64 {
	h := kind
	for _, sign := range run {
		h = linear.Mix(h, sign)
		out = append(out, linear.Mix(fShare, kind, h))
	}
	return out
}

// mood appends the words that tell how real a share is, and the nearest on either
// side.
func (s *share) mood(out []uint64) []uint64 {
	var nearest [2]uint64
	for i, m := range s.moods {
		if m == 0 {
			continue
		}
		out = append(out, linear.Mix(fShare, 30, uint64(m), s.side(i)))
		if i < s.at {
			nearest[0] = uint64(m)
		} else if nearest[1] == 0 {
			nearest[1] = uint64(m)
		}
	}
	return append(out, linear.Mix(fShare, 31, nearest[0]), linear.Mix(fShare, 32, nearest[1]))
}

// staking appends the features that tell whether entity e has the share that
// percentage q is, or is what it is a share of. Two models learn from them.
func (v *view) staking(out []uint64, q int, e int32, t stakeTies) []uint64 {
	s, p := v.share(q), v.place(q, e)
	out = v.linking(out, q, e, s.form(), t.ties)
	left, right, here := s.run(s.at, -1), s.run(s.at, 1), b2i(p.mention >= 0)
	where := linear.Mix(here, uint64(p.sentence), uint64(min(p.others, 3)), b2i(e == v.main), uint64(min(p.rank, 2)))
	out = append(out, linear.Mix(fStake, 1, where), linear.Mix(fStake, 2, where, left[0], right[0]),
		linear.Mix(fStake, 3, where, left[0], left[1]), linear.Mix(fStake, 4, where, right[0], right[1]),
		linear.Mix(fStake, 5, b2i(v.opens(v.quantities[q].Sentence) == e), left[0], right[0], here),
		linear.Mix(fStake, 6, uint64(t.share), here), linear.Mix(fStake, 7, uint64(t.share), uint64(t.earlierShare), where),
		linear.Mix(fStake, 8, uint64(t.earlierShare), here, right[0]), linear.Mix(fStake, 9, uint64(t.share), left[0], right[0], here))
	if at := p.mention - s.first; p.mention >= 0 && at >= 0 && at < len(s.items) {
		out = s.about(s.along(out, at), at)
	}
	return out
}

// along appends the way from the mention at item i to the percentage.
func (s *share) along(out []uint64, i int) []uint64 {
	side, right, step := b2i(i > s.at), s.run(s.at, 1), s.toward(i)
	whole, n := linear.Mix(side), uint64(0)
	for k := i + step; k != s.at; k += step {
		if sign := s.signs[k]; sign != noSign {
			whole = linear.Mix(whole, sign)
			n++
			out = append(out, linear.Mix(fStake, 10, side, sign), linear.Mix(fStake, 11, side, sign, right[0]))
		}
	}
	return append(out, linear.Mix(fStake, 12, whole), linear.Mix(fStake, 13, whole, right[0]), linear.Mix(fStake, 14, whole, right[0], right[1]),
		linear.Mix(fStake, 25, side, min(n, 6)))
}

// about appends both ends of that way, and what stands on the other side of the
// mention.
func (s *share) about(out []uint64, i int) []uint64 {
	side, step := b2i(i > s.at), s.toward(i)
	forth, back := s.way(i, s.at, step), s.way(s.at, i, -step)
	outer, right, nominal := s.run(i, -step), s.run(s.at, 1), b2i(s.items[i].nominal)
	return append(out,
		linear.Mix(fStake, 15, side, forth[0]), linear.Mix(fStake, 16, side, forth[0], forth[1]), linear.Mix(fStake, 28, side, forth[0], forth[1], forth[2]),
		linear.Mix(fStake, 17, side, back[0]), linear.Mix(fStake, 18, side, back[0], back[1]), linear.Mix(fStake, 19, side, back[0], back[1], back[2]),
		linear.Mix(fStake, 20, side, forth[0], back[0]), linear.Mix(fStake, 21, side, forth[0], back[0], right[0]),
		linear.Mix(fStake, 22, side, outer[0], forth[0]), linear.Mix(fStake, 23, side, outer[0], back[0]), linear.Mix(fStake, 24, side, outer[0], outer[1]),
		linear.Mix(fStake, 26, side, nominal, right[0]), linear.Mix(fStake, 27, side, outer[0], right[0], right[1]))
}
