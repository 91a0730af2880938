package relation

import "github.com/gigawire/gigawire/extract/linear"

// attachment is the company that the grammar of a sentence offers as what is
// spoken of where a quantity stands, as far as that can be told without
// parsing.
type attachment struct {
	how    hook
	entity int32 // -1 for none
}

// hook is how a quantity hangs on a company.
type hook uint8

const (
	unhooked   hook = iota
	relative        // "X, which was worth $5bn"
	apposition      // "X, a firm worth $5bn", "X (worth $5bn)", "X, valued at $5bn"
	pronoun         // "X rose. It made $5bn", with X the subject before
	subject         // "X made $5bn"
)

// attach looks to the left of a quantity for what it hangs on: the first
// relative pronoun, apposition, bracket or pronoun decides, else it is the
// first company of the sentence.
func (v *view) attach(q int) attachment {
	items, at := v.at(q)
	for i := at - 1; i >= 0; i-- {
		if how := v.hookAt(items, i, at); how != unhooked {
			return attachment{how, v.hooked(q, items, i, how)}
		}
	}
	if first := firstEntityFrom(items, 0); first >= 0 && first < at {
		return attachment{subject, items[first].index}
	}
	return attachment{unhooked, -1}
}

// hookAt tells how item i ties what follows to a company.
func (v *view) hookAt(items []item, i, at int) hook {
	it := &items[i]
	if it.begins&hooks == 0 {
		return unhooked
	}
	switch {
	case v.tables.words.relative[it.word] && i > 0 && (entityBefore(items, i) >= 0):
		return relative
	case v.tables.grammar.is(items, i, "break") && it.word == bracketWord && entityBefore(items, i) >= 0:
		return apposition
	case it.word == commaWord && i+1 < at && entityBefore(items, i+1) >= 0 && v.describes(items, i+1):
		return apposition
	case v.tables.words.subject[it.word]:
		return pronoun
	}
	return unhooked
}

// describes reports whether a word after a comma begins to say what the
// company before the comma is: an article, or a participle.
func (v *view) describes(items []item, i int) bool {
	return v.tables.words.describing[items[i].word] || v.tables.words.participle[items[i].word]
}

// hooked returns the entity that the hook at item i holds, -1 for none.
func (v *view) hooked(q int, items []item, i int, how hook) int32 {
	switch how {
	case relative, apposition:
		if how == apposition && items[i].word == commaWord {
			i++
		}
		return items[entityBefore(items, i)].index
	default:
		return v.antecedent(q, items[:i])
	}
}

// entityBefore returns the place of the entity directly before item i, over a
// comma, -1 for none.
func entityBefore(items []item, i int) int {
	i--
	if i >= 0 && items[i].word == commaWord {
		i--
	}
	if i >= 0 && items[i].kind == isEntity {
		return i
	}
	return -1
}

// antecedent returns the company that a pronoun after some items of the
// sentence of q stands for: the first of those, else the first of the two
// sentences before, the nearer one first, -1 for none.
func (v *view) antecedent(q int, before []item) int32 {
	if first := firstEntityFrom(before, 0); first >= 0 {
		return before[first].index
	}
	for k := v.quantities[q].Sentence - 1; k >= 0 && k >= v.quantities[q].Sentence-2; k-- {
		if len(v.mentionsOf.of(k)) > 0 {
			return v.mentionsOf.of(k)[0].entity
		}
	}
	return -1
}

// matches tells whether an entity is the one that was found: 0 where none
// was, 1 for no, 2 for yes.
func (a attachment) matches(e int32) uint64 {
	if a.entity < 0 {
		return 0
	}
	return 1 + b2i(a.entity == e)
}

var commaWord, bracketWord = linear.HashString(","), linear.HashString("(")
