package push

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"mime"
	"net/http"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// described returns openapi.yaml as JSON values.
func described(t *testing.T) map[string]any {
	t.Helper()
	asJSON, err := yaml.YAMLToJSON(OpenAPI)
	if err != nil {
		t.Fatal(err)
	}
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(asJSON))
	if err != nil {
		t.Fatal(err)
	}
	return doc.(map[string]any)
}

// at returns what stands under keys, following references.
func at(doc map[string]any, keys ...string) map[string]any {
	here := doc
	for _, key := range keys {
		here, _ = here[key].(map[string]any)
		if ref, ok := here["$ref"].(string); ok {
			here = at(doc, strings.Split(strings.TrimPrefix(ref, "#/"), "/")...)
		}
	}
	return here
}

// schemaOf compiles the schema of a name.
func schemaOf(t *testing.T, doc map[string]any, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	if err := c.AddResource("openapi.json", doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("openapi.json#/components/schemas/" + name)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// checkAnswer holds an answer to what openapi.yaml says of its status, its
// content type, its headers and each line of its body.
func checkAnswer(t *testing.T, r *http.Request, resp *http.Response, body []byte) {
	t.Helper()
	if r.URL.Path != "/articles" {
		return
	}
	doc := described(t)
	media, _, _ := mime.ParseMediaType(resp.Header.Get("Content-Type"))
	answer := at(doc, "paths", "/articles", "post", "responses", strconv.Itoa(resp.StatusCode))
	content, _ := at(doc, "paths", "/articles", "post", "responses", strconv.Itoa(resp.StatusCode))["content"].(map[string]any)
	written, ok := content[media].(map[string]any)
	if !ok {
		t.Errorf("status %d as %s is not described", resp.StatusCode, media)
		return
	}
	if headers, _ := answer["headers"].(map[string]any); (headers["Retry-After"] != nil) != (resp.Header.Get("Retry-After") != "") {
		t.Errorf("status %d with Retry-After %q", resp.StatusCode, resp.Header.Get("Retry-After"))
	}
	ref := written["schema"].(map[string]any)["$ref"].(string)
	schema := schemaOf(t, doc, ref[strings.LastIndexByte(ref, '/')+1:])
	for line := range bytes.Lines(body) {
		value, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
		if err == nil {
			err = schema.Validate(value)
		}
		if err != nil {
			t.Errorf("%s: %v", line, err)
		}
	}
}

// broken is a body that never comes.
type broken struct{ err error }

func (b broken) Read([]byte) (int, error) { return 0, b.err }
func (b broken) Close() error             { return nil }

// TestEveryStatusIsDescribedAndGiven holds what the server answers to
// openapi.yaml, both ways.
func TestEveryStatusIsDescribedAndGiven(t *testing.T) {
	s, _ := running(t, func(c *Config) { c.MaxBody = 30_000 })
	guarded, _ := running(t, func(c *Config) { c.Token = "secret" })
	full, _ := running(t, nil)
	for range cap(full.requests) {
		full.requests <- struct{}{}
	}
	slow := listen(t, func(c *Config) { c.Timeout = 1 })
	t.Cleanup(func() { slow.Close() })
	s.keys.claim("in flight")
	changed := func(r *http.Request, change func(*http.Request)) *http.Request { change(r); return r }
	given := map[string]bool{}
	for _, c := range []struct {
		to     *Server
		r      *http.Request
		status int
		reason string
	}{
		{s, request("application/json", object), 201, ""},
		{s, request("application/json", object), 200, ""},
		{s, request("application/x-ndjson", object+"\n{}\n"), 200, ""},
		{s, request("application/json", "{broken"), 400, "malformed"},
		{s, request("text/plain", " "), 400, "empty"},
		{s, request("application/x-ndjson", "\n\n"), 400, "empty"},
		{s, request("text/plain", said, "Content-Location", "/a"), 400, "malformed"},
		{s, request("application/x-ndjson", object, "Content-Location", webURL), 400, "url"},
		{s, request("text/plain", said, keyHeader, `"half`), 400, "idempotency_key"},
		{s, request("text/plain", said, keyHeader, "a", keyHeader, "b"), 400, "idempotency_key"},
		{s, changed(request("text/plain", ""), func(r *http.Request) { r.Body = broken{io.ErrUnexpectedEOF} }), 400, "incomplete"},
		{guarded, request("text/plain", said), 401, "unauthorized"},
		{guarded, request("text/plain", said, "Authorization", "Bearer secrets"), 401, "unauthorized"},
		{guarded, request("text/plain", said, "Authorization", "Basic secret"), 401, "unauthorized"},
		{guarded, request("text/plain", said, "Authorization", "bearer secret"), 201, ""},
		{s, request("text/plain", said, "Sec-Fetch-Site", "cross-site"), 403, "cross_origin"},
		{s, changed(request("text/plain", said), func(r *http.Request) { r.Method = http.MethodPut }), 405, "method"},
		{s, changed(request("text/plain", ""), func(r *http.Request) { r.Body = broken{os.ErrDeadlineExceeded} }), 408, "timeout"},
		{s, request("text/plain", said, keyHeader, "in-flight"), 201, ""},
		{s, request("text/plain", said, keyHeader, `"in flight"`), 409, "key_in_use"},
		{s, request("text/plain", strings.Repeat(said, 400)), 413, "too_large"},
		{s, request("application/json", `{"id": "huge", "text": "`+said+`"}`), 413, "too_large"},
		{s, request("application/x-ndjson", strings.Repeat("0\n", maxLines+1)), 413, "too_large"},
		{s, request("application/pdf", said), 415, "media_type"},
		{s, request("text/plain", said, "Content-Encoding", "br"), 415, "coding"},
		{s, request("text/html", "\x89PNG\r\n\x1a\n\x00\x01"), 415, "binary"},
		{s, changed(request("text/plain", said), func(r *http.Request) { r.Host = "rebound.example" }), 421, "misdirected"},
		{s, request("text/html", "<html><body></body></html>"), 422, "no_text"},
		{s, request("text/plain", said+said, keyHeader, "in-flight"), 422, "key_reused"},
		{full, request("text/plain", said), 429, "busy"},
		{slow, request("text/plain", said), 503, "unavailable"},
		{slow, request("application/x-ndjson", object), 503, "unavailable"},
	} {
		resp := ask(t, c.to, c.r)
		got := replies(t, resp)
		if resp.StatusCode != c.status || got[0].Reason != c.reason {
			t.Errorf("%d %+v, want %d %s", resp.StatusCode, got, c.status, c.reason)
		}
		given[strconv.Itoa(resp.StatusCode)] = true
	}
	statuses := slices.Sorted(maps.Keys(at(described(t), "paths", "/articles", "post", "responses")))
	if diff := cmp.Diff(statuses, slices.Sorted(maps.Keys(given))); diff != "" {
		t.Errorf("-described +given\n%s", diff)
	}
}

// TestAnswersThatAreNotDescribedAreSeen shows that the check can fail.
func TestAnswersThatAreNotDescribedAreSeen(t *testing.T) {
	doc := described(t)
	for text, want := range map[string]bool{
		`{"status": 201, "id": "a", "outcome": "published", "topic": "articles"}`:                true,
		`{"status": 201, "id": "a", "outcome": "lost", "topic": "articles"}`:                     false,
		`{"status": 201, "id": "a", "outcome": "published", "topic": "articles", "secret": "a"}`: false,
	} {
		var value any
		if err := json.Unmarshal([]byte(text), &value); err != nil {
			t.Fatal(err)
		}
		if err := schemaOf(t, doc, "Accepted").Validate(value); (err == nil) != want {
			t.Errorf("%s: %v", text, err)
		}
	}
	if doc["openapi"] != "3.1.1" {
		t.Errorf("openapi is %v", doc["openapi"])
	}
}

// TestOpenAPIIsServed beside what it describes.
func TestOpenAPIIsServed(t *testing.T) {
	s, _ := running(t, nil)
	r := request("", "")
	r.Method, r.URL.Path = http.MethodGet, "/openapi.yaml"
	resp := ask(t, s, r)
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK || !bytes.Equal(body, OpenAPI) {
		t.Errorf("status %d, %d bytes, %v", resp.StatusCode, len(body), err)
	}
	r.URL.Path = "/"
	if resp := ask(t, s, r); resp.StatusCode != http.StatusNotFound {
		t.Errorf("status %d", resp.StatusCode)
	}
}
