// Package eval scores an extractor against articles that people annotated.
package eval

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"github.com/gigawire/gigawire/ingest/article"
)

// The splits of a gold directory: articles that may be looked at, and
// articles that are only scored on.
const (
	SplitAll   = "all"
	SplitLook  = "look"
	SplitScore = "score"
)

// Item is an article with what people found in it.
type Item struct {
	Article article.Article
	Gold    Gold
	// small has the words that stand in small letters in any of the
	// directory's articles: a name made of them is an ordinary word as well.
	small map[string]bool
}

// goldArticle is an article as the gold directory has it.
type goldArticle struct {
	ID        string    `json:"id"`
	Title     string    `json:"title"`
	URL       string    `json:"url"`
	Published time.Time `json:"published"`
	Source    string    `json:"source"`
	Body      string    `json:"body"`
}

// Load reads the gold directory at fsys: articles/NAME.json beside
// gold/NAME.json and, for a split other than SplitAll, split.tsv.
func Load(fsys fs.FS, split string) ([]Item, error) {
	names, err := fs.Glob(fsys, "articles/*.json")
	if err != nil || len(names) == 0 {
		return nil, fmt.Errorf("listing gold articles: no articles/*.json there: name a directory that has articles/ and gold/")
	}
	wanted, err := members(fsys, split)
	if err != nil {
		return nil, err
	}
	var items []Item
	small := map[string]bool{}
	for _, name := range names {
		base := path.Base(name)
		item, err := loadItem(fsys, base)
		if err != nil {
			return nil, err
		}
		addSmall(small, item.Article.Text)
		if wanted == nil || wanted[strings.TrimSuffix(base, ".json")] {
			item.small = small
			items = append(items, item)
		}
	}
	if len(items) == 0 {
		return nil, fmt.Errorf("choosing gold articles: none is in split %q of split.tsv", split)
	}
	return items, nil
}

func loadItem(fsys fs.FS, base string) (Item, error) {
	var a goldArticle
	var g Gold
	if err := errors.Join(decode(fsys, "articles/"+base, &a), decode(fsys, "gold/"+base, &g)); err != nil {
		return Item{}, err
	}
	return Item{
		Article: article.Article{
			ID: a.ID, URL: a.URL, Title: a.Title, Text: a.Body, Source: a.Source, Published: a.Published,
		},
		Gold: g,
	}, nil
}

func decode(fsys fs.FS, name string, into any) error {
	data, err := fs.ReadFile(fsys, name)
	if err != nil {
		return fmt.Errorf("reading gold: %w", err)
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("decoding %s: %w", name, err)
	}
	return nil
}

// members returns the names of a split, nil for all.
func members(fsys fs.FS, split string) (map[string]bool, error) {
	if split == SplitAll {
		return nil, nil
	}
	file, err := fsys.Open("split.tsv")
	if err != nil {
		return nil, fmt.Errorf("opening split %q: %w", split, err)
	}
	defer file.Close()
	names := map[string]bool{}
	lines := bufio.NewScanner(file)
	for lines.Scan() {
		if name, of, _ := strings.Cut(lines.Text(), "\t"); of == split {
			names[name] = true
		}
	}
	return names, lines.Err()
}
