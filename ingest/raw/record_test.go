package raw

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
)

func record(headers ...string) *ingest.Record {
	r := &ingest.Record{Topic: "pages.raw", Partition: 2, Offset: 7, Key: []byte("k")}
	for i := 0; i < len(headers); i += 2 {
		r.Headers = append(r.Headers, ingest.Header{Key: headers[i], Value: []byte(headers[i+1])})
	}
	return r
}

func TestHeadersSayWhereARecordIsFrom(t *testing.T) {
	for _, c := range []struct {
		headers []string
		want    Document
	}{
		{nil, Document{}},
		{[]string{"Content-Type", "text/html", "URL", "https://a.example/1"}, Document{ContentType: "text/html", URL: "https://a.example/1"}},
		{[]string{"ce_source", "https://crawler.example/", "ce_subject", "https://a.example/1"}, Document{URL: "https://a.example/1"}},
		{[]string{"ce_source", "https://a.example/1", "ce_subject", "page"}, Document{URL: "https://a.example/1"}},
		{[]string{"ce_source", "urn:crawler", "url", "/1"}, Document{}},
	} {
		if diff := cmp.Diff(c.want, OfRecord(record(c.headers...), nil)); diff != "" {
			t.Errorf("%q: -want +got\n%s", c.headers, diff)
		}
	}
}

func TestRejectedRecordsAreKeptWhole(t *testing.T) {
	r := record()
	body := make([]byte, 1<<20)
	got := RejectRecord(r, OfRecord(r, body), ingest.ErrBinary)
	if got.Record != r || len(got.Body) != len(body) || got.Reason != ingest.ReasonBinary || got.Origin != "pages.raw, partition 2, offset 7" {
		t.Errorf("%+v with %d bytes", got.Record, len(got.Body))
	}
	if got := RejectRecord(r, Document{URL: "https://a.example/1"}, ingest.ErrEmpty); got.Origin != "https://a.example/1" {
		t.Errorf("origin %s", got.Origin)
	}
}
