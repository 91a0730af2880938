package relation

import "fmt"

// tables are what the words of a sentence are looked up in.
type tables struct {
	topics, moods, grammar *table
}

func loadTables() (*tables, error) {
	t := &tables{}
	for _, file := range []struct {
		name, data string
		into       **table
	}{
		{"triggers.txt", triggerData, &t.topics},
		{"statuses.txt", statusData, &t.moods},
		{"grammar.txt", grammarData, &t.grammar},
	} {
		loaded, err := loadTable(file.data)
		if err != nil {
			return nil, fmt.Errorf("loading %s: %w", file.name, err)
		}
		*file.into = loaded
	}
	return t, nil
}

// mark looks up the words of a sentence.
func (t *tables) mark(items []item) {
	t.topics.mark(items, func(it *item, c cue) { it.topic = c })
	t.moods.mark(items, func(it *item, c cue) { it.mood = c })
	t.grammar.mark(items, func(it *item, c cue) { it.grammar = c })
}
