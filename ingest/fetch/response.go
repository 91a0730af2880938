package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/gigawire/gigawire/ingest"
)

// Response is what a server answered.
type Response struct {
	// URL is the address after redirects, without user and password.
	URL         string
	ContentType string
	// Body is decompressed.
	Body []byte
	// ETag and LastModified are for the next request.
	ETag, LastModified string
	// Header has what else the server says, such as Cache-Control and Link.
	Header http.Header
	// Moved is the address to ask from now on, empty where that is the one
	// that was asked: where redirects for good lead to (RFC 9110, section 15.4).
	Moved string
	// NotModified is true, and Body empty, where the server says that nothing
	// changed.
	NotModified bool
	next        *url.URL // where it redirects to, nil for nowhere
	forGood     bool     // whether it does so for good
}

// StatusError is an answer that is neither the document nor a redirect.
type StatusError struct {
	Code int
	// RetryAfter is the header of that name, empty for none.
	RetryAfter string
}

// Error names the status.
func (e *StatusError) Error() string {
	text := fmt.Sprintf("the server answered %d %s", e.Code, http.StatusText(e.Code))
	if e.RetryAfter != "" {
		text += fmt.Sprintf(" (Retry-After: %s)", e.RetryAfter)
	}
	return text
}

// passing reports whether it makes sense to ask again.
func (e *StatusError) passing() bool {
	return e.Code == http.StatusTooManyRequests || e.Code == http.StatusRequestTimeout || e.Code >= 500
}

// once makes a request and reads the answer within the time that one may take.
func (f *Fetcher) once(ctx context.Context, r request) (*Response, error) {
	limited, cancel := context.WithTimeout(ctx, f.config.Timeout)
	defer cancel()
	resp, err := f.exchange(limited, r)
	var wrapped *url.Error // names the address once more
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if err != nil && ctx.Err() != nil {
		return nil, ctx.Err()
	}
	if err != nil && limited.Err() != nil {
		return nil, fmt.Errorf("no whole answer within the %s of fetch.timeout: %w", f.config.Timeout, err)
	}
	return resp, err
}

func (f *Fetcher) exchange(ctx context.Context, r request) (*Response, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, r.url.String(), nil)
	if err != nil {
		return nil, err
	}
	f.setHeader(req.Header, r)
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return f.read(resp, r)
}

func (f *Fetcher) setHeader(h http.Header, r request) {
	h.Set("User-Agent", f.config.UserAgent)
	h.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8")
	h.Set("Accept-Language", "en, *;q=0.5")
	if r.etag != "" {
		h.Set("If-None-Match", r.etag)
	}
	if r.lastModified != "" {
		h.Set("If-Modified-Since", r.lastModified)
	}
}

// read makes a response of an answer.
func (f *Fetcher) read(resp *http.Response, r request) (*Response, error) {
	from := *r.url
	from.User = nil
	out := &Response{
		URL: from.String(), ContentType: resp.Header.Get("Content-Type"),
		ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"), Header: resp.Header,
		forGood: resp.StatusCode == http.StatusMovedPermanently || resp.StatusCode == http.StatusPermanentRedirect,
	}
	var err error
	switch {
	case resp.StatusCode == http.StatusOK:
		out.Body, err = f.body(resp, r)
	case resp.StatusCode == http.StatusNotModified && r.conditional():
		out.NotModified = true
	case redirects(resp.StatusCode) && resp.Header.Get("Location") != "":
		out.next, err = resp.Location()
	default:
		err = &StatusError{resp.StatusCode, resp.Header.Get("Retry-After")}
	}
	return out, err
}

func redirects(status int) bool {
	switch status {
	case http.StatusMovedPermanently, http.StatusFound, http.StatusSeeOther, http.StatusTemporaryRedirect, http.StatusPermanentRedirect:
		return true
	}
	return false
}

// body reads a body, which the transport decompresses. Of a robots.txt it
// takes the beginning.
func (f *Fetcher) body(resp *http.Response, r request) ([]byte, error) {
	if coding := resp.Header.Get("Content-Encoding"); coding != "" && coding != "identity" {
		return nil, fmt.Errorf("%w: it comes in the content coding %q, which was not asked for", ingest.ErrMalformed, coding)
	}
	most := f.limit(r)
	if !r.robots && resp.ContentLength > most {
		return nil, f.tooLarge(r)
	}
	body, err := io.ReadAll(io.LimitReader(resp.Body, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("reading body: %w", err)
	case int64(len(body)) <= most:
		return body, nil
	case r.robots:
		return body[:most], nil
	}
	return nil, f.tooLarge(r)
}

// limit returns how many bytes of a body are read.
func (f *Fetcher) limit(r request) int64 {
	switch {
	case r.robots:
		return maxRobots
	case r.maxBody > 0:
		return r.maxBody
	}
	return f.config.MaxBody
}

func (f *Fetcher) tooLarge(r request) error {
	if r.maxBody > 0 {
		return fmt.Errorf("%w: more than %d bytes", ingest.ErrTooLarge, r.maxBody)
	}
	return fmt.Errorf("%w: more than the %d bytes of fetch.max_body_bytes", ingest.ErrTooLarge, f.config.MaxBody)
}
