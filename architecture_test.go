package gigawire_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
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

// The beginnings of the modules that talk to Kafka.
const (
	kafkaGo = "github.com/segmentio/"
	franzGo = "github.com/twmb/"
)

// directions are the way of the data: ingest, then extract, then sink, and web
// reads what is on the topics. The first part that a package is in holds.
var directions = []direction{
	{part: "ingest/article", denied: []string{"net", "os", "github.com/"}},
	{part: "ingest", ours: []string{"ingest"}, denied: []string{kafkaGo, franzGo}},
	{part: "extract/fact", ours: []string{"extract/fact"}, denied: []string{"net", "os", "github.com/"}},
	{part: "extract/eval", ours: []string{"extract", "ingest/article"}, denied: []string{"net", kafkaGo, franzGo}},
	{part: "extract", ours: []string{"extract", "ingest/article"}, denied: []string{"net", "os", "syscall", kafkaGo, franzGo}},
	{part: "sink", ours: []string{"sink", "extract/fact"}, denied: []string{"github.com/jdkato/"}},
	{part: "web", ours: []string{"web", "sink", "extract/fact", "ingest/article"}, denied: []string{kafkaGo, franzGo, "github.com/jdkato/"}},
	{part: "cmd/train", ours: []string{"extract", "ingest/article", "cmd/train"}},
	{part: "cmd", ours: []string{"cmd", "ingest", "extract", "sink", "web"}},
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

// complaints returns what the file of a package imports or calls that its part
// may not.
func complaints(pkg string, file *ast.File) []string {
	var out []string
	for _, spec := range file.Imports {
		imported := strings.Trim(spec.Path.Value, `"`)
		if imported == strings.TrimSuffix(module, "/") {
			continue // pipeline.yaml
		}
		if why := violation(pkg, imported); why != "" {
			out = append(out, why)
		}
	}
	if within(pkg, "extract") && readsClock(file) {
		out = append(out, pkg+" reads the clock: equal articles would give unequal facts")
	}
	return out
}

// readsClock reports whether a file names time.Now, time.Since or time.Until.
func readsClock(file *ast.File) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		if s, ok := n.(*ast.SelectorExpr); ok {
			from, ok := s.X.(*ast.Ident)
			found = found || ok && from.Name == "time" && slices.Contains([]string{"Now", "Since", "Until"}, s.Sel.Name)
		}
		return !found
	})
	return found
}

func TestDataFlowsOneWay(t *testing.T) {
	files := 0
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(name, ".go") || strings.HasSuffix(name, "_test.go") || path.Dir(name) == "." {
			return err
		}
		files++
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, why := range complaints(path.Dir(name), file) {
			t.Errorf("%s: %s", name, why)
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

// TestPlantedViolationsAreFound shows that the check of a file can fail.
func TestPlantedViolationsAreFound(t *testing.T) {
	for source, want := range map[string]int{
		`package p; import "time"; var d time.Time`:                                          0,
		`package p; import "time"; func f() time.Time { return time.Now() }`:                 1,
		`package p; import ("os"; "time"); var now = time.Now; var args = os.Args`:           2,
		`package p; import k "github.com/segmentio/kafka-go"; var m k.Message`:               1,
		`package p; import "` + module + `ingest/fetch"; var c fetch.Config`:                 1,
		`package p; import "` + module + `ingest/article"; func f(clock article.Article) {}`: 0,
	} {
		file, err := parser.ParseFile(token.NewFileSet(), "p.go", source, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		if got := complaints("extract/quantity", file); len(got) != want {
			t.Errorf("%s\ngives %q, want %d complaints", source, got, want)
		}
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
		{"extract/company", "os/exec", false},
		{"extract/relation", "github.com/twmb/franz-go/pkg/kgo", false},
		{"extract/eval", "os", true},
		{"extract/company", "github.com/jdkato/prose/v2", true},
		{"extract/fact", module + "extract/company", false},
		{"ingest/feed", module + "extract/fact", false},
		{"ingest/article", module + "ingest/link", false},
		{"sink/kafka", module + "extract/fact", true},
		{"sink/kafka", module + "extract", false},
		{"sink/kafka", module + "ingest/article", false},
		{"web", module + "sink/kafka", true},
		{"web", module + "extract", false},
		{"web", module + "ingest/fetch", false},
		{"sink/kafka", module + "web", false},
		{"cmd/gigawire", module + "web", true},
		{"cmd/gigawire", module + "sink/kafka", true},
		{"elsewhere", "fmt", false},
	} {
		if got := violation(c.pkg, c.imported) == ""; got != c.allowed {
			t.Errorf("%s importing %s: allowed %v, want %v", c.pkg, c.imported, got, c.allowed)
		}
	}
}
