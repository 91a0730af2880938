package main

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/fact/schema"
)

func TestSchemaPrintsContracts(t *testing.T) {
	list := run1(t, "", "schema")
	list.want(t, exitDone)
	for name := range strings.FieldsSeq(list.out) {
		c := run1(t, "", "schema", name)
		c.want(t, exitDone)
		if isJSON := json.Valid([]byte(c.out)); isJSON == (name == asyncAPI) || len(c.out) < 500 {
			t.Errorf("schema %s: %d bytes, JSON %v", name, len(c.out), isJSON)
		}
	}
	run1(t, "", "schema", "rumour").want(t, exitUsage, "choose of", "valuation", "asyncapi")
}

func TestSchemaRegistersEachTopic(t *testing.T) {
	var subjects []string
	mux := http.NewServeMux()
	mux.HandleFunc("PUT /config/{subject}", func(http.ResponseWriter, *http.Request) {})
	mux.HandleFunc("POST /subjects/{subject}/versions", func(w http.ResponseWriter, r *http.Request) {
		subjects = append(subjects, r.PathValue("subject"))
		w.Write([]byte(`{"id":1}`))
	})
	server := httptest.NewServer(mux)
	defer server.Close()
	run1(t, "", "schema", "--register", server.URL, "--set", "kafka.topic_prefix=eu.").want(t, exitDone)
	for _, want := range []string{"eu.articles-value", "eu.facts.valuations-value", "eu.facts.state-value"} {
		if !slices.Contains(subjects, want) {
			t.Errorf("%s is not registered", want)
		}
	}
	if len(subjects) != len(schema.Names()) || slices.Contains(subjects, "-value") {
		t.Errorf("subjects %v", subjects)
	}
	run1(t, "", "schema", "--register", "localhost:8081").want(t, exitUsage, "http://")
}
