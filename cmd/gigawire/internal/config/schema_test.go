package config

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gigawire/gigawire/ingest/files"
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
	for _, file := range []string{"testdata/unknown-key.bad.yml", "testdata/wrong-type.bad.yml", "testdata/values.bad.yml"} {
		if s.Validate(yamlFile(t, file)) == nil {
			t.Errorf("%s is valid", file)
		}
	}
}

// TestSchemaAgreesOnValues holds the schema to the program on single values:
// both take them, or neither does.
func TestSchemaAgreesOnValues(t *testing.T) {
	s := pipelineSchema(t)
	for text, good := range map[string]bool{
		"outputs: {parquet: {every: 1h, max_bytes: 1048576}}": true,
		"outputs: {parquet: {max_bytes: 1000}}":               false,
		"outputs: {parquet: {every: often}}":                  false,
		"broker: {port: 65535}":                               true,
		"broker: {port: 65536}":                               false,
		"broker: {port: '${PORT:-9093}'}":                     true,
		"broker: {dir: ''}":                                   false,
		"state_limit: 0":                                      false,
		"duplicates: {enabled: false}":                        true,
		"duplicates: {enabled: perhaps}":                      false,
		"duplicates: {window: 48h, articles: 1}":              true,
		"duplicates: {window: 0s}":                            false,
		"duplicates: {articles: 0}":                           false,
		"state: ''":                                           false,
		"extract: {workers: -1}":                              false,
		"extract: {group: ''}":                                false,
		"fetch: {delay: 1m30s}":                               true,
		"fetch: {delay: soon}":                                false,
		"fetch: {attempts: 0}":                                false,
		"fetch: {concurrency: 0}":                             false,
		"fetch: {idle_timeout: soon}":                         false,
		"fetch: {hosts: [{host: a.b, delay: 10s}]}":           true,
		"fetch: {hosts: [{host: 'https://a.example'}]}":       false,
		"fetch: {hosts: [{host: a.example}]}":                 false,
		"fetch: {hosts: [{delay: 1s}]}":                       false,
		"newsroom: {enabled: perhaps}":                        false,
		"sources: {feeds: [{url: news.example}]}":             false,
		"sources: {feeds: [{name: News}]}":                    false,
		"sources: {feeds: [{url: 'https://a.b/feed'}]}":       true,
		"kafka: {brokers: [localhost]}":                       false,
		"sources: {paths: [a, {path: b, watch: true}]}":       true,
		"sources: {paths: [{watch: true}]}":                   false,
		"sources: {paths: [{path: a, wotch: true}]}":          false,
		"sources: {paths: [{path: a, input: xml}]}":           false,
		"sources: {paths: ['']}":                              false,
		"sources: {paths: [[a]]}":                             false,
		"sources: {topics: [{topic: pages.raw}]}":             true,
		"sources: {topics: [{topic: a b}]}":                   false,
		"sources: {topics: [{group: readers}]}":               false,
		"sources: {push: {address: ''}}":                      true,
		"sources: {push: {address: '127.0.0.1:8097'}}":        true,
		"sources: {push: {address: '8097'}}":                  false,
		"sources: {push: {max_body_bytes: 0}}":                false,
		"sources: {push: {timeout: '0'}}":                     false,
		"sources: {push: {tls: {crt: cert.pem}}}":             false,
		"kafka: {brokers: ['localhost:9092']}":                true,
		"kafka: {compression: brotli}":                        false,
		"kafka: {compression: '${CODEC:-zstd}'}":              true,
		"kafka: {topic_prefix: a_b}":                          false,
		"kafka: {max_message_bytes: 1000}":                    false,
		"kafka: {partitions: 0}":                              false,
		"http: {address: ''}":                                 true,
		"http: {page: false, pprof: true}":                    true,
		"http: {pprof: perhaps}":                              false,
		"log: {format: json, level: debug}":                   true,
		"log: {format: '${FORMAT:-json}'}":                    true,
		"log: {format: xml}":                                  false,
		"log: {level: loud}":                                  false,
		"http: {address: '8080'}":                             false,
		"http: {hosts: ['a.example:80']}":                     false,
		"http: {hosts: ['${NAME:-a.example}']}":               true,
		"kafka: {sasl: {mechanism: kerberos}}":                false,
		"kafka: {min_insync_replicas: -1}":                    false,
		"kafka: {retention: {articles: 48h}}":                 true,
		"kafka: {retention: {facts: 0}}":                      false,
		"kafka: {retention: {dead: -1h}}":                     false,
	} {
		if _, err := Parse("x", []byte(text), nil); (err == nil) != good {
			t.Errorf("the program on %s: %v", text, err)
		}
		if err := s.Validate(decoded(t, []byte(text))); (err == nil) != good {
			t.Errorf("the schema on %s: %v", text, err)
		}
	}
}

// TestSchemaHasEveryKind that a path may be written in, and no other.
func TestSchemaHasEveryKind(t *testing.T) {
	s := pipelineSchema(t)
	for kind, want := range map[string]bool{"auto": true, "xml": false, files.KindNames(): false} {
		text := "sources: {paths: [{path: a, input: '" + kind + "'}]}"
		if err := s.Validate(decoded(t, []byte(text))); (err == nil) != want {
			t.Errorf("%s: %v", kind, err)
		}
	}
	for _, kind := range files.Kinds() {
		if err := s.Validate(decoded(t, []byte("sources: {paths: [{path: a, input: "+string(kind)+"}]}"))); err != nil {
			t.Errorf("%s: %v", kind, err)
		}
	}
}

// TestPipelineNamesItsSchema keeps editors told: they read the first line.
func TestPipelineNamesItsSchema(t *testing.T) {
	data, err := os.ReadFile("../../../../pipeline.yaml")
	if err != nil {
		t.Fatal(err)
	}
	first, _, _ := strings.Cut(string(data), "\n")
	if want := "# yaml-language-server: $schema=" + filepath.Base(schemaFile); first != want {
		t.Errorf("the first line of pipeline.yaml is %q, want %q", first, want)
	}
}

func yamlFile(t *testing.T, path string) any {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return decoded(t, data)
}

// decoded returns the values of YAML as the validator takes them.
func decoded(t *testing.T, data []byte) any {
	t.Helper()
	asJSON, err := yaml.YAMLToJSON(data)
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
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
