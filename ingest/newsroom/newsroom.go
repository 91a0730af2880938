// Package newsroom is the sample newsroom: invented articles, served on
// loopback as newsrooms serve theirs, so that a first run fetches real pages
// from a real feed without leaving the machine.
//
// Each article is a text file with a head of "key: value" lines; a layout, an
// HTML template, makes a page of it, with all that stands around the text on
// such pages. What a reader learns from an article stands beside it in a
// .expect file, for tests.
package newsroom

import (
	"embed"
	"fmt"
	"html/template"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed articles/*.txt layouts/*.html
var files embed.FS

// Name is the newsroom's name.
const Name = "Meridian Ledger"

// story is one article as its file has it.
type story struct {
	Slug, Title, Layout, Author, Section, Language string
	Published                                      time.Time
	Paywall                                        bool
	Blocks                                         []block
}

// block is a paragraph, a heading or the items of a list.
type block struct {
	Text    string
	Heading bool
	Items   []string
}

// newsroom is what Handler serves: stories, the newest first, and layouts.
type newsroom struct {
	stories []story
	layouts *template.Template
}

func load() (*newsroom, error) {
	layouts, err := template.ParseFS(files, "layouts/*.html")
	if err != nil {
		return nil, fmt.Errorf("parsing layouts: %w", err)
	}
	names, err := fs.Glob(files, "articles/*.txt")
	if err != nil {
		return nil, fmt.Errorf("listing articles: %w", err)
	}
	n := &newsroom{layouts: layouts}
	for _, name := range names {
		s, err := read(name)
		if err != nil {
			return nil, fmt.Errorf("reading %s: %w", name, err)
		}
		n.stories = append(n.stories, s)
	}
	slices.SortStableFunc(n.stories, func(a, b story) int { return b.Published.Compare(a.Published) })
	return n, nil
}

func read(name string) (story, error) {
	raw, err := files.ReadFile(name)
	if err != nil {
		return story{}, err
	}
	head, body, _ := strings.Cut(string(raw), "\n\n")
	s := story{Slug: strings.TrimSuffix(path.Base(name), ".txt"), Language: "en"}
	for line := range strings.Lines(head) {
		key, value, _ := strings.Cut(strings.TrimSpace(line), ":")
		if err := s.set(key, strings.TrimSpace(value)); err != nil {
			return story{}, err
		}
	}
	s.Blocks = blocks(body)
	return s, nil
}

func (s *story) set(key, value string) (err error) {
	switch key {
	case "title":
		s.Title = value
	case "layout":
		s.Layout = value
	case "author":
		s.Author = value
	case "section":
		s.Section = value
	case "language":
		s.Language = value
	case "paywall":
		s.Paywall = value == "true"
	case "published":
		s.Published, err = time.Parse(time.RFC3339, value)
	default:
		err = fmt.Errorf("unknown key %q", key)
	}
	return err
}

// blocks divides a body at its blank lines. Lines that begin with "- " are
// items of one list; a short line without a full stop is a heading.
func blocks(body string) []block {
	var out []block
	for part := range strings.SplitSeq(strings.TrimSpace(body), "\n\n") {
		item, isItem := strings.CutPrefix(part, "- ")
		last := len(out) - 1
		switch {
		case part == "":
		case isItem && last >= 0 && out[last].Items != nil:
			out[last].Items = append(out[last].Items, item)
		case isItem:
			out = append(out, block{Items: []string{item}})
		default:
			out = append(out, block{Text: part, Heading: isHeading(part)})
		}
	}
	return out
}

func isHeading(part string) bool {
	return len(part) < 80 && !strings.HasSuffix(part, ".") && !strings.Contains(part, "”")
}
