package state

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/schema"
)

// compiled returns the schema of states.
func compiled(t *testing.T) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	for _, name := range []string{"common.json", "state.json"} {
		data, err := fs.ReadFile(schema.Files(), name)
		if err != nil {
			t.Fatal(err)
		}
		doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if err := c.AddResource(schema.Base+name, doc); err != nil {
			t.Fatal(err)
		}
	}
	s, err := c.Compile(schema.Base + "state.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestStatesAreValid, and a state that has lost any of its fields, or one of a
// report's, is not.
func TestStatesAreValid(t *testing.T) {
	s := compiled(t)
	id := strings.Repeat("0a", 16)
	for _, f := range []*fact.Fact{worth(id, 5, 0), power(id, "North", 1, fact.StatusPlanned)} {
		data, err := json.Marshal(states(f)[0])
		if err != nil {
			t.Fatal(err)
		}
		whole := decoded(t, data)
		if err := s.Validate(whole); err != nil {
			t.Errorf("%s\n%v", data, err)
		}
		for field := range whole.(map[string]any) {
			if without := decoded(t, data).(map[string]any); field != "published" && field != "companies" {
				delete(without, field)
				if s.Validate(without) == nil {
					t.Errorf("valid without %s", field)
				}
			}
		}
		without := decoded(t, data).(map[string]any)
		delete(without["reports"].([]any)[0].(map[string]any), "fact")
		if s.Validate(without) == nil {
			t.Error("valid with a report of no fact")
		}
	}
}

func decoded(t *testing.T, data []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	return v
}
