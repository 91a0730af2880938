package page

import (
	"errors"
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
)

// Text returns the article of a plain text, kept as it is. Its title is its
// first line, where that is short, ends without a stop and is followed by a
// blank line; the line is then no part of the text.
func (r *Reader) Text(body []byte, contentType string) (article.Article, error) {
	text, err := Decode(body, contentType)
	if err != nil {
		return article.Article{}, err
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	a := article.Article{Text: text}
	if first, rest, ok := strings.Cut(text, "\n\n"); ok && isTitle(first) && strings.TrimSpace(rest) != "" {
		a.Title, a.Text = strings.TrimSpace(first), rest
	}
	return finish(a)
}

func isTitle(line string) bool {
	line = strings.TrimSpace(line)
	return line != "" && len(line) < 150 && !strings.ContainsAny(line, "\n") && !strings.HasSuffix(line, ".")
}

// Markdown returns the article of a text in Markdown: its first heading is
// the title, and the marks of headings, links and emphasis are taken away.
func (r *Reader) Markdown(body []byte, contentType string) (article.Article, error) {
	text, err := Decode(body, contentType)
	if err != nil {
		return article.Article{}, err
	}
	var a article.Article
	a.Title, a.Text = plain(text)
	return finish(a)
}

// isHTML tells a page from other text.
func isHTML(text string) bool {
	head := strings.ToLower(text[:min(len(text), 1024)])
	return strings.Contains(head, "<!doctype html") || strings.Contains(head, "<html") ||
		strings.Contains(head, "<head") || strings.Contains(head, "<body") || strings.Contains(head, "<p>")
}

// Any returns the article of a document whose kind is not known.
func (r *Reader) Any(body []byte, contentType, address string) (article.Article, error) {
	text, err := Decode(body, contentType)
	switch {
	case err != nil:
		return article.Article{}, err
	case strings.Contains(contentType, "html") || isHTML(text):
		return r.decoded(text, address)
	case strings.HasPrefix(strings.TrimSpace(text), "{"):
		a, err := r.JSON([]byte(text))
		if !errors.Is(err, ingest.ErrMalformed) {
			return a, err
		}
	}
	a, err := r.Text(body, contentType)
	if err != nil {
		return a, fmt.Errorf("reading as text: %w", err)
	}
	a.URL = address
	return a, nil
}
