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

// editDistance is Damerau's (1964), in its restricted form: how many letters to
// insert, delete or replace, or to swap with the next.
func editDistance(a, b string) int {
	rows := make([][]int, len(a)+1)
	for i := range rows {
		rows[i] = make([]int, len(b)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(a); i++ {
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			rows[i][j] = min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				rows[i][j] = min(rows[i][j], rows[i-2][j-2]+1)
			}
		}
	}
	return rows[len(a)][len(b)]
}
