package ingest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
)

// Reasons why a document is no article, as they stand in metrics and headers.
const (
	ReasonEmpty     = "empty"
	ReasonBinary    = "binary"
	ReasonTooLarge  = "too_large"
	ReasonCharset   = "charset"
	ReasonLanguage  = "language"
	ReasonNoText    = "no_text"
	ReasonPaywall   = "paywall"
	ReasonConsent   = "consent"
	ReasonMalformed = "malformed"
	ReasonFetch     = "fetch"
	ReasonDuplicate = "duplicate"
)

// The permanent errors of reading a document. Each stands for one reason.
var (
	ErrEmpty     = errors.New("the document is empty")
	ErrBinary    = errors.New("the document is not text")
	ErrTooLarge  = errors.New("the document is too large")
	ErrCharset   = errors.New("the document's charset is unknown")
	ErrLanguage  = errors.New("the article is not in English")
	ErrNoText    = errors.New("the page has no article text")
	ErrPaywall   = errors.New("the page shows its text to subscribers only")
	ErrConsent   = errors.New("the page asks for consent to cookies and shows no article")
	ErrMalformed = errors.New("the document is malformed")
)

// Reason returns the reason that an error stands for; for an error that is
// none of the above it is ReasonFetch.
func Reason(err error) string {
	for _, r := range []struct {
		err    error
		reason string
	}{
		{ErrEmpty, ReasonEmpty}, {ErrBinary, ReasonBinary}, {ErrTooLarge, ReasonTooLarge}, {ErrCharset, ReasonCharset},
		{ErrLanguage, ReasonLanguage}, {ErrNoText, ReasonNoText}, {ErrPaywall, ReasonPaywall}, {ErrMalformed, ReasonMalformed},
		{ErrConsent, ReasonConsent},
	} {
		if errors.Is(err, r.err) {
			return r.reason
		}
	}
	return ReasonFetch
}

// ExpectedReasons returns those that are nobody's fault: what has one is set aside
// and counted, and is no dead letter.
func ExpectedReasons() []string {
	return []string{ReasonDuplicate, ReasonLanguage, ReasonNoText, ReasonPaywall, ReasonConsent}
}

// Expected reports whether the reason is one of ExpectedReasons.
func (r *Rejection) Expected() bool { return slices.Contains(ExpectedReasons(), r.Reason) }

// Recovered makes an error that wraps ErrMalformed of a panic, with which a
// parser answers what its authors did not think of. It is deferred, so that one
// document ends no program, again at each start.
func Recovered(err *error) {
	if cause := recover(); cause != nil {
		*err = fmt.Errorf("%w: reading it panicked: %v: it is a mistake of gigawire, so report it with the document", ErrMalformed, cause)
	}
}

// keptBody is how much of a rejected document is kept, in bytes.
const keptBody = 64 << 10

// Reject returns the rejection of a document at origin. It keeps a copy of the
// body's beginning, and so not the whole of a large one.
func Reject(origin string, body []byte, err error) *Rejection {
	return &Rejection{Reason: Reason(err), Err: err, Origin: origin, Body: bytes.Clone(body[:min(len(body), keptBody)])}
}
