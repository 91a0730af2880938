// Package fetch gets pages and feeds over HTTP, politely and safely.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net/http"
	"net/url"
	"strconv"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// Permanent errors of fetching.
var (
	ErrRobots  = errors.New("robots.txt forbids it")
	ErrPrivate = errors.New("the address is private")
)

// StatusError is an answer other than 200 and 304.
type StatusError struct {
	Code int
	// RetryAfter is how long the server asks to wait, 0 where it does not say.
	RetryAfter time.Duration
}

// Error names the status.
func (e *StatusError) Error() string {
	return fmt.Sprintf("the server answered %d %s", e.Code, http.StatusText(e.Code))
}

// passing reports whether it makes sense to ask again.
func (e *StatusError) passing() bool {
	return e.Code == http.StatusTooManyRequests || e.Code >= 500
}

// Config says how to fetch.
type Config struct {
	// UserAgent names the program and how to reach who runs it.
	UserAgent string `yaml:"user_agent"`
	// Delay is the least time between two requests to one host.
	Delay time.Duration `yaml:"delay"`
	// Timeout bounds one request, the body included.
	Timeout time.Duration `yaml:"timeout"`
	// MaxBody is how large a body may be once decompressed, in bytes.
	MaxBody int64 `yaml:"max_body_bytes"`
	// Attempts is how often a request is made that fails in passing.
	Attempts int `yaml:"attempts"`
	// AllowHosts are hosts, with ports, that may be private or loopback, and
	// are fetched from without delay.
	AllowHosts []string `yaml:"allow_hosts"`
}

// DefaultConfig returns settings that no server should mind.
func DefaultConfig() Config {
	return Config{
		UserAgent: "gigawire/1 (+https://github.com/gigawire/gigawire)",
		Delay:     2 * time.Second, Timeout: 30 * time.Second, MaxBody: 5 << 20, Attempts: 3,
	}
}

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	switch {
	case c.UserAgent == "":
		return errors.New("fetch.user_agent is empty: name your program and an address to reach you")
	case c.Delay < 0:
		return fmt.Errorf("fetch.delay is %s: it must not be negative", c.Delay)
	case c.Timeout <= 0:
		return fmt.Errorf("fetch.timeout is %s: it must be more than 0, such as 30s", c.Timeout)
	case c.MaxBody < 1024:
		return fmt.Errorf("fetch.max_body_bytes is %d: it must be at least 1024", c.MaxBody)
	case c.Attempts < 1:
		return fmt.Errorf("fetch.attempts is %d: it must be at least 1", c.Attempts)
	}
	return nil
}

// Response is what a server answered.
type Response struct {
	// URL is the address after redirects.
	URL         string
	ContentType string
	Body        []byte
	// ETag and LastModified are for the next request.
	ETag, LastModified string
	// NotModified is true, and Body empty, where the server says that nothing
	// changed.
	NotModified bool
}

// Fetcher fetches. It may be used by several goroutines.
type Fetcher struct {
	config Config
	client *http.Client
	pace   *pace
	robots *robotsCache
}

// New returns a fetcher.
func New(c Config) (*Fetcher, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making fetcher: %w", err)
	}
	f := &Fetcher{config: c, client: newClient(c), pace: newPace(c)}
	f.robots = newRobotsCache(f)
	return f, nil
}

// Get fetches an address, unless robots.txt forbids it, after the delay that
// its host is due; it asks again, with growing pauses, where that may help.
// etag and lastModified make it conditional; they may be empty.
func (f *Fetcher) Get(ctx context.Context, address, etag, lastModified string) (*Response, error) {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return nil, fmt.Errorf("fetching %q: want an address that begins with http:// or https://", address)
	}
	delay, err := f.robots.allow(ctx, u)
	if err != nil {
		return nil, fmt.Errorf("fetching %s: %w", address, err)
	}
	for attempt := 1; ; attempt++ {
		if err := f.pace.wait(ctx, u.Host, delay); err != nil {
			return nil, fmt.Errorf("fetching %s: %w", address, err)
		}
		resp, err := f.once(ctx, address, etag, lastModified)
		if err == nil {
			return resp, nil
		}
		if attempt >= f.config.Attempts || !passing(err) || pause(ctx, attempt, err) != nil {
			return nil, fmt.Errorf("fetching %s: %w", address, err)
		}
	}
}

// passing reports whether an error may go away.
func passing(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.passing()
	}
	for _, permanent := range []error{ErrPrivate, ErrRobots, ingest.ErrTooLarge, context.Canceled, errRedirects} {
		if errors.Is(err, permanent) {
			return false
		}
	}
	return true
}

// maxPause bounds how long one waits for a server, whatever it asks for.
const maxPause = 60 * time.Second

// pause waits before the next attempt: as long as the server asks, or
// exponentially longer with full jitter.
func pause(ctx context.Context, attempt int, err error) error {
	wait := rand.N(250 * time.Millisecond << attempt)
	var status *StatusError
	if errors.As(err, &status) && status.RetryAfter > 0 {
		wait = status.RetryAfter
	}
	return sleep(ctx, min(wait, maxPause))
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-timer.C:
		return nil
	}
}

func (f *Fetcher) once(ctx context.Context, address, etag, lastModified string) (*Response, error) {
	ctx, cancel := context.WithTimeout(ctx, f.config.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, err
	}
	req.Header.Set("User-Agent", f.config.UserAgent)
	setIf(req.Header, "If-None-Match", etag)
	setIf(req.Header, "If-Modified-Since", lastModified)
	resp, err := f.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer resp.Body.Close()
	return f.read(resp)
}

func setIf(h http.Header, key, value string) {
	if value != "" {
		h.Set(key, value)
	}
}

func (f *Fetcher) read(resp *http.Response) (*Response, error) {
	out := &Response{
		URL: resp.Request.URL.String(), ContentType: resp.Header.Get("Content-Type"),
		ETag: resp.Header.Get("ETag"), LastModified: resp.Header.Get("Last-Modified"),
	}
	if resp.StatusCode == http.StatusNotModified {
		out.NotModified = true
		return out, nil
	}
	if resp.StatusCode != http.StatusOK {
		return nil, &StatusError{resp.StatusCode, retryAfter(resp.Header.Get("Retry-After"))}
	}
	var err error
	if out.Body, err = io.ReadAll(io.LimitReader(resp.Body, f.config.MaxBody+1)); err != nil {
		return nil, fmt.Errorf("reading body: %w", err)
	}
	if int64(len(out.Body)) > f.config.MaxBody {
		return nil, fmt.Errorf("reading body: %w: more than the %d bytes that fetch.max_body_bytes allows", ingest.ErrTooLarge, f.config.MaxBody)
	}
	return out, nil
}

// retryAfter reads the header's seconds or date (RFC 9110, section 10.2.3).
func retryAfter(value string) time.Duration {
	if seconds, err := strconv.Atoi(value); err == nil {
		return time.Duration(max(seconds, 0)) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(time.Until(date), 0)
	}
	return 0
}
