package config

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// ErrInvalid means that a configuration cannot be used as it is.
var ErrInvalid = errors.New("invalid configuration")

// Load reads a file, expands variables in its values and lays settings of the
// form path=value over it. Every error wraps ErrInvalid and says where and
// what to do.
func Load(path string, settings []string) (Config, error) {
	data, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("%w: reading configuration: %w", ErrInvalid, err)
	}
	return Parse(path, data, settings)
}

// Parse is Load for a file that was read.
func Parse(path string, data []byte, settings []string) (Config, error) {
	c := Default()
	if err := decode(data, &c, os.LookupEnv); err != nil {
		return c, fmt.Errorf("%w: %s: %w", ErrInvalid, path, err)
	}
	for _, s := range settings {
		if err := set(&c, s); err != nil {
			return c, fmt.Errorf("%w: --set %s: %w", ErrInvalid, s, err)
		}
	}
	if err := c.Validate(); err != nil {
		return c, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	c.Kafka.Raw = c.Sources.topicNames()
	return c, nil
}

// decode reads YAML over c, strictly.
func decode(data []byte, c *Config, lookup func(string) (string, bool)) error {
	file, err := parser.ParseBytes(data, 0)
	if err != nil {
		return explain(err)
	}
	for _, doc := range file.Docs {
		if doc.Body == nil {
			continue
		}
		if err := expand(doc.Body, lookup); err != nil {
			return err
		}
		if err := yaml.NodeToValue(doc.Body, c, yaml.Strict()); err != nil {
			return explain(err)
		}
	}
	return nil
}

// set lays one setting over c: the value is YAML.
func set(c *Config, setting string) error {
	path, value, ok := strings.Cut(setting, "=")
	if !ok || path == "" {
		return errors.New("write path=value, such as kafka.partitions=12")
	}
	var b bytes.Buffer
	keys := strings.Split(path, ".")
	for i, key := range keys {
		fmt.Fprintf(&b, "%s%s:", strings.Repeat("  ", i), key)
		if i < len(keys)-1 {
			b.WriteByte('\n')
		}
	}
	fmt.Fprintf(&b, " %s\n", value)
	return decode(b.Bytes(), c, func(string) (string, bool) { return "", false })
}

// expand replaces ${NAME} and ${NAME:-default} in scalar values. A value that
// is a variable as a whole is read as YAML again, so that it may be a number.
func expand(node ast.Node, lookup func(string) (string, bool)) error {
	switch n := node.(type) {
	case *ast.MappingNode:
		for _, pair := range n.Values {
			if err := expandPair(pair, lookup); err != nil {
				return err
			}
		}
	case *ast.MappingValueNode:
		return expandPair(n, lookup)
	case *ast.SequenceNode:
		for i, value := range n.Values {
			replaced, err := expanded(value, lookup)
			if err != nil {
				return err
			}
			n.Values[i] = replaced
		}
	}
	return nil
}

func expandPair(pair *ast.MappingValueNode, lookup func(string) (string, bool)) error {
	replaced, err := expanded(pair.Value, lookup)
	if err != nil {
		return err
	}
	pair.Value = replaced
	return nil
}

func expanded(value ast.Node, lookup func(string) (string, bool)) (ast.Node, error) {
	text, ok := value.(*ast.StringNode)
	if !ok {
		return value, expand(value, lookup)
	}
	if !strings.Contains(text.Value, "${") {
		return value, nil
	}
	filled, err := fill(text.Value, lookup)
	if err != nil {
		place := text.GetToken().Position
		return nil, fmt.Errorf("line %d, column %d: %w", place.Line, place.Column, err)
	}
	text.Value = filled
	if again, err := parser.ParseBytes([]byte(filled), 0); err == nil && len(again.Docs) == 1 && isPlain(again.Docs[0].Body, filled) {
		return again.Docs[0].Body, nil
	}
	return text, nil
}

// isPlain reports whether a value is a number or truth value that is written as
// it would be printed. Others, such as 0123, may be meant as text: a password
// must stay what it is.
func isPlain(node ast.Node, written string) bool {
	switch n := node.(type) {
	case *ast.IntegerNode:
		return fmt.Sprint(n.Value) == written
	case *ast.FloatNode:
		return strconv.FormatFloat(n.Value, 'f', -1, 64) == written
	case *ast.BoolNode:
		return strconv.FormatBool(n.Value) == written
	}
	return false
}

func fill(s string, lookup func(string) (string, bool)) (string, error) {
	var b strings.Builder
	for {
		before, rest, ok := strings.Cut(s, "${")
		b.WriteString(before)
		if !ok {
			return b.String(), nil
		}
		inner, after, ok := strings.Cut(rest, "}")
		if !ok {
			return "", fmt.Errorf("${%s has no closing brace", rest)
		}
		name, fallback, hasFallback := strings.Cut(inner, ":-")
		value, found := lookup(name)
		switch {
		case found && value != "":
			b.WriteString(value)
		case hasFallback:
			b.WriteString(fallback)
		default:
			return "", fmt.Errorf("the environment has no %s: set it, or write ${%s:-default}", name, name)
		}
		s = after
	}
}
