// Package registry puts the schemas of topics into a schema registry with
// Confluent's API, which Apicurio, Redpanda and Karapace have too. Messages stay
// plain JSON: they carry no schema ID.
package registry

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"
)

// ErrRefused means that the registry answers and says no.
var ErrRefused = errors.New("refused by the schema registry")

// errNotFound is what a registry says of a subject that it does not have.
var errNotFound = errors.New("not found: does the address end with the path of the API, such as /apis/ccompat/v7?")

// Registry is the way to one registry.
type Registry struct {
	base   *url.URL
	client *http.Client
}

// timeout bounds each request.
const timeout = 15 * time.Second

// New returns the way to the registry at an address, http or https, which may hold
// a user and password, and a path where the API is not at the root.
func New(address string) (*Registry, error) {
	base, err := url.Parse(address)
	if err != nil || base.Host == "" || base.Scheme != "http" && base.Scheme != "https" {
		return nil, errors.New("the schema registry's address is none: write it like http://user:password@localhost:8081/apis/ccompat/v7")
	}
	return &Registry{base, &http.Client{Timeout: timeout}}, nil
}

// Register makes a JSON Schema the latest version of a subject and returns its ID.
// One that is there already keeps its ID. The subject's compatibility check is
// switched off, as registries make it by older drafts and would refuse what only
// adds fields; that old facts stay valid is held by tests.
func (r *Registry) Register(ctx context.Context, subject string, schema []byte) (id int, err error) {
	if err := r.uncheck(ctx, subject); err != nil && !errors.Is(err, errNotFound) {
		return 0, err
	}
	var answer struct {
		ID int `json:"id"`
	}
	body := map[string]string{"schemaType": "JSON", "schema": string(schema)}
	if err := r.send(ctx, http.MethodPost, "subjects/"+subject+"/versions", body, &answer); err != nil {
		return 0, fmt.Errorf("registering schema of %s: %w", subject, err)
	}
	return answer.ID, r.uncheck(ctx, subject) // of a subject that is new
}

func (r *Registry) uncheck(ctx context.Context, subject string) error {
	body := map[string]string{"compatibility": "NONE"}
	if err := r.send(ctx, http.MethodPut, "config/"+subject, body, nil); err != nil {
		return fmt.Errorf("setting compatibility of %s: %w", subject, err)
	}
	return nil
}

// send sends a body to a path of the API and decodes the answer, unless it is nil.
func (r *Registry) send(ctx context.Context, method, path string, body, answer any) error {
	data, err := json.Marshal(body)
	if err != nil {
		return fmt.Errorf("encoding request: %w", err)
	}
	req, err := http.NewRequestWithContext(ctx, method, r.base.JoinPath(path).String(), bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("making request: %w", err)
	}
	req.Header.Set("Content-Type", "application/vnd.schemaregistry.v1+json")
	resp, err := r.client.Do(req)
	if err != nil {
		return fmt.Errorf("asking %s: %w", r.base.Redacted(), err)
	}
	defer resp.Body.Close() //nolint:errcheck // it was only read from
	return read(resp, answer)
}

// mostAnswer is how much of an answer is read, in bytes.
const mostAnswer = 1 << 20

func read(resp *http.Response, answer any) error {
	data, err := io.ReadAll(io.LimitReader(resp.Body, mostAnswer))
	if err != nil {
		return fmt.Errorf("reading answer: %w", err)
	}
	switch {
	case resp.StatusCode == http.StatusNotFound:
		return errNotFound
	case resp.StatusCode/100 != 2:
		return fmt.Errorf("%w: %s: %s", ErrRefused, resp.Status, bytes.TrimSpace(data[:min(len(data), 500)]))
	case answer == nil:
		return nil
	}
	if err := json.Unmarshal(data, answer); err != nil {
		return fmt.Errorf("decoding answer: %w", err)
	}
	return nil
}
