package schema_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// described returns the names of a schema's properties, sorted.
func described(t *testing.T, schema any) []string {
	t.Helper()
	properties, ok := schema.(map[string]any)["properties"].(map[string]any)
	if !ok {
		t.Fatalf("%v has no properties", schema)
	}
	return slices.Sorted(maps.Keys(properties))
}

// written returns the names that a struct's fields have in JSON, sorted.
func written(t reflect.Type) []string {
	var names []string
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("json"), ",")
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// TestSchemasDescribeEveryField holds the properties of each type of fact to
// the fields that the program writes, both ways.
func TestSchemasDescribeEveryField(t *testing.T) {
	for _, typ := range fact.Types() {
		data, err := json.Marshal(fact.Fact{Type: typ, AsOf: "2026"})
		if err != nil {
			t.Fatal(err)
		}
		fields := slices.Sorted(maps.Keys(object(t, data)))
		if diff := cmp.Diff(fields, described(t, document(t, string(typ)+".json"))); diff != "" {
			t.Errorf("%s: -written +described\n%s", typ, diff)
		}
	}
}

// TestDefinitionsDescribeEveryField does the same for what facts are made of,
// and for articles.
func TestDefinitionsDescribeEveryField(t *testing.T) {
	definitions := document(t, "common.json").(map[string]any)["$defs"].(map[string]any)
	for name, typ := range map[string]reflect.Type{
		"article": reflect.TypeFor[fact.Article](), "evidence": reflect.TypeFor[fact.Evidence](),
		"mention": reflect.TypeFor[fact.Mention](), "company": reflect.TypeFor[fact.Company](),
		"party": reflect.TypeFor[fact.Party](), "amount": reflect.TypeFor[fact.Amount](),
		"power": reflect.TypeFor[fact.Power](), "percent": reflect.TypeFor[fact.Percent](),
	} {
		if diff := cmp.Diff(written(typ), described(t, definitions[name])); diff != "" {
			t.Errorf("%s: -written +described\n%s", name, diff)
		}
	}
	if diff := cmp.Diff(written(reflect.TypeFor[article.Article]()), described(t, document(t, "article.json"))); diff != "" {
		t.Errorf("article.json: -written +described\n%s", diff)
	}
}

// TestEnumerationsAreThoseOfTheProgram holds each list of words to the one in
// package fact.
func TestEnumerationsAreThoseOfTheProgram(t *testing.T) {
	for path, want := range map[string]any{
		"common.json/$defs/qualifier":      fact.Qualifiers(),
		"common.json/$defs/party/part":     []fact.Part{fact.PartSubject, fact.PartPayer, fact.PartReceiver},
		"common.json/$defs/evidence/field": []fact.Field{fact.FieldText, fact.FieldTitle},
		"amount.json/role":                 fact.Roles(),
		"valuation.json/status":            fact.ValuationStatuses(),
		"valuation.json/basis":             fact.Bases(),
		"gigawatt.json/kind":               fact.Kinds(),
		"gigawatt.json/status":             fact.PowerStatuses(),
		"stake.json/status":                fact.ValuationStatuses(),
	} {
		if diff := cmp.Diff(fmt.Sprint(want), fmt.Sprint(enumeration(t, path))); diff != "" {
			t.Errorf("%s: -program +schema\n%s", path, diff)
		}
	}
}

// enumeration follows a path of definitions and properties to its words.
func enumeration(t *testing.T, path string) any {
	t.Helper()
	keys := strings.Split(path, "/")
	at := document(t, keys[0]).(map[string]any)
	for _, key := range keys[1:] {
		if properties, ok := at["properties"].(map[string]any); ok {
			at = properties
		}
		next, ok := at[key].(map[string]any)
		if !ok {
			t.Fatalf("%s: there is no %s", path, key)
		}
		at = next
	}
	return at["enum"]
}

func TestArticlesAreValid(t *testing.T) {
	s := schemas(t)["article"]
	for _, a := range articles(t) {
		if err := s.Validate(any(object(t, encode(t, a)))); err != nil {
			t.Errorf("%s: %v", a.ID, err)
		}
	}
	for _, wrong := range []string{`{"id": "a"}`, `{"id": "a", "text": ""}`, `{"id": "a", "text": "t", "published": "yesterday"}`} {
		if s.Validate(any(object(t, []byte(wrong)))) == nil {
			t.Errorf("%s is valid", wrong)
		}
	}
}
