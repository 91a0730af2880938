package raw

import (
	"fmt"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/link"
)

// The headers that say where a record's document was published, in the order
// in which they are believed: one that is named for it, then those of
// CloudEvents 1.0 in binary mode, whose subject is the document and whose
// source may be only its producer. Names are compared without regard to case.
var urlHeaders = [...]string{"url", "ce_subject", "ce_source"}

// contentTypeHeader says what the document is, also in CloudEvents.
const contentTypeHeader = "content-type"

// OfRecord returns the document that a record of a topic has as its value.
func OfRecord(r *ingest.Record, value []byte) Document {
	d := Document{Body: value, ContentType: header(r, contentTypeHeader)}
	for _, name := range urlHeaders {
		if address := header(r, name); link.IsWeb(address) {
			d.URL = address
			break
		}
	}
	return d
}

// RejectRecord returns the rejection of a record's document, with its value
// whole.
func RejectRecord(r *ingest.Record, d Document, err error) *ingest.Rejection {
	origin := d.URL
	if origin == "" {
		origin = fmt.Sprintf("%s, partition %d, offset %d", r.Topic, r.Partition, r.Offset)
	}
	out := ingest.Reject(origin, nil, err)
	out.Body, out.Record = d.Body, r
	return out
}

func header(r *ingest.Record, name string) string {
	for _, h := range r.Headers {
		if strings.EqualFold(h.Key, name) {
			return string(h.Value)
		}
	}
	return ""
}
