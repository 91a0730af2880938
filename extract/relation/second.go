package relation

import (
	"sort"

	"github.com/gigawire/gigawire/extract/boost"
)

// hopeless is the linear model's probability below which the trees are not
// asked.
const hopeless = 0.02

// second returns how probable it is that the quantity concerns candidate i,
// by the trees. Without any it is the linear model's.
func (d *decoder) second(trees *boost.Model, c *contest, i int) float32 {
	if trees == nil || c.first[i] < hopeless {
		return c.first[i]
	}
	d.numbers = d.stand(d.numbers[:0], c, i)
	return trees.Probability(d.numbers)
}

// numbersOf is how many numbers stand returns.
const numbersOf = 40

// stand appends the numbers by which the trees tell one candidate from
// another. Their order is part of the trained trees.
func (d *decoder) stand(out []float32, c *contest, i int) []float32 {
	p := d.place(c.quantity, c.entities[i])
	out = c.against(out, i)
	out = d.ofPlace(out, p)
	out = d.ofClause(out, p)
	return d.ofArticle(out, c, i, p)
}

// none stands for a number that there is not.
const none = -1

// ofPlace appends where the nearest mention stands to the quantity.
func (d *decoder) ofPlace(out []float32, p *place) []float32 {
	if p.mention < 0 {
		return append(out, none, none, float32(p.sentence), float32(p.rank), number(p.nominal), none, none, none, none, none, none)
	}
	var commas, conjunctions, quantities float32
	for i := range p.between {
		commas += number(d.tables.grammar.is(p.between, i, "comma") || d.tables.grammar.is(p.between, i, "break"))
		conjunctions += number(d.tables.grammar.is(p.between, i, "conjunction"))
		quantities += number(p.between[i].kind == isQuantity)
	}
	return append(out, number(p.mention > p.at), float32(distance(p.mention, p.at)), 0, float32(p.rank), number(p.nominal),
		commas, conjunctions, quantities, float32(distinct(p.items[:p.mention], -1)),
		float32(topicNear(p.items, p.mention, -1)), float32(topicNear(p.items, p.mention, 1)))
}

// ofClause appends what stands around the quantity.
func (d *decoder) ofClause(out []float32, p *place) []float32 {
	f := &p.frame
	inside := p.mention >= f.first && p.mention <= f.last && p.mention >= 0
	return append(out, float32(topicAt(p.items, f.governor)), number(inside), number(inside && firstEntityFrom(p.items, f.first) == p.mention),
		float32(p.pronoun), float32(d.pronounBetween(p)), float32(p.others))
}

// ofArticle appends what the candidate is to the article.
func (d *decoder) ofArticle(out []float32, c *contest, i int, p *place) []float32 {
	e, s := c.entities[i], d.quantities[c.quantity].Sentence
	entity := &d.entities[e]
	t, a := d.ties(c.quantity, e), p.attachment
	introduced, last := d.mentioned(e, s)
	return append(out, number(e == d.main), float32(len(entity.Mentions)), number(entity.Outlet), float32(d.listed(e)),
		float32(t.here), float32(t.earlier), float32(introduced), float32(s-last), number(d.opens(s) == e), float32(len(d.entities)),
		number(e == 0), float32(s), number(d.sameParagraph(p, s)), float32(a.how), float32(a.matches(e)))
}

// mentioned returns the sentence that first names an entity, and the last one
// up to s that does.
func (v *view) mentioned(e int32, s int) (first, last int) {
	mentions := v.entities[e].Mentions
	next := sort.Search(len(mentions), func(i int) bool { return mentions[i].Sentence > s })
	if next == 0 {
		return mentions[0].Sentence, none
	}
	return mentions[0].Sentence, mentions[next-1].Sentence
}

// opens returns the entity that is named first in the paragraph of sentence s,
// up to it; none for no entity.
func (v *view) opens(s int) int32 {
	for k := len(v.openers); k <= s; k++ {
		opener := int32(none)
		if k > 0 && v.text.Sentences[k-1].Paragraph == v.text.Sentences[k].Paragraph {
			opener = v.openers[k-1]
		}
		if opener == none && len(v.mentionsOf.of(k)) > 0 {
			opener = v.mentionsOf.of(k)[0].entity
		}
		v.openers = append(v.openers, opener)
	}
	return v.openers[s]
}

// sameParagraph reports whether the mention at a place stands in the paragraph
// of sentence s.
func (v *view) sameParagraph(p *place, s int) bool {
	return p.sentence <= s && v.text.Sentences[s-p.sentence].Paragraph == v.text.Sentences[s].Paragraph
}

func number(b bool) float32 {
	if b {
		return 1
	}
	return 0
}
