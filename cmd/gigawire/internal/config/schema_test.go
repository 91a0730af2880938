package config

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

const schemaFile = "../../../../pipeline.schema.json"

func schemaDocument(t *testing.T) map[string]any {
	t.Helper()
	data, err := os.ReadFile(schemaFile)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return doc.(map[string]any)
}

func pipelineSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	if err := c.AddResource("pipeline.schema.json", schemaDocument(t)); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("pipeline.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestSchemaAgreesOnFiles holds the schema to the files that the program
// takes, and to an unknown key that it does not.
func TestSchemaAgreesOnFiles(t *testing.T) {
	s := pipelineSchema(t)
	good, err := filepath.Glob("testdata/*.good.yml")
	if err != nil || len(good) == 0 {
		t.Fatal("no good files", err)
	}
	for _, file := range append(good, "../../../../pipeline.yaml") {
		if err := s.Validate(yamlFile(t, file)); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
	if s.Validate(yamlFile(t, "testdata/unknown-key.bad.yml")) == nil {
		t.Error("an unknown key is valid")
	}
}

func yamlFile(t *testing.T, path string) any {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	asJSON, err := yaml.YAMLToJSON(data)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return value
}

// TestSchemaHasEveryKey holds the keys of the schema to those of Config, both
// ways.
func TestSchemaHasEveryKey(t *testing.T) {
	var described []string
	describe(schemaDocument(t), "", &described)
	var read []string
	keys(reflect.TypeFor[Config](), "", &read)
	slices.Sort(read)
	if diff := cmp.Diff(read, described); diff != "" {
		t.Errorf("-read +described\n%s", diff)
	}
}

// keys adds the paths of the keys that a type is read from.
func keys(t reflect.Type, prefix string, out *[]string) {
	for i := range t.NumField() {
		f := t.Field(i)
		key := f.Tag.Get("yaml")
		if key == "-" || key == "" {
			continue
		}
		switch inner := f.Type; {
		case inner.Kind() == reflect.Slice && inner.Elem().Kind() == reflect.Struct:
			keys(inner.Elem(), prefix+key+"[].", out)
		case inner.Kind() == reflect.Struct:
			keys(inner, prefix+key+".", out)
		default:
			*out = append(*out, prefix+key)
		}
	}
}

// describe adds the paths of the keys that a schema has.
func describe(schema map[string]any, prefix string, out *[]string) {
	properties, _ := schema["properties"].(map[string]any)
	for _, key := range slices.Sorted(maps.Keys(properties)) {
		p := properties[key].(map[string]any)
		items, _ := p["items"].(map[string]any)
		switch {
		case p["properties"] != nil:
			describe(p, prefix+key+".", out)
		case items["properties"] != nil:
			describe(items, prefix+key+"[].", out)
		default:
			*out = append(*out, prefix+key)
		}
	}
	slices.Sort(*out)
}
