package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
)

// writeCompiled writes articles/ID.json and gold/ID.json of all into a directory.
func writeCompiled(out string, all []*compiled) error {
	ids := map[string]bool{}
	for _, c := range all {
		ids[c.source.id+".json"] = true
	}
	for _, dir := range []string{"articles", "gold"} {
		if err := prepare(filepath.Join(out, dir), ids); err != nil {
			return err
		}
	}
	for _, c := range all {
		name := c.source.id + ".json"
		if err := writeJSON(filepath.Join(out, "articles", name), c.article); err != nil {
			return err
		}
		if err := writeJSON(filepath.Join(out, "gold", name), c.gold); err != nil {
			return err
		}
	}
	return nil
}

// prepare makes a directory. It refuses one with other articles: what learns
// from the directory would take them for ours.
func prepare(dir string, ours map[string]bool) error {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return fmt.Errorf("making directory: %w", err)
	}
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		return fmt.Errorf("listing directory: %w", err)
	}
	for _, file := range files {
		if !ours[filepath.Base(file)] {
			return fmt.Errorf("writing articles: %s comes from none of these texts; move it or choose another directory", file)
		}
	}
	return nil
}

func writeJSON(path string, v any) error {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	if err := e.Encode(v); err != nil {
		return fmt.Errorf("encoding %s: %w", path, err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o644); err != nil {
		return fmt.Errorf("writing article: %w", err)
	}
	return nil
}
