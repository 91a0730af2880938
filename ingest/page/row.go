package page

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/table"
)

// Row returns the article that a row of a table gives, as values of the fields
// that package table names. A text is kept as it is; where there is only HTML,
// the article is looked for in it, and what the row says beside it holds.
// The error wraps one of ingest's permanent errors.
func (r *Reader) Row(row map[string]string) (article.Article, error) {
	a := article.Article{
		ID: row["id"], URL: row["url"], Title: row["title"], Text: row[table.Text], Source: row["source"], Language: row["language"],
		Authors: people(row["authors"]), Published: date(row["published"]), Modified: date(row["modified"]),
	}
	if page := row[table.HTML]; strings.TrimSpace(a.Text) == "" && page != "" {
		found, err := r.HTML([]byte(page), "text/html; charset=utf-8", a.URL)
		if err != nil {
			return article.Article{}, err
		}
		return Complete(over(found, a)), nil
	}
	return r.asGiven(a)
}

// over lays what is known of an article over what was found in its page.
func over(found, known article.Article) article.Article {
	for _, f := range []struct{ to, from *string }{
		{&found.ID, &known.ID}, {&found.Title, &known.Title}, {&found.Source, &known.Source}, {&found.Language, &known.Language},
	} {
		if *f.from != "" {
			*f.to = *f.from
		}
	}
	if len(known.Authors) > 0 {
		found.Authors = known.Authors
	}
	if !known.Published.IsZero() {
		found.Published = known.Published
	}
	if !known.Modified.IsZero() {
		found.Modified = known.Modified
	}
	return found
}

// people divides authors that stand in one value.
func people(s string) []string {
	var out []string
	for name := range strings.SplitSeq(strings.ReplaceAll(s, table.Between, ";"), ";") {
		if name = strings.TrimSpace(name); name != "" {
			out = append(out, name)
		}
	}
	return out
}

// Object returns the article that a JSON object gives whose keys are the
// columns of a mapping, or known by their names. Keys of objects within it are
// joined with dots: {"article": {"body": …}} has the key "article.body".
func (r *Reader) Object(data []byte, given table.Mapping) (article.Article, error) {
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var object map[string]any
	if err := decoder.Decode(&object); err != nil {
		return article.Article{}, notObject(err)
	}
	values := map[string]string{}
	flatten("", object, values)
	m, err := table.Match(given, slices.Sorted(maps.Keys(values)))
	if err != nil {
		return article.Article{}, fmt.Errorf("%w: the keys of the object: %w", ingest.ErrMalformed, err)
	}
	row := map[string]string{}
	for field, column := range m {
		row[field] = values[column]
	}
	return r.Row(row)
}

// flatten writes down the values of an object as text.
func flatten(prefix string, object map[string]any, out map[string]string) {
	for key, value := range object {
		switch v := value.(type) {
		case map[string]any:
			flatten(prefix+key+".", v, out)
		case []any:
			out[prefix+key] = list(v)
		case nil:
			out[prefix+key] = ""
		default:
			out[prefix+key] = fmt.Sprint(v)
		}
	}
}

func list(values []any) string {
	var out []string
	for _, v := range values {
		if s, is := v.(string); is {
			out = append(out, s)
		}
	}
	return strings.Join(out, table.Between)
}
