package page

import (
	"strings"

	"golang.org/x/net/html"

	"github.com/gigawire/gigawire/ingest/article"
)

// flat reads a page that is nested too deep for a tree: the text of its
// paragraphs, in order.
func (r *Reader) flat(text, address string) (article.Article, error) {
	var f flatPage
	tokens := html.NewTokenizer(strings.NewReader(text))
	for kind := tokens.Next(); kind != html.ErrorToken; kind = tokens.Next() {
		switch kind {
		case html.StartTagToken:
			f.start(tokens)
		case html.EndTagToken:
			f.end(tokens)
		case html.TextToken:
			f.text(tokens.Text())
		}
	}
	f.close()
	m := meta{title: f.title}
	a := r.describe(m, address)
	a.Text = strings.Join(f.paragraphs, paragraph)
	return finish(a, m)
}

// flatPage is what was read so far of a page without a tree.
type flatPage struct {
	title      string
	paragraphs []string
	inside     string // the element whose text gathers, empty for none
	gathered   strings.Builder
	skipping   int // elements that are open and no part of the article
}

func (f *flatPage) start(tokens *html.Tokenizer) {
	name, _ := tokens.TagName()
	switch string(name) {
	case "script", "style", "nav", "footer", "aside":
		f.skipping++
	case "p", "h1", "title":
		f.close()
		f.inside = string(name)
	}
}

func (f *flatPage) end(tokens *html.Tokenizer) {
	name, _ := tokens.TagName()
	switch string(name) {
	case "script", "style", "nav", "footer", "aside":
		f.skipping = max(0, f.skipping-1)
	case f.inside:
		f.close()
	}
}

func (f *flatPage) text(text []byte) {
	if f.inside != "" && f.skipping == 0 {
		f.gathered.Write(text)
	}
}

// close ends the element whose text gathers. A heading beats the document's
// title.
func (f *flatPage) close() {
	words := tidy(f.gathered.String())
	switch {
	case words == "":
	case f.inside == "p":
		f.paragraphs = append(f.paragraphs, words)
	case f.inside == "h1" || f.title == "":
		f.title = words
	}
	f.inside = ""
	f.gathered.Reset()
}
