package eval

import (
	"strings"
	"testing"
)

// spanOf is the first place of words in a text.
func spanOf(t *testing.T, text, words string) Span {
	t.Helper()
	at := strings.Index(text, words)
	if at < 0 {
		t.Fatalf("%q is not in %q", words, text)
	}
	return Span{words, at, at + len(words)}
}

func TestFormsOfAmounts(t *testing.T) {
	one, two := 1.0, 2.0
	for _, test := range []struct {
		text, words string
		low, high   *float64
		want        string
	}{
		{"It cost billions of dollars.", "billions of dollars", nil, nil, "vague"},
		{"It cost $3-4bn in all.", "$3-4bn", &one, &two, "range"},
		{"It cost half a billion dollars.", "half a billion dollars", &one, &one, "words"},
		{"It cost $61.5 billion.", "$61.5 billion", &one, &one, "scale in full"},
		{"It cost €61.5bn.", "€61.5bn", &one, &one, "scale in letters"},
		{"It cost $12,000 then.", "$12,000", &one, &one, "figures only"},
		{"It pays $54 a share in cash.", "$54", &one, &one, "for each unit"},
		{"It pays $54 per share.", "$54", &one, &one, "for each unit"},
		{"It pays $54/MWh.", "$54", &one, &one, "for each unit"},
	} {
		m := newMarker(newItem(test.text, Gold{}), nil)
		g := GoldAmount{Span: spanOf(t, test.text, test.words), GoldMoney: GoldMoney{Low: test.low, High: test.high}}
		if got := m.amountForm(g); got != test.want {
			t.Errorf("%q is %q, want %q", test.words, got, test.want)
		}
	}
}

func TestConversionsStandInBracketsAfterAnAmount(t *testing.T) {
	text := "It raised €5m (about $6m) and lost its chief (a $1m man)."
	euros := GoldAmount{Span: spanOf(t, text, "€5m")}
	m := newMarker(newItem(text, Gold{Amounts: []GoldAmount{euros}}), nil)
	for words, want := range map[string]bool{"$6m": true, "$1m": false, "€5m": false} {
		if got := m.converts(spanOf(t, text, words)); got != want {
			t.Errorf("%s: %v, want %v", words, got, want)
		}
	}
}

func TestFormsOfNames(t *testing.T) {
	all := []Span{{Text: "Target Corp"}, {Text: "Target"}, {Text: "TGT"}}
	for text, want := range map[string]string{"Target Corp": "full name", "Target": "short name", "TGT": "acronym"} {
		if got := nameForm(text, "Target", all); got != want {
			t.Errorf("%s is %q, want %q", text, got, want)
		}
	}
}

func TestTraitsOfAMention(t *testing.T) {
	text := "The target was clear. “Target’s sales fell,” said Acme. It met Targets' boss."
	m := newMarker(newItem(text, Gold{}), nil)
	for words, want := range map[string][3]bool{ // ordinary word, start, possessive
		"Target":  {true, true, true},
		"Acme":    {false, false, false},
		"Targets": {false, false, true},
	} {
		s := spanOf(t, text, words)
		if got := [3]bool{m.ordinary(words), m.beginsSentence(s), m.possessive(s)}; got != want {
			t.Errorf("%s: %v, want %v", words, got, want)
		}
	}
}

func TestDistanceIsToTheNearestMentionBefore(t *testing.T) {
	text := "Acme grew. Bolt fell. It lost $5m. Cord rose. Acme and Bolt and Dart met for $9m."
	m := newMarker(newItem(text, Gold{}), nil)
	lost, met := spanOf(t, text, "$5m"), spanOf(t, text, "$9m")
	for _, test := range []struct {
		from Span
		name string
		want string
	}{
		{lost, "Bolt", "sentence before"}, {lost, "Acme", "further back"}, {lost, "Cord", "only later"},
		{met, "Cord", "sentence before"}, {met, "Dart", "same sentence"},
	} {
		if got := m.distance(test.from, []Span{spanOf(t, text, test.name)}); got != test.want {
			t.Errorf("%s from %s: %q, want %q", test.name, test.from.Text, got, test.want)
		}
	}
	if got := m.distance(lost, nil); got != "not named" {
		t.Errorf("a company that is not named: %q", got)
	}
}
