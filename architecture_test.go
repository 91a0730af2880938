package gigawire_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "github.com/gigawire/gigawire/"

// direction says what a part of the program may import of others, and which
// packages from elsewhere it may not.
type direction struct {
	part   string
	ours   []string // beginnings of what it may import of ours
	denied []string // beginnings of what it may not import of others'
}

// directions are the way of the data: ingest, then extract, then sink. The
// first part that a package is in holds.
var directions = []direction{
	{part: "ingest/article", denied: []string{"net", "os", "github.com/"}},
	{part: "ingest", ours: []string{"ingest"}, denied: []string{"github.com/segmentio/"}},
	{part: "extract/fact", ours: []string{"extract/fact"}, denied: []string{"net", "os", "github.com/"}},
	{part: "extract/eval", ours: []string{"extract", "ingest/article"}, denied: []string{"net", "github.com/segmentio/"}},
	{part: "extract", ours: []string{"extract", "ingest/article"}, denied: []string{"net", "os", "github.com/segmentio/"}},
	{part: "sink", ours: []string{"sink", "extract/fact"}, denied: []string{"github.com/jdkato/"}},
	{part: "cmd/train", ours: []string{"extract", "ingest/article", "cmd/train"}},
	{part: "cmd", ours: []string{"cmd", "ingest", "extract", "sink"}},
}

// violation returns why a package may not import another, empty if it may.
func violation(pkg, imported string) string {
	i := slices.IndexFunc(directions, func(d direction) bool { return within(pkg, d.part) })
	if i < 0 {
		return "no direction is set for " + pkg
	}
	d := directions[i]
	if ours, ok := strings.CutPrefix(imported, module); ok {
		if slices.ContainsFunc(d.ours, func(part string) bool { return within(ours, part) }) {
			return ""
		}
		return pkg + " imports " + ours + ", against the way of the data"
	}
	if slices.ContainsFunc(d.denied, func(part string) bool { return within(imported, strings.TrimSuffix(part, "/")) }) {
		return pkg + " imports " + imported + ", which its part may not"
	}
	return ""
}

func within(pkg, part string) bool { return pkg == part || strings.HasPrefix(pkg, part+"/") }

func TestDataFlowsOneWay(t *testing.T) {
	files := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || path.Dir(name) == "." {
			return err
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.ImportsOnly)
		if err != nil {
			return err
		}
		for _, spec := range file.Imports {
			imported, err := strconv.Unquote(spec.Path.Value)
			if err != nil {
				return err
			}
			if imported == strings.TrimSuffix(module, "/") {
				continue // pipeline.yaml
			}
			if why := violation(path.Dir(name), imported); why != "" {
				t.Errorf("%s: %s", name, why)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if files < 50 {
		t.Errorf("looked at %d files, want all of them", files)
	}
}

// TestViolationsAreSeen shows that the check can fail.
func TestViolationsAreSeen(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		allowed       bool
	}{
		{"extract/quantity", module + "extract/sentence", true},
		{"extract", module + "ingest/article", true},
		{"extract", module + "ingest/feed", false},
		{"extract/company", "net/http", false},
		{"extract/company", "os", false},
		{"extract/company", "github.com/jdkato/prose/v2", true},
		{"extract/fact", module + "extract/company", false},
		{"ingest/feed", module + "extract/fact", false},
		{"ingest/article", module + "ingest/link", false},
		{"sink/kafka", module + "extract/fact", true},
		{"sink/kafka", module + "extract", false},
		{"sink/kafka", module + "ingest/article", false},
		{"cmd/gigawire", module + "sink/kafka", true},
		{"elsewhere", "fmt", false},
	} {
		if got := violation(c.pkg, c.imported) == ""; got != c.allowed {
			t.Errorf("%s importing %s: allowed %v, want %v", c.pkg, c.imported, got, c.allowed)
		}
	}
}
