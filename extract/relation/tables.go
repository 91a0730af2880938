package relation

import "fmt"

// tables are what the words of a sentence are looked up in.
type tables struct {
	topics, moods, grammar table
	words                  wordSets
	begins                 firsts
	// stakes, stakeMoods and denials are only asked around percentages.
	stakes, stakeMoods, denials table
	names                       nameLists
	places                      placeWords
	bases                       basisLists
}

func loadTables() (*tables, error) {
	t := &tables{names: loadNameLists()}
	for _, file := range []struct {
		name, data string
		into       interface{ load(data string) error }
	}{
		{"triggers.txt", triggerData, &t.topics},
		{"statuses.txt", statusData, &t.moods},
		{"grammar.txt", grammarData, &t.grammar},
		{"stakes.txt", stakeData, &t.stakes},
		{"stake_statuses.txt", stakeStatusData, &t.stakeMoods},
		{"denials.txt", denialData, &t.denials},
		{"words.txt", wordData, &t.words},
		{"places.txt", placeData, &t.places},
		{"bases.txt", basisData, &t.bases},
	} {
		if err := file.into.load(file.data); err != nil {
			return nil, fmt.Errorf("loading %s: %w", file.name, err)
		}
	}
	t.findFirsts()
	return t, nil
}

// mark looks up the words of a sentence of the text raw.
func (t *tables) mark(items []item, raw string) {
	t.topics.mark(items, 0, raw, func(it *item, c cue) { it.topic = c })
	t.moods.mark(items, 1, raw, func(it *item, c cue) { it.mood = c })
	t.grammar.mark(items, 2, raw, func(it *item, c cue) { it.grammar = c })
}

// tableSet is a set of tables, one bit each: those in which a word may begin a
// phrase as a whole, and from stemBits on those in which a stem of it may. The
// last bit is that of the words that hook a quantity to a company.
type tableSet uint8

const (
	stemBits          = 3
	wholes   tableSet = 1<<stemBits - 1
	hooks    tableSet = 1 << 7
)

// firsts has, by the lower bits of a hash, the tables that have a phrase
// that begins with it. Most words begin none, which one look here tells for
// all tables.
type firsts [1 << 15]tableSet

func (t *tables) findFirsts() {
	for i, table := range []*table{&t.topics, &t.moods, &t.grammar} {
		for hash := range table.words.All() {
			*t.begins.at(hash) |= 1 << i
		}
		for hash := range table.stems.All() {
			*t.begins.at(hash) |= 1 << (stemBits + i)
		}
	}
	for _, words := range []wordSet{t.words.relative, t.words.subject, {commaWord: true, bracketWord: true}} {
		for hash := range words {
			*t.begins.at(hash) |= hooks
		}
	}
}

func (b *firsts) at(hash uint64) *tableSet { return &b[(hash^hash>>32)%uint64(len(b))] }

// of returns the tables in which a word may begin a phrase, and with which of
// its beginnings it may.
func (b *firsts) of(word uint64, all *prefixes) (set tableSet, stems uint8) {
	for i, stem := range all {
		if stem == 0 {
			break // the word is no longer
		}
		if found := *b.at(stem) &^ (wholes | hooks); found != 0 {
			set |= found
			stems |= 1 << i
		}
	}
	return set | *b.at(word)&(wholes|hooks), stems
}
