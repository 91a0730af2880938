package gigawire_test

import (
	"bufio"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
)

// TestReadmeListsEveryKey holds the README's table to the keys of
// pipeline.yaml.
func TestReadmeListsEveryKey(t *testing.T) {
	var schema struct {
		Properties map[string]struct {
			Properties map[string]any
		}
	}
	if err := json.Unmarshal([]byte(read(t, "pipeline.schema.json")), &schema); err != nil {
		t.Fatal(err)
	}
	readme := read(t, "README.md")
	listed := func(section, key string) bool {
		row := regexp.MustCompile("(?m)^\\| `" + section + `\..*` + "\\b" + key + "\\b[^|]*`.*\\|")
		return row.MatchString(readme)
	}
	for section, s := range schema.Properties {
		for key := range s.Properties {
			if !listed(section, key) {
				t.Errorf("the README does not list %s.%s", section, key)
			}
		}
	}
	if listed("kafka", "brokerz") {
		t.Error("a key that does not exist is found in the README")
	}
}

// TestArchitectureListsEveryDependency wants a reason for each module that
// go.mod names for the program itself.
func TestArchitectureListsEveryDependency(t *testing.T) {
	architecture := read(t, "ARCHITECTURE.md")
	direct := regexp.MustCompile(`^\t(\S+) v\S+$`)
	found := 0
	for lines := bufio.NewScanner(strings.NewReader(read(t, "go.mod"))); lines.Scan(); {
		module := direct.FindStringSubmatch(lines.Text())
		if module == nil {
			continue
		}
		found++
		name := regexp.MustCompile(`^github\.com/|^golang\.org/|/v[0-9]+$`).ReplaceAllString(module[1], "")
		if !strings.Contains(architecture, name) && !strings.Contains(architecture, strings.TrimPrefix(name, "twmb/franz-go/")) {
			t.Errorf("ARCHITECTURE.md gives no reason for %s", module[1])
		}
	}
	if found < 10 {
		t.Errorf("found %d direct modules in go.mod", found)
	}
}

// TestArchitectureMapsEveryPackage wants a row for each package.
func TestArchitectureMapsEveryPackage(t *testing.T) {
	architecture := read(t, "ARCHITECTURE.md")
	packages := map[string]bool{}
	err := fs.WalkDir(os.DirFS("."), ".", func(name string, _ fs.DirEntry, err error) error {
		if strings.HasSuffix(name, ".go") {
			packages[path.Dir(name)] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for name := range packages {
		if !strings.Contains(architecture, "\n| `"+name+"` |") {
			t.Errorf("the map of ARCHITECTURE.md lacks %s", name)
		}
	}
}

// TestLinksLeadSomewhere follows the documents' links to files.
func TestLinksLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:]+)\)`)
	for _, name := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} {
		for _, target := range link.FindAllStringSubmatch(read(t, name), -1) {
			if _, err := os.Stat(target[1]); err != nil {
				t.Errorf("%s links to %s: %v", name, target[1], err)
			}
		}
	}
}

// TestExamplesNameFieldsThatFactsHave holds the fields that the examples for
// consumers name to the schemas: a renamed field would break them unseen.
func TestExamplesNameFieldsThatFactsHave(t *testing.T) {
	var sink struct {
		Config map[string]string
	}
	if err := json.Unmarshal([]byte(read(t, "docs/examples/jdbc-sink.json")), &sink); err != nil {
		t.Fatal(err)
	}
	var told connectSchema
	if err := json.Unmarshal([]byte(sink.Config["value.converter.schema.content"]), &told); err != nil || len(told.Fields) < 8 {
		t.Fatalf("%d fields, error %v", len(told.Fields), err)
	}
	valuation := read(t, "extract/fact/schema/valuation.json") + read(t, "extract/fact/schema/common.json")
	for _, name := range told.names() {
		if !strings.Contains(valuation, `"`+name+`": {`) {
			t.Errorf("jdbc-sink.json has %q, which no valuation has", name)
		}
	}
	schemas := valuation + read(t, "extract/fact/schema/gigawatt.json") + read(t, "extract/fact/schema/state.json")
	columns := regexp.MustCompile("[ <]`([a-z_]+)` (?:STRING|INT|DOUBLE|ROW|ARRAY|TIMESTAMP_LTZ\\(3\\)>?[,>])").FindAllStringSubmatch(read(t, "docs/examples/flink.sql"), -1)
	for _, c := range columns {
		if c[1] != "key" && !strings.Contains(schemas, `"`+c[1]+`": {`) {
			t.Errorf("flink.sql has %q, which no fact has", c[1])
		}
	}
	if len(columns) < 40 {
		t.Errorf("found %d columns in flink.sql", len(columns))
	}
}

// connectSchema is a schema of Kafka Connect's JSON converter.
type connectSchema struct {
	Field  string
	Fields []connectSchema
}

func (s connectSchema) names() []string {
	var out []string
	for _, f := range s.Fields {
		out = append(append(out, f.Field), f.names()...)
	}
	return out
}
