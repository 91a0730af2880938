package company

import (
	"sync"

	"github.com/gigawire/gigawire/extract/company/segment"
	"github.com/gigawire/gigawire/extract/sentence"
)

// Learner turns annotated texts into models.
type Learner struct {
	tables *tables
	thin   []*tables // that articles are read with, in turn
	tagger tagger
	config Config
}

// Config says how to train. The zero value is of no use; see DefaultConfig.
type Config struct {
	First, Second segment.Config
	// Folds is how many parts the articles are divided into, at least 2: the
	// second look learns from a first that was trained without the part.
	Folds int
	// Without are parts to go without. What they are worth is told by what is
	// lost; the built-in model has them all.
	Without Part
	Hidden  float64
}

// DefaultConfig returns the settings that cross-validation found best.
func DefaultConfig() Config {
	return Config{
		First:  segment.Config{Bits: 18, Runs: 3, Epochs: 16, Rate: 0.04, Decay: 0.0005, Seed: 1},
		Second: segment.Config{Bits: 12, Runs: 3, Epochs: 6, Rate: 0.05, Decay: 0.0005, Seed: 2},
		Folds:  5,
		Hidden: 0.5,
	}
}

// NewLearner loads the lists.
func NewLearner(c Config) (*Learner, error) {
	t, err := newTables(c.Without)
	if err != nil {
		return nil, err
	}
	l := &Learner{tables: t, thin: t.thin(c.Hidden), config: c}
	if c.Without&PartSpeech == 0 {
		l.tagger = &proseTagger{}
	}
	return l, nil
}

// Train returns the model of the articles. Equal articles give equal models.
func (l *Learner) Train(articles []Annotated) *Model {
	examples := l.examples(articles)
	looks := l.firstLooks(examples)
	var second []segment.Example
	for i := range articles {
		if l.config.Without&PartSecond == 0 {
			second = append(second, l.document(i).secondExamples(examples[i], &articles[i], looks[i%l.config.Folds])...)
		}
	}
	return &Model{looks[l.config.Folds], segment.Train(second, l.config.Second)}
}

// firstLooks returns the first look trained without each of the folds, and
// last the one trained on all.
func (l *Learner) firstLooks(examples [][]segment.Example) []*segment.Weights {
	looks := make([]*segment.Weights, l.config.Folds+1)
	var all sync.WaitGroup
	for fold := range looks {
		all.Go(func() {
			looks[fold] = segment.Train(l.without(examples, fold), l.config.First)
		})
	}
	all.Wait()
	return looks
}

// hiddenTones is one text in how many whose tone is hidden, so that short texts,
// which have none, are read as those of all kinds are.
const hiddenTones = 8

// document returns one to read the text of that index with.
func (l *Learner) document(i int) *document {
	return &document{tables: l.thin[i%len(l.thin)], tagger: l.tagger, toneHidden: i%hiddenTones == 0}
}

// NewRecogniser returns one with another model than the built-in.
func (l *Learner) NewRecogniser(m *Model) *Recogniser { return newRecogniser(l.tables, m, l.tagger) }

// examples returns those of each text.
func (l *Learner) examples(texts []Annotated) [][]segment.Example {
	all := make([][]segment.Example, len(texts))
	for i := range texts {
		all[i] = l.document(i).appendExamples(nil, &texts[i])
	}
	return all
}

// without returns the examples of all texts but those of one fold, of all for
// a fold that none is in.
func (l *Learner) without(examples [][]segment.Example, fold int) []segment.Example {
	var rest []segment.Example
	for i, x := range examples {
		if i%l.config.Folds != fold {
			rest = append(rest, x...)
		}
	}
	return rest
}

// appendExamples adds an example for each zone of the text.
func (d *document) appendExamples(examples []segment.Example, a *Annotated) []segment.Example {
	d.read(sentence.Split(a.Text), Hint{Source: a.Source})
	for _, z := range d.zones {
		examples = append(examples, d.example(z, a))
	}
	return examples
}

func (d *document) example(z zone, a *Annotated) segment.Example {
	x := segment.Example{Weight: a.Weight, Inside: make([]bool, z.last-z.first)}
	for i := z.first; i < z.last; i++ {
		x.Left = append(x.Left, d.leftFeatures(nil, i))
		x.Right = append(x.Right, d.rightFeatures(nil, i))
	}
	for _, s := range d.spans[z.spanFrom:z.spanUpTo] {
		first, last := s.First+z.first, s.Last+z.first
		span := d.span(first, last)
		labels, exact := a.allowed(span)
		if exact {
			for i := s.First; i < s.Last; i++ {
				x.Inside[i] = true
			}
		}
		x.Samples = append(x.Samples, segment.Sample{
			First: s.First, Last: s.Last, Allowed: labels, Features: d.ownFeatures(nil, first, last),
		})
	}
	return x
}

// secondExamples returns the examples of the second look, given those of the
// first and weights that were trained without the text.
func (d *document) secondExamples(first []segment.Example, a *Annotated, w *segment.Weights) []segment.Example {
	d.read(sentence.Split(a.Text), Hint{Source: a.Source})
	d.weigh(w)
	d.gather()
	second := make([]segment.Example, len(first))
	for i, x := range first {
		z := d.zones[i]
		x.Left, x.Right = make([][]uint32, len(x.Left)), make([][]uint32, len(x.Right))
		samples := make([]segment.Sample, len(x.Samples))
		for j, sample := range x.Samples {
			s := d.spans[int(z.spanFrom)+j]
			sample.Base = s.Scores
			sample.Features = d.secondFeatures(nil, z.first+s.First, z.first+s.Last, s.P)
			samples[j] = sample
		}
		x.Samples = samples
		second[i] = x
	}
	return second
}
