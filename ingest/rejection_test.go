package ingest_test

import (
	"errors"
	"fmt"
	"io"
	"testing"

	"github.com/gigawire/gigawire/ingest"
)

// TestEachErrorStandsForItsReason, however deep it is wrapped; all else could
// not be had.
func TestEachErrorStandsForItsReason(t *testing.T) {
	for err, want := range map[error]string{
		ingest.ErrEmpty: "empty", ingest.ErrBinary: "binary", ingest.ErrTooLarge: "too_large", ingest.ErrCharset: "charset",
		ingest.ErrLanguage: "language", ingest.ErrNoText: "no_text", ingest.ErrPaywall: "paywall", ingest.ErrConsent: "consent", ingest.ErrMalformed: "malformed",
		io.ErrUnexpectedEOF: "fetch",
	} {
		wrapped := fmt.Errorf("reading page: %w", errors.Join(err, io.EOF))
		if got := ingest.Reason(wrapped); got != want {
			t.Errorf("%v stands for %q, want %q", err, got, want)
		}
	}
}

// TestRejectionKeepsTheBeginningOfTheBody, in memory of its own: what is
// rejected may be large, and many may wait.
func TestRejectionKeepsTheBeginningOfTheBody(t *testing.T) {
	body := make([]byte, 1<<20)
	body[0] = 'a'
	r := ingest.Reject("page.html", body, ingest.ErrBinary)
	if len(r.Body) != 64<<10 || cap(r.Body) > 128<<10 || r.Origin != "page.html" || r.Reason != ingest.ReasonBinary {
		t.Errorf("%d bytes of %d kept, origin %q, reason %q", len(r.Body), cap(r.Body), r.Origin, r.Reason)
	}
	body[0] = 'b'
	if r.Body[0] != 'a' {
		t.Error("the rejection changes with the body")
	}
	if r := ingest.Reject("", nil, ingest.ErrEmpty); len(r.Body) != 0 {
		t.Errorf("body %q of nothing", r.Body)
	}
}

// TestExpectedReasons are none of those that something is wrong for.
func TestExpectedReasons(t *testing.T) {
	for reason, want := range map[string]bool{
		"duplicate": true, "language": true, "no_text": true, "paywall": true, "consent": true,
		"empty": false, "binary": false, "too_large": false, "charset": false, "malformed": false, "fetch": false, "": false,
	} {
		if got := (&ingest.Rejection{Reason: reason}).Expected(); got != want {
			t.Errorf("%q: %v, want %v", reason, got, want)
		}
	}
}
