package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/sentence"
)

// markedWeight is how much a marked sentence counts beside one of an article:
// each stands for many that the articles lack.
const markedWeight = 2

// mark is how marked sentences bracket a name of one kind.
type mark struct {
	open, closing string
	label         company.Label
}

var marks = []mark{
	{"[[", "]]", company.LabelCompany},
	{"{{", "}}", company.LabelOutlet},
	{"((", "))", company.LabelPerson},
}

// errMark says that a name begins and does not end.
var errMark = errors.New("mark without its end")

// readMarked returns the texts of a file of marked sentences; a line that
// begins with # is a comment, an empty line ends a text.
func readMarked(path string) ([]company.Annotated, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("opening marked sentences: %w", err)
	}
	var all []company.Annotated
	for block := range strings.SplitSeq(string(data), "\n\n") {
		if block = strings.TrimSpace(withoutComments(block)); block == "" {
			continue
		}
		a, err := unmark(block)
		if err != nil {
			return nil, fmt.Errorf("reading marked sentences: %w: %s", err, block)
		}
		all = append(all, a)
	}
	return all, nil
}

func withoutComments(block string) string {
	var kept []string
	for line := range strings.Lines(block) {
		if !strings.HasPrefix(line, "#") {
			kept = append(kept, line)
		}
	}
	return strings.Join(kept, "")
}

// unmark takes the brackets out of a text and notes what they hold.
func unmark(marked string) (company.Annotated, error) {
	a := company.Annotated{Weight: markedWeight}
	for marked != "" {
		at, m := nextMark(marked)
		if at < 0 {
			a.Text += marked
			break
		}
		name, rest, ok := strings.Cut(marked[at+len(m.open):], m.closing)
		if !ok {
			return a, errMark
		}
		a.Text += marked[:at]
		start := len(a.Text)
		a.Text += name
		a.Annotations = append(a.Annotations, company.Annotation{
			Span: sentence.Span{Start: start, End: len(a.Text)}, Label: m.label,
		})
		marked = rest
	}
	return a, nil
}

// nextMark returns where the first name begins, -1 if none does, and its mark.
func nextMark(marked string) (int, mark) {
	first, found := -1, mark{}
	for _, m := range marks {
		if at := strings.Index(marked, m.open); at >= 0 && (first < 0 || at < first) {
			first, found = at, m
		}
	}
	return first, found
}
