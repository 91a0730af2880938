package schema_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"io/fs"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/eval"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/schema"
	"github.com/gigawire/gigawire/ingest/article"
)

// schemas compiles every schema, by the name of its file without ending.
func schemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	names, err := fs.Glob(schema.Files(), "*.json")
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range names {
		if err := c.AddResource(schema.Base+name, document(t, name)); err != nil {
			t.Fatal(err)
		}
	}
	out := map[string]*jsonschema.Schema{}
	for _, name := range names {
		compiled, err := c.Compile(schema.Base + name)
		if err != nil {
			t.Fatal(err)
		}
		out[strings.TrimSuffix(name, ".json")] = compiled
	}
	return out
}

func document(t *testing.T, name string) any {
	t.Helper()
	data, err := fs.ReadFile(schema.Files(), name)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return doc
}

// validate holds the JSON of a fact to the schema of its type.
func validate(t *testing.T, all map[string]*jsonschema.Schema, data []byte) error {
	t.Helper()
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	object, ok := value.(map[string]any)
	if !ok {
		t.Fatalf("%s is no object", data)
	}
	s, ok := all[object["type"].(string)]
	if !ok {
		t.Fatalf("no schema for type %v", object["type"])
	}
	return s.Validate(value)
}

func TestEveryTypeHasASchema(t *testing.T) {
	all := schemas(t)
	for _, typ := range fact.Types() {
		if all[string(typ)] == nil {
			t.Errorf("%s has no schema", typ)
		}
		if _, err := schema.Of(typ); err != nil {
			t.Error(err)
		}
	}
	if _, err := schema.Of("nothing"); err == nil {
		t.Error("a type that does not exist has a schema")
	}
}

// articles returns the gold articles to look at and those of the sample
// newsroom, whose heads are text to the extractor like any other.
func articles(t *testing.T) []article.Article {
	t.Helper()
	items, err := eval.Load(os.DirFS("../../testdata/gold"), eval.SplitLook)
	if err != nil {
		t.Fatal(err)
	}
	var all []article.Article
	for i := range items {
		all = append(all, items[i].Article)
	}
	newsroom := os.DirFS("../../../ingest/newsroom/articles")
	names, err := fs.Glob(newsroom, "*.txt")
	if err != nil || len(names) == 0 {
		t.Fatal("the newsroom has no articles", err)
	}
	for _, name := range names {
		text, err := fs.ReadFile(newsroom, name)
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, article.Article{ID: article.ID("", string(text)), Text: string(text)})
	}
	return all
}

// TestFactsAreValid holds all that the extractor finds to the schemas.
func TestFactsAreValid(t *testing.T) {
	e, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	all, seen := schemas(t), map[fact.Type]int{}
	for _, a := range articles(t) {
		for _, f := range e.Extract(a) {
			data, err := json.Marshal(f)
			if err != nil {
				t.Fatal(err)
			}
			if err := validate(t, all, data); err != nil {
				t.Errorf("%s\n%v", data, err)
			}
			seen[f.Type]++
		}
	}
	for _, typ := range fact.Types() {
		if seen[typ] == 0 {
			t.Errorf("no %s was found to hold to its schema", typ)
		}
	}
}

// lines returns the facts of version 1 as they were written first. Whatever
// is added within the version, they stay valid: lines may be added, and none
// may be changed.
func lines(t *testing.T) [][]byte {
	t.Helper()
	file, err := os.Open("testdata/v1.ndjson")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	var out [][]byte
	for s := bufio.NewScanner(file); s.Scan(); {
		out = append(out, bytes.Clone(s.Bytes()))
	}
	if len(out) < len(fact.Types()) {
		t.Fatalf("testdata has %d facts", len(out))
	}
	return out
}

func TestOldFactsStayValid(t *testing.T) {
	all := schemas(t)
	for _, line := range lines(t) {
		if err := validate(t, all, line); err != nil {
			t.Errorf("%s\n%v", line, err)
		}
		var f fact.Fact
		if err := json.Unmarshal(line, &f); err != nil {
			t.Fatal(err)
		}
		again, err := json.Marshal(f)
		if err != nil {
			t.Fatal(err)
		}
		if lost := lost(object(t, line), object(t, again)); lost != "" {
			t.Errorf("reading and writing lost %s of\n%s", lost, line)
		}
	}
}

// lost names a field that now lacks or has with another value, empty for
// none. What now has beside is added, and no loss.
func lost(before, now map[string]any) string {
	for _, field := range slices.Sorted(maps.Keys(before)) {
		inner, nested := before[field].(map[string]any)
		if !nested {
			if !cmp.Equal(before[field], now[field]) {
				return field
			}
			continue
		}
		innerNow, _ := now[field].(map[string]any)
		if name := lost(inner, innerNow); name != "" {
			return field + "." + name
		}
	}
	return ""
}

func TestLossIsSeen(t *testing.T) {
	before := object(t, []byte(`{"a": 1, "b": {"c": [2]}}`))
	for now, want := range map[string]string{
		`{"a": 1, "b": {"c": [2]}}`:                   "",
		`{"a": 1, "b": {"c": [2], "new": 3}, "n": 4}`: "",
		`{"b": {"c": [2]}}`:                           "a",
		`{"a": 1, "b": {"c": [3]}}`:                   "b.c",
		`{"a": 1}`:                                    "b.c",
	} {
		if got := lost(before, object(t, []byte(now))); got != want {
			t.Errorf("%s lost %q, want %q", now, got, want)
		}
	}
}

func object(t *testing.T, data []byte) map[string]any {
	t.Helper()
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		t.Fatal(err)
	}
	return out
}

// TestWrongFactsAreRefused shows that the schemas can say no: each field is
// taken away in turn, and replaced by what it cannot be.
func TestWrongFactsAreRefused(t *testing.T) {
	all := schemas(t)
	optional := map[string]bool{"as_of": true}
	for _, line := range lines(t) {
		for _, field := range slices.Sorted(maps.Keys(object(t, line))) {
			if field == "type" {
				continue
			}
			without, wrong := object(t, line), object(t, line)
			delete(without, field)
			wrong[field] = map[string]any{"unlike": "anything"}
			if !optional[field] && validate(t, all, encode(t, without)) == nil {
				t.Errorf("a %s without %s is valid", without["type"], field)
			}
			if validate(t, all, encode(t, wrong)) == nil {
				t.Errorf("a %s whose %s is nonsense is valid", wrong["type"], field)
			}
		}
	}
}

// TestAddedFieldsAreValid shows what a consumer may rely on: a schema of today
// takes the facts of a later minor change.
func TestAddedFieldsAreValid(t *testing.T) {
	all := schemas(t)
	for _, line := range lines(t) {
		more := object(t, line)
		more["added_later"] = true
		if err := validate(t, all, encode(t, more)); err != nil {
			t.Error(err)
		}
	}
}

// TestUnknownValuesAreRefused shows that an enumeration is one: a word that it
// lacks, at any depth, makes a fact wrong.
func TestUnknownValuesAreRefused(t *testing.T) {
	all := schemas(t)
	for _, line := range lines(t) {
		for _, change := range []struct{ from, to string }{
			{`"version": 1`, `"version": 2`},
			{`"field": "text"`, `"field": "caption"`},
			{`"confidence": 0.97`, `"confidence": 97`},
			{`"start": `, `"start": -1`},
			{`"qualifier": "`, `"qualifier": "roughly_`},
			{`"role": "`, `"role": "rumoured_`},
			{`"status": "`, `"status": "rumoured_`},
			{`"basis": "`, `"basis": "no_`},
			{`"kind": "`, `"kind": "no_`},
			{`"part": "`, `"part": "no_`},
			{`"unit": "GW"`, `"unit": "MW"`},
			{`"currency": "USD"`, `"currency": "dollars"`},
			{`"count": 1`, `"count": 0`},
			{`"id": "acme"`, `"id": ""`},
		} {
			if changed := strings.Replace(string(line), change.from, change.to, 1); changed != string(line) &&
				validate(t, all, []byte(changed)) == nil {
				t.Errorf("valid with %s for %s\n%s", change.to, change.from, line)
			}
		}
	}
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}
