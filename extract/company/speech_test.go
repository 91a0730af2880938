package company

import (
	"testing"

	"github.com/gigawire/gigawire/extract/company/segment"
)

// testTagger notes what it is asked.
type testTagger struct{ asked []string }

func (t *testTagger) Tags(text, _ string) (word, next string) {
	t.asked = append(t.asked, text)
	return "NN", "VBD"
}

func TestSpeechIsAskedWhereItDecides(t *testing.T) {
	doubt, sure := segment.Scores{LabelCompany: 0.5}, segment.Scores{LabelCompany: 0.99}
	for _, c := range []struct {
		text  string
		p     segment.Scores
		asked bool
	}{
		{"Target said it would close.", doubt, true},
		{"Target said it would close.", sure, false},
		{"Halden said it would close.", doubt, false},              // no ordinary word
		{"Target Raises Forecast for Annual Profit", doubt, false}, // every word has a capital
		{"IBM said it would close.", doubt, false},                 // no word of small letters
		{"target practice begins at ten", doubt, false},            // no name
	} {
		d, asked := readTest(t, c.text), &testTagger{}
		d.tagger = asked
		if tags := d.speech(0, 1, c.p); (tags != 0) != c.asked || (len(asked.asked) > 0) != c.asked {
			t.Errorf("%q with %v: asked %q", c.text, c.p[LabelCompany], asked.asked)
		}
	}
}

func TestSpeechSeesTheWordSmall(t *testing.T) {
	d, asked := readTest(t, "Target practice begins at nine on the range behind the school."), &testTagger{}
	d.tagger = asked
	d.speech(0, 1, segment.Scores{LabelCompany: 0.5})
	if len(asked.asked) != 1 || asked.asked[0] != "target practice begins at" {
		t.Errorf("asked %q", asked.asked)
	}
}

func TestProseIsLoadedWhenAsked(t *testing.T) {
	p := &proseTagger{}
	if p.model != nil {
		t.Fatal("loaded before it was asked")
	}
	word, next := p.Tags("target said it would close", "target")
	if p.model == nil || coarse(word) != "NN" || coarse(next) != "VB" {
		t.Errorf("target said: %s %s, want a noun and a verb", word, next)
	}
	if word, next := p.Tags("", "x"); word != "" || next != "" {
		t.Errorf("no text: %s %s", word, next)
	}
}
