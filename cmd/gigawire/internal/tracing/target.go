package tracing

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
)

// target is where spans are sent to.
type target struct {
	url    string // empty for nowhere
	name   string // without a password
	header http.Header
}

// targetOf reads OpenTelemetry's variables (OTLP exporter specification): the
// endpoint of all signals, to which a path is added, or that of traces alone.
func targetOf(lookup func(string) (string, bool)) (target, error) {
	address, _ := lookup("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT")
	if address == "" {
		if address, _ = lookup("OTEL_EXPORTER_OTLP_ENDPOINT"); address == "" {
			return target{}, nil
		}
		address = strings.TrimSuffix(address, "/") + "/v1/traces"
	}
	u, err := url.Parse(address)
	if err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return target{}, errors.New("OTEL_EXPORTER_OTLP_ENDPOINT is no address: write http://host:4318")
	}
	header := http.Header{"Content-Type": {"application/json"}}
	for _, name := range []string{"OTEL_EXPORTER_OTLP_HEADERS", "OTEL_EXPORTER_OTLP_TRACES_HEADERS"} {
		if err := addHeaders(header, name, lookup); err != nil {
			return target{}, err
		}
	}
	return target{address, u.Redacted(), header}, nil
}

// addHeaders adds the headers of a variable, key=value,key=value with values
// percent-encoded.
func addHeaders(header http.Header, name string, lookup func(string) (string, bool)) error {
	list, _ := lookup(name)
	for pair := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(pair) == "" {
			continue
		}
		key, value, ok := strings.Cut(pair, "=")
		decoded, err := url.PathUnescape(strings.TrimSpace(value))
		if !ok || err != nil { // the value may be a secret
			return fmt.Errorf("%s has %q without a value that can be read: write key=value,key=value", name, key)
		}
		header.Set(strings.TrimSpace(key), decoded)
	}
	return nil
}
