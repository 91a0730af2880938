package company

import (
	"fmt"
	"strings"
	"sync"

	"github.com/jdkato/prose/v2"

	"github.com/gigawire/gigawire/extract/company/segment"
)

// A capital at the beginning of a sentence tells nothing: "Target said" and
// "Target practice" look alike. There the parts of speech help: of the word,
// written small, and of the one after it.

// tagger tells the parts of speech of the first words of a text.
type tagger interface {
	// Tags returns those of the first two words, in the Penn Treebank's tags;
	// empty where the text has none or is not divided as expected.
	Tags(text, first string) (word, next string)
}

// proseTagger divides a text as prose does, and tells parts of speech from
// prose's weights. They are loaded when first asked for, in a quarter of a
// second, and shared by goroutines.
type proseTagger struct {
	once  sync.Once
	model *perceptron
	err   error
}

func (t *proseTagger) load() {
	if t.model, t.err = loadPerceptron(); t.err != nil {
		t.err = fmt.Errorf("loading tagger: %w", t.err)
	}
}

// Tags implements tagger.
func (t *proseTagger) Tags(text, first string) (word, next string) {
	t.once.Do(t.load)
	if t.err != nil {
		return "", ""
	}
	doc, err := prose.NewDocument(text, prose.WithSegmentation(false), prose.WithTagging(false), prose.WithExtraction(false))
	if err != nil {
		return "", ""
	}
	tokens := doc.Tokens()
	if len(tokens) < 2 || tokens[0].Text != first {
		return "", ""
	}
	return t.model.first(tokens)
}

const (
	// doubtful is the range of probabilities in which parts of speech are asked
	// for: beyond it they seldom decide.
	doubtfulFrom, doubtfulTo = 0.2, 0.8
	// spokenPieces is how many pieces the tagger is shown at most. It looks two
	// words ahead, so for the first two words spokenWords are enough.
	spokenPieces, spokenWords = 8, 4
)

// speech returns a hash of the parts of speech around a name of one word that
// begins a sentence and may be an ordinary word, 0 for all others.
func (d *document) speech(first, last int32, p segment.Scores) uint64 {
	name := p[LabelCompany] + p[LabelOutlet]
	if d.tagger == nil || last-first > 1 || name < doubtfulFrom || name > doubtfulTo || d.pieces[first].form != title ||
		d.classes[first]&dictionary == 0 || d.opening(first) == 0 || d.titled(first) == 1 {
		return 0
	}
	end := d.spokenEnd(first)
	word := strings.ToLower(d.word(first))
	rest := d.text.Raw[d.pieces[first].End:d.pieces[end-1].End]
	own, next := d.tagger.Tags(word+rest, word)
	return pair(hashWord(coarse(own)), hashWord(coarse(next)))
}

// spokenEnd returns the end of what the tagger is shown from piece first on.
func (d *document) spokenEnd(first int32) int32 {
	_, end := d.bounds(first)
	end = min(end, first+spokenPieces)
	words := 0
	for i := first + 1; i < end; i++ {
		if d.pieces[i].space {
			words++
		}
		if words == spokenWords {
			return i
		}
	}
	return end
}

// coarse returns the part of speech without its inflection, which tells names
// from other words no better.
func coarse(tag string) string { return tag[:min(len(tag), 2)] }
