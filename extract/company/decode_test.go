package company

import (
	"testing"

	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/sentence"
)

// namesAt gives every span of the text the same probability of a company and
// returns how many names come out.
func namesAt(t *testing.T, p float32, text string, h Hint) int {
	t.Helper()
	tab, err := newTables(0)
	if err != nil {
		t.Fatal(err)
	}
	d := &document{tables: tab}
	d.read(sentence.Split(text), h)
	for i := range d.spans {
		d.spans[i].P = segment.Scores{LabelCompany: p}
	}
	d.decode()
	return len(d.names)
}

func TestStrangersNeedMoreWhereNothingSpeaksForThem(t *testing.T) {
	const village = "they rang the bells of the old church, and those who had come in the rain went in and sat by the door, wet and glad, " +
		"for the fire was lit and there was tea and cake for all of them, as there is each year when the feast of the saint comes round " +
		"and the hay is in and the lanes are full of dust and children, "
	body := []Entity{{}}
	body[0].Name = "Zorvex"
	for _, c := range []struct {
		name, text string
		p          float32
		hint       Hint
		want       int
	}{
		{"a stranger", "at Zorvex", 0.6, Hint{}, 1},
		{"a stranger in a text of other things", village + "at Zorvex", 0.6, Hint{}, 0},
		{"a likely stranger there", village + "at Zorvex", 0.75, Hint{}, 1},
		{"a listed company there", village + "at Nvidia", 0.6, Hint{}, 1},
		{"a stranger of a title", "at Zorvex", 0.75, Hint{Title: true}, 0},
		{"a company of the body in its title", "at Zorvex", 0.6, Hint{Title: true, Known: body}, 1},
	} {
		if got := namesAt(t, c.p, c.text, c.hint); got != c.want {
			t.Errorf("%s of %v: %d names, want %d", c.name, c.p, got, c.want)
		}
	}
}
