package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
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
	watched, stop := context.WithCancelCause(limited)
	defer stop(nil)
	resp, err := f.exchange(watched, stop, r)
	var status *StatusError
	switch {
	case err == nil || errors.As(err, &status):
		return resp, err
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case limited.Err() != nil:
		return nil, fmt.Errorf("no whole answer within the %s of fetch.timeout: %w", f.config.Timeout, limited.Err())
	case errors.Is(context.Cause(watched), errIdle):
		return nil, fmt.Errorf("%w for the %s of fetch.idle_timeout", errIdle, f.config.IdleTimeout)
	}
	return nil, explain(err)
}

// explain says of an error of net/http what it means here.
func explain(err error) error {
	var wrapped *url.Error // names the address once more
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	var timeout net.Error
	var connecting *net.OpError
	switch {
	case errors.Is(err, io.EOF): // which means to others that all is well
		return fmt.Errorf("the server closed the connection before it answered: %w", io.ErrUnexpectedEOF)
	case !errors.As(err, &timeout) || !timeout.Timeout():
		return err
	case errors.As(err, &connecting) || strings.Contains(err.Error(), "TLS handshake"):
		return fmt.Errorf("%w (fetch.connect_timeout)", err)
	}
	return fmt.Errorf("%w (fetch.header_timeout)", err)
}

// exchange makes a request and reads the answer. Stop ends it.
func (f *Fetcher) exchange(ctx context.Context, stop context.CancelCauseFunc, r request) (*Response, error) {
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
	return f.read(resp, newSource(resp.Body, f.config.IdleTimeout, stop), r)
}

func (f *Fetcher) setHeader(h http.Header, r request) {
	h.Set("User-Agent", f.config.UserAgent)
	h.Set("Accept", "text/html, application/xhtml+xml, application/rss+xml, application/atom+xml, */*;q=0.8")
	h.Set("Accept-Language", "en, *;q=0.5")
	h.Set("Accept-Encoding", codings)
	if r.etag != "" {
		h.Set("If-None-Match", r.etag)
	}
	if r.lastModified != "" {
		h.Set("If-Modified-Since", r.lastModified)
	}
}

// read makes a response of an answer.
func (f *Fetcher) read(resp *http.Response, from *source, r request) (*Response, error) {
	address := *r.url
	address.User = nil
	out := &Response{
		URL: address.String(), ContentType: resp.Header.Get("Content-Type"),
		ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"), Header: resp.Header,
		forGood: resp.StatusCode == http.StatusMovedPermanently || resp.StatusCode == http.StatusPermanentRedirect,
	}
	var err error
	switch {
	case resp.StatusCode == http.StatusOK:
		out.Body, err = f.body(resp, from, r)
	case resp.StatusCode == http.StatusNotModified && r.conditional():
		out.NotModified = true
	case redirects(resp.StatusCode) && resp.Header.Get("Location") != "":
		out.next, err = resp.Location()
	default:
		err = &StatusError{resp.StatusCode, resp.Header.Get("Retry-After")}
	}
	if resp.StatusCode != http.StatusOK {
		from.drain()
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
