package company

// maxDescription is how many pieces a description may have.
const maxDescription = 8

// describe notes the nouns by which the text calls entity e at name n: in the
// name, right before it, and beside it after "a".
func (a *antecedents) describe(n *name, e int32) {
	end := a.starts[n.sentence+1]
	for i := max(n.first-1, a.starts[n.sentence]); i < n.last; i++ {
		*a.described.At(pair(uint64(e), a.pieces[i].hash)) = struct{}{}
	}
	if n.last+2 >= end || a.word(n.last) != "," {
		return
	}
	switch a.word(n.last + 1) {
	case "a", "an", "the":
	default:
		return
	}
	for i := n.last + 2; i < min(end, n.last+2+maxDescription) && a.inPhrase(i); i++ {
		if hash, word := a.nounAt(i); word != 0 {
			*a.described.At(pair(uint64(e), hash)) = struct{}{}
		}
	}
}
