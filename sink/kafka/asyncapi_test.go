package kafka

import (
	"io/fs"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"go.opentelemetry.io/otel/trace"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/schema"
	"github.com/gigawire/gigawire/sink"
)

type object = map[string]any

func asyncAPI(t *testing.T) object {
	t.Helper()
	data, err := fs.ReadFile(schema.Files(), "asyncapi.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var doc object
	if err := yaml.Unmarshal(data, &doc); err != nil {
		t.Fatal(err)
	}
	return doc
}

func TestAsyncAPIHasTheTopics(t *testing.T) {
	var addresses []string
	for _, channel := range asyncAPI(t)["channels"].(object) {
		addresses = append(addresses, channel.(object)["address"].(string))
	}
	slices.Sort(addresses)
	want := Config{}.TopicNames()
	slices.Sort(want)
	if diff := cmp.Diff(want, addresses); diff != "" {
		t.Errorf("-written +described\n%s", diff)
	}
}

// TestAsyncAPIHasTheHeaders holds the headers described to those of a fact and
// of a dead letter.
func TestAsyncAPIHasTheHeaders(t *testing.T) {
	dead := NewDeadLetters(&Client{}).message(&sink.DeadLetter{Topic: "t", Value: []byte("cut, as no size is configured")})
	written, err := NewFacts(&Client{}, time.Now).message(sink.WithTraces(t.Context(), map[string]trace.SpanContext{"": traced(t)}), &fact.Fact{Type: fact.TypeAmount}, "now")
	if err != nil {
		t.Fatal(err)
	}
	var article Message
	article.SetTrace(traced(t))
	for name, headers := range map[string][]Header{
		"cloudEvent": written.Headers,
		"trace":      article.Headers,
		"deadLetter": dead.Headers,
		"receipt":    receipt(&Message{}).Headers,
	} {
		described := at(t, asyncAPI(t), "#/components/schemas/"+name).(object)["properties"].(object)
		var written []string
		for _, h := range headers {
			written = append(written, h.Key)
		}
		slices.Sort(written)
		if diff := cmp.Diff(written, slices.Sorted(maps.Keys(described))); diff != "" {
			t.Errorf("%s: -written +described\n%s", name, diff)
		}
	}
}

func TestAsyncAPIRefersToWhatIsThere(t *testing.T) {
	doc := asyncAPI(t)
	found := 0
	var walk func(any)
	walk = func(v any) {
		switch v := v.(type) {
		case object:
			if ref, ok := v["$ref"].(string); ok {
				found++
				at(t, doc, ref)
			}
			for _, inner := range v {
				walk(inner)
			}
		case []any:
			for _, inner := range v {
				walk(inner)
			}
		}
	}
	walk(doc)
	if found < 20 {
		t.Errorf("found %d references, want those of all channels and messages", found)
	}
}

// at returns what a reference points to.
func at(t *testing.T, doc object, ref string) any {
	t.Helper()
	path, local := strings.CutPrefix(ref, "#/")
	if !local {
		if _, err := fs.Stat(schema.Files(), ref); err != nil {
			t.Errorf("%s: %v", ref, err)
		}
		return nil
	}
	var value any = doc
	for key := range strings.SplitSeq(path, "/") {
		inner, ok := value.(object)[key]
		if !ok {
			t.Fatalf("%s: there is no %s", ref, key)
		}
		value = inner
	}
	return value
}
