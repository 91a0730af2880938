// Package table says which column of a table, or which key of an object, holds
// which field of an article.
package table

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// The fields of an article that the rest is hung on.
const (
	Text = "text"
	HTML = "html"
)

// Between is what the values of a list are joined with: those of a text are
// paragraphs.
const Between = "\n\n"

// Mapping is the column of each field that has one.
type Mapping map[string]string

//go:embed names.txt
var names string

// known is a field with the names, bare, of columns that may hold it.
type known struct {
	field string
	names []string
}

var fields = readFields(names)

func readFields(text string) []known {
	var out []known
	for line := range strings.Lines(text) {
		field, columns, found := strings.Cut(strings.TrimSpace(line), ":")
		if !found || strings.HasPrefix(field, "#") {
			continue
		}
		k := known{field: field}
		for name := range strings.SplitSeq(columns, ",") {
			k.names = append(k.names, bare(name))
		}
		out = append(out, k)
	}
	return out
}

// Fields lists the fields that a column can be named for.
func Fields() []string {
	var out []string
	for _, k := range fields {
		out = append(out, k.field)
	}
	return out
}

// Parse reads "text=body,title=headline". An unknown field is an error that
// lists those there are.
func Parse(s string) (Mapping, error) {
	m := Mapping{}
	for pair := range strings.SplitSeq(s, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		field, column, found := strings.Cut(pair, "=")
		field, column = strings.TrimSpace(field), strings.TrimSpace(column)
		switch {
		case !found || column == "":
			return nil, fmt.Errorf("%q names no column: write field=column, such as text=body", pair)
		case !slices.Contains(Fields(), field):
			return nil, fmt.Errorf("an article has no field %q: choose among %s", field, strings.Join(Fields(), ", "))
		}
		m[field] = column
	}
	return m, nil
}

// ErrNoText means that no column is known to hold the articles.
var ErrNoText = errors.New("no column is known to hold the text")

// Match returns the mapping for a table of these columns: what was given, and
// by their names what was not. A column that was given and is not there, or no
// column for the text, is an error that lists the columns and says what to do.
func Match(given Mapping, columns []string) (Mapping, error) {
	m := Mapping{}
	for field, column := range given {
		if !slices.Contains(columns, column) {
			return nil, fmt.Errorf("there is no column %q for %s: the columns are %s", column, field, quoted(columns))
		}
		m[field] = column
	}
	byName := map[string]string{}
	for _, column := range slices.Backward(columns) {
		byName[bare(column)] = column
	}
	for _, k := range fields {
		if column := k.among(byName); column != "" && m[k.field] == "" && !m.uses(column) {
			m[k.field] = column
		}
	}
	if m[Text] == "" && m[HTML] == "" {
		return nil, fmt.Errorf("%w: the columns are %s: name the one of the text \"text\", or say which it is, on the command line with --columns text=%s", ErrNoText, quoted(columns), example(columns))
	}
	return m, nil
}

// uses reports whether a column is taken for a field already.
func (m Mapping) uses(column string) bool {
	for _, used := range m {
		if used == column {
			return true
		}
	}
	return false
}

// among returns the likeliest of some columns by their bare names, empty for
// none.
func (k known) among(columns map[string]string) string {
	for _, name := range k.names {
		if column := columns[name]; column != "" {
			return column
		}
	}
	return ""
}

// bare is a name without what does not count.
func bare(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" _-.", r) {
			return -1
		}
		return r
	}, strings.ToLower(name))
}

// listed is how many columns an error lists.
const listed = 40

func quoted(columns []string) string {
	var out []string
	for _, c := range columns[:min(len(columns), listed)] {
		out = append(out, fmt.Sprintf("%.60q", c))
	}
	if len(columns) > listed {
		out = append(out, fmt.Sprintf("and %d more", len(columns)-listed))
	}
	return strings.Join(out, ", ")
}

func example(columns []string) string {
	if len(columns) == 0 {
		return "body"
	}
	return fmt.Sprintf("%.60s", columns[len(columns)-1])
}

// Indexes returns the place of each field's column among the columns.
func (m Mapping) Indexes(columns []string) map[string]int {
	out := map[string]int{}
	for field, column := range m {
		out[field] = slices.Index(columns, column)
	}
	return out
}
