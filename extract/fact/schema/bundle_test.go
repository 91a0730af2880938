package schema_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/schema"
)

// TestBundlesStandAlone: each compiles with no other file, takes the facts of its
// type, and says no to those that lack what only a definition asks for.
func TestBundlesStandAlone(t *testing.T) {
	for _, line := range lines(t) {
		name := object(t, line)["type"].(string)
		alone := bundle(t, name)
		if err := alone.Validate(any(object(t, line))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		wrong := object(t, line)
		delete(wrong["article"].(map[string]any), "id")
		if alone.Validate(any(wrong)) == nil {
			t.Errorf("%s: a fact of no article is valid", name)
		}
	}
}

func bundle(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	data, err := schema.Bundle(name)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "common.json") {
		t.Errorf("%s refers to another file", name)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(schema.Base+name, doc); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile(schema.Base + name)
	if err != nil {
		t.Fatal(err)
	}
	return compiled
}

func TestEverySchemaCanBeBundled(t *testing.T) {
	names := schema.Names()
	for _, typ := range fact.Types() {
		if !slices.Contains(names, string(typ)) {
			t.Errorf("no schema of %s", typ)
		}
	}
	for _, name := range names {
		bundle(t, name)
	}
	if _, err := schema.Bundle("common"); err == nil || !strings.Contains(err.Error(), "valuation") {
		t.Errorf("error %v, want one that lists the schemas", err)
	}
}
