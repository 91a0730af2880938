package main

import (
	"fmt"
	"slices"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/eval"
)

// ablation is what one row of the table goes without.
type ablation struct {
	name    string
	parts   company.Part
	texts   texts
	noModel bool
	// shown is true where no listed names are hidden from the learner.
	shown bool
}

// texts is a set of what a model may go without learning from.
type texts uint8

const (
	moreTexts texts = 1 << iota
	markedTexts
)

// ablations are the rows of the table.
var ablations = []ablation{
	{name: "nothing"},
	{name: "names written by hand", parts: company.PartNames},
	{name: "the register of securities", parts: company.PartRegister},
	{name: "classes of cues", parts: company.PartCues},
	{name: "the model: lists and cues alone", noModel: true},
	{name: "parts of speech", parts: company.PartSpeech},
	{name: "the second look", parts: company.PartSecond},
	{name: "hiding listed names", shown: true},
	{name: "marked sentences", texts: markedTexts},
	{name: "the articles in the repository", texts: moreTexts},
}

// row is how well the held articles are read without something.
type row struct {
	without string
	total   eval.Score
	// speed is in words a second on one core.
	speed float64
}

func (r row) String() string {
	m := r.total.Mentions
	return fmt.Sprintf("%-31s mentions %.4f %.4f %.4f  companies %.4f  %.0f words/s",
		r.without, m.Precision(), m.Recall(), m.F1(), r.total.Companies.F1(), r.speed)
}

// row trains without what the ablation leaves out, and scores.
func (c *corpus) row(a ablation) (row, error) {
	config := company.DefaultConfig()
	config.Without = a.parts
	if a.shown {
		config.Hidden = 0
	}
	learner, err := company.NewLearner(config)
	if err != nil {
		return row{}, fmt.Errorf("loading lists: %w", err)
	}
	if a.noModel {
		return c.score(a.name, learner.NewRules()), nil
	}
	return c.score(a.name, learner.NewRecogniser(c.train(learner, a))), nil
}

func (c *corpus) train(l *company.Learner, a ablation) *company.Model {
	articles := c.articles
	if a.texts&moreTexts == 0 {
		articles = slices.Concat(articles, c.more)
	}
	if a.texts&markedTexts == 0 {
		articles = slices.Concat(articles, c.marked)
	}
	return l.Train(articles)
}

func (c *corpus) score(name string, r recogniser) row {
	return row{name, eval.Run(c.held, finder{r}).Total, c.speed(r)}
}
