package config

import (
	"errors"
	"fmt"
	"reflect"
	"regexp"
	"strings"

	"github.com/goccy/go-yaml"
)

// explain shows an error of YAML with the lines around it, a caret and, for
// an unknown key, the one that may be meant.
func explain(err error) error {
	text := strings.TrimRight(yaml.FormatError(err, false, true), "\n")
	if hint := hintFor(err.Error()); hint != "" {
		text += "\nhint: " + hint
	}
	return errors.New(text)
}

var unknownKey = regexp.MustCompile(`unknown field "([^"]*)"`)

func hintFor(message string) string {
	match := unknownKey.FindStringSubmatch(message)
	if match == nil {
		return ""
	}
	best, distance := "", 4
	for _, key := range keysOf(reflect.TypeFor[Config](), nil) {
		if d := editDistance(match[1], key); d < distance {
			best, distance = key, d
		}
	}
	if best == "" {
		return fmt.Sprintf("pipeline.yaml in the repository shows every key; %q is none of them", match[1])
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// keysOf appends the keys of a configuration's type and of those within.
func keysOf(t reflect.Type, keys []string) []string {
	for t.Kind() == reflect.Slice || t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return keys
	}
	for i := range t.NumField() {
		if key, _, _ := strings.Cut(t.Field(i).Tag.Get("yaml"), ","); key != "" && key != "-" {
			keys = keysOf(t.Field(i).Type, append(keys, key))
		}
	}
	return keys
}

// editDistance is Levenshtein's (1965): how many letters to insert, delete or
// replace.
func editDistance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(b)]
}
