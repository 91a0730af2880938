package company

import "github.com/gigawire/gigawire/extract/sentence"

// A nominal refers to a company without its name: "the chipmaker". It is
// given to a company only where no other could be meant: the one company that
// the sentence has named so far, else the only one of the sentence before or
// the one that it begins with.

// nominal is a reference and the entity it is sure to mean.
type nominal struct {
	Mention
	entity int
}

// nominals returns the references in the order of the text. The owners are the
// entities of the document's names.
func (d *document) nominals(owners []int32) []nominal {
	var found []nominal
	next := 0
	for s := range d.text.Sentences {
		from, end := d.starts[s], d.starts[s+1]
		for i := from; i+1 < end; i++ {
			for next < len(d.names) && d.names[next].first < i {
				next++
			}
			noun, plural := d.nominalAt(i, end)
			if noun == 0 {
				continue
			}
			span := sentence.Span{Start: d.pieces[i].Start, End: d.pieces[noun].End}
			for _, entity := range d.antecedents(owners, next, int32(s), plural) {
				found = append(found, nominal{Mention{Span: span, Sentence: s, Nominal: true}, int(entity)})
			}
			i = noun
		}
	}
	return found
}

// maxAdjectives is how many words may stand between the article and the noun.
const maxAdjectives = 2

// nominalAt returns the last piece of the nominal that begins at piece i, 0 if
// none does, and whether it means two companies.
func (d *document) nominalAt(i, end int32) (noun int32, plural bool) {
	if h := d.pieces[i].hash; h != theHash && h != thisHash || d.pieces[i].form == caps {
		return 0, false
	}
	two := i+1 < end && d.pieces[i+1].hash == twoHash
	for j := i + 1; j < end && j <= i+1+maxAdjectives; j++ {
		p := &d.pieces[j]
		if p.form != lower || !p.space && j > i+1 && d.pieces[j-1].form != mark {
			return 0, false
		}
		if d.classes[j]&kind == 0 {
			continue
		}
		if j+1 < end && !d.endsNominal(j+1) {
			return 0, false
		}
		isPlural := d.nouns[p.hash] == plurals
		if isPlural != two || d.nouns[p.hash] == 0 {
			return 0, false
		}
		return j, two
	}
	return 0, false
}

// endsNominal reports whether the noun phrase ends before piece i: it is no
// noun that the noun before belongs to ("the company law").
func (d *document) endsNominal(i int32) bool {
	p := &d.pieces[i]
	switch {
	case p.form == mark:
		return d.word(i) != "-"
	case p.hash == possessiveHash:
		return true
	}
	return p.form == lower && d.classes[i]&kind == 0
}

// antecedents returns the entities that a nominal of sentence s means, before
// which the text has the first names, or none where that is not sure.
func (d *document) antecedents(owners []int32, names int, s int32, plural bool) []int32 {
	own := d.ownersIn(owners, names, s)
	if want := 1 + countOf(plural); len(own) == want {
		return own
	} else if len(own) > 0 || s == 0 || d.text.Sentences[s-1].Paragraph+1 < d.text.Sentences[s].Paragraph {
		return nil
	} else if before := d.ownersIn(owners, names, s-1); len(before) == want {
		return before
	} else if len(before) > 0 && !plural && d.leads(names, s-1) {
		return before[:1]
	}
	return nil
}

func countOf(plural bool) int {
	if plural {
		return 1
	}
	return 0
}

// ownersIn returns the distinct entities, outlets left out, of the names that
// sentence s has among the first ones.
func (d *document) ownersIn(owners []int32, names int, s int32) []int32 {
	first := names
	for first > 0 && d.names[first-1].sentence >= s {
		first--
	}
	var found []int32
	for i := first; i < names && d.names[i].sentence == s; i++ {
		if owners[i] >= 0 && !contains(found, owners[i]) {
			found = append(found, owners[i])
		}
	}
	return found
}

func contains(all []int32, one int32) bool {
	for _, x := range all {
		if x == one {
			return true
		}
	}
	return false
}

// leads reports whether sentence s begins with the first of its names.
func (d *document) leads(names int, s int32) bool {
	first := names
	for first > 0 && d.names[first-1].sentence >= s {
		first--
	}
	n := &d.names[first]
	return n.sentence == s && n.first <= d.starts[s]+1 && n.last < d.starts[s+1] && d.classes[n.last]&(deal|report) != 0
}
