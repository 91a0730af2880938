// Package schema has the contracts of the topics as files: a JSON Schema
// (draft 2020-12) for each type of fact and for articles, and an AsyncAPI 3
// document of the topics.
package schema

import (
	"embed"
	"fmt"
	"io/fs"

	"github.com/gigawire/gigawire/extract/fact"
)

//go:embed *.json asyncapi.yaml
var files embed.FS

// Base is the address that the schemas' own references start from. Nothing
// needs to be fetched from it.
const Base = "https://github.com/gigawire/gigawire/schema/v1/"

// Files returns all files: "valuation.json" and so on, "common.json", which
// they refer to, "article.json", "state.json" and "asyncapi.yaml".
func Files() fs.FS { return files }

// Of returns the JSON Schema of a type of fact. An unknown type is an error.
func Of(t fact.Type) ([]byte, error) {
	data, err := files.ReadFile(string(t) + ".json")
	if err != nil {
		return nil, fmt.Errorf("looking up the schema of %q: %w", t, err)
	}
	return data, nil
}
