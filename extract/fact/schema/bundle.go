package schema

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// common is the file of what the other schemas refer to.
const common = "common.json"

// Names returns the names of the schemas: the types of facts, article and state.
func Names() []string {
	var names []string
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err) // the files are part of the program
	}
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".json"); ok && e.Name() != common {
			names = append(names, name)
		}
	}
	return names
}

// Bundle returns a schema that refers to no other: what it needs of common.json
// stands in its $defs. A name that is not among Names is an error.
func Bundle(name string) ([]byte, error) {
	if !slices.Contains(Names(), name) {
		return nil, fmt.Errorf("looking up the schema of %q: choose of %s", name, strings.Join(Names(), ", "))
	}
	whole, shared := object(name+".json"), object(common)
	local(whole)
	definitions, _ := whole["$defs"].(map[string]any)
	all := maps.Clone(shared["$defs"].(map[string]any))
	maps.Copy(all, definitions)
	whole["$defs"] = needed(whole, all)
	data, err := json.MarshalIndent(whole, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("bundling the schema of %q: %w", name, err)
	}
	return append(data, '\n'), nil
}

// object reads a file that is part of the program.
func object(file string) map[string]any {
	data, err := files.ReadFile(file)
	if err != nil {
		panic(err)
	}
	var out map[string]any
	if err := json.Unmarshal(data, &out); err != nil {
		panic(err)
	}
	return out
}

// refer calls a function with each object that has a reference, at any depth.
func refer(value any, visit func(of map[string]any, ref string)) {
	switch v := value.(type) {
	case map[string]any:
		if ref, ok := v["$ref"].(string); ok {
			visit(v, ref)
		}
		for _, inner := range v {
			refer(inner, visit)
		}
	case []any:
		for _, inner := range v {
			refer(inner, visit)
		}
	}
}

// local makes references to common.json ones to the schema itself.
func local(schema map[string]any) {
	refer(schema, func(of map[string]any, ref string) { of["$ref"] = strings.TrimPrefix(ref, common) })
}

// needed returns those of all definitions that a schema refers to, and that these
// refer to in turn.
func needed(schema any, all map[string]any) map[string]any {
	out := map[string]any{}
	var visit func(map[string]any, string)
	visit = func(_ map[string]any, ref string) {
		name := strings.TrimPrefix(ref, "#/$defs/")
		if _, there := out[name]; there || all[name] == nil {
			return
		}
		out[name] = all[name]
		refer(all[name], visit)
	}
	refer(schema, visit)
	return out
}
