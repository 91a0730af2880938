package registry_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/fact/schema"
	"github.com/gigawire/gigawire/sink/registry"
)

// registered is a registry that remembers, and knows no subject before it has a
// schema, as Apicurio does.
func registered(t *testing.T) (address string, subjects map[string]string) {
	t.Helper()
	subjects = map[string]string{}
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /v7/config/{subject}", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := subjects[r.PathValue("subject")]; !ok {
			http.NotFound(w, r)
		}
	})
	mux.HandleFunc("POST /v7/subjects/{subject}/versions", func(w http.ResponseWriter, r *http.Request) {
		var body struct{ SchemaType, Schema string }
		user, password, _ := r.BasicAuth()
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || body.SchemaType != "JSON" || user+password != "uhush" {
			http.Error(w, `{"error_code":40101,"message":"who are you?"}`, http.StatusUnauthorized)
			return
		}
		subjects[r.PathValue("subject")] = body.Schema
		fmt.Fprint(w, `{"id":7}`)
	})
	server := httptest.NewServer(mux)
	t.Cleanup(server.Close)
	return strings.Replace(server.URL, "http://", "http://u:hush@", 1) + "/v7", subjects
}

func TestRegisterPutsTheSchemaUnderItsSubject(t *testing.T) {
	address, subjects := registered(t)
	r, err := registry.New(address)
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		id, err := r.Register(t.Context(), "facts.valuations-value", []byte(`{"type":"object"}`))
		if err != nil || id != 7 || subjects["facts.valuations-value"] != `{"type":"object"}` {
			t.Errorf("ID %d, error %v, subjects %v", id, err, subjects)
		}
	}
}

func TestRefusalSaysWhyAndKeepsThePassword(t *testing.T) {
	address, _ := registered(t)
	r, err := registry.New(strings.Replace(address, "hush", "wrong", 1))
	if err != nil {
		t.Fatal(err)
	}
	_, err = r.Register(t.Context(), "s", []byte(`{}`))
	if !errors.Is(err, registry.ErrRefused) || !strings.Contains(err.Error(), "who are you?") {
		t.Errorf("error %v", err)
	}
	away, err := registry.New("http://u:hush@127.0.0.1:1")
	if err != nil {
		t.Fatal(err)
	}
	if _, err := away.Register(t.Context(), "s", nil); err == nil || strings.Contains(err.Error(), "hush") {
		t.Errorf("error %v", err)
	}
	for _, address := range []string{"", "localhost:8081", "ftp://x", "http://u:hush@%zz"} {
		if _, err := registry.New(address); err == nil || strings.Contains(err.Error(), "hush") {
			t.Errorf("%q: error %v", address, err)
		}
	}
}

// TestRealRegistry registers every schema, and each a second time with a field
// added, with the registry at GIGAWIRE_REGISTRY.
func TestRealRegistry(t *testing.T) {
	address := os.Getenv("GIGAWIRE_REGISTRY")
	if address == "" {
		if os.Getenv("GIGAWIRE_REQUIRE_REGISTRY") != "" {
			t.Fatal("GIGAWIRE_REGISTRY names no registry")
		}
		t.Skip("GIGAWIRE_REGISTRY names no registry")
	}
	r, err := registry.New(address)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range schema.Names() {
		data, err := schema.Bundle(name)
		if err != nil {
			t.Fatal(err)
		}
		subject := fmt.Sprintf("test-%x.%s-value", rand.Uint64(), name)
		first, err := r.Register(t.Context(), subject, data)
		if err != nil {
			t.Fatal(err)
		}
		again, err := r.Register(t.Context(), subject, data)
		if err != nil || again != first {
			t.Errorf("%s: ID %d, then %d, error %v", name, first, again, err)
		}
		more := strings.Replace(string(data), `"properties": {`, `"properties": {"added_later": {"type": "string"},`, 1)
		later, err := r.Register(t.Context(), subject, []byte(more))
		if err != nil || later == first {
			t.Errorf("%s with a field added: ID %d, before %d, error %v", name, later, first, err)
		}
	}
}
