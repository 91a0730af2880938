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

// TestFactsAreValid holds all that the extractor finds in the gold articles
// to look at to the schemas.
func TestFactsAreValid(t *testing.T) {
	items, err := eval.Load(os.DirFS("../../testdata/gold"), eval.SplitLook)
	if err != nil {
		t.Fatal(err)
	}
	e, err := extract.New()
	if err != nil {
		t.Fatal(err)
	}
	all, seen := schemas(t), map[fact.Type]int{}
	for _, item := range items {
		for _, f := range e.Extract(item.Article) {
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
// is added within the version, they stay valid.
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
		if diff := cmp.Diff(object(t, line), object(t, again)); diff != "" {
			t.Errorf("reading and writing changed a fact: -was +is\n%s", diff)
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

func encode(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestSchemasDescribeEveryField holds the names in the schemas to those that
// the program writes, both ways.
func TestSchemasDescribeEveryField(t *testing.T) {
	written := map[string]map[string]bool{}
	for _, line := range lines(t) {
		o := object(t, line)
		typ := o["type"].(string)
		if written[typ] == nil {
			written[typ] = map[string]bool{}
		}
		for field := range o {
			written[typ][field] = true
		}
	}
	for typ, fields := range written {
		doc := document(t, typ+".json").(map[string]any)
		described := slices.Sorted(maps.Keys(doc["properties"].(map[string]any)))
		if diff := cmp.Diff(slices.Sorted(maps.Keys(fields)), described); diff != "" {
			t.Errorf("%s: -written +described\n%s", typ, diff)
		}
	}
}
