package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// maxAnswer is how much of an answer to a form is read, in bytes.
const maxAnswer = 1 << 10

// Post sends a form to an address, after the delay that its host is due. It
// neither asks robots.txt, which is about reading, nor follows redirects, nor
// tries again. An answer that is no success is a *StatusError, with the
// beginning of what the server says in words.
func (f *Fetcher) Post(ctx context.Context, address string, form url.Values) error {
	u, err := url.Parse(address)
	if err != nil || !fetchable(u) {
		return fmt.Errorf("posting to %q: %w", address, ErrAddress)
	}
	s := f.sites.use(u)
	defer f.sites.letGo(s)
	pause := s.limits.after(0)
	if err := f.enter(ctx, s, pause); err != nil {
		return fmt.Errorf("posting to %s: %w", u.Redacted(), err)
	}
	err = f.post(ctx, u, form)
	f.leave(s, pause, err)
	if err != nil {
		return fmt.Errorf("posting to %s: %w", u.Redacted(), err)
	}
	return nil
}

func (f *Fetcher) post(ctx context.Context, u *url.URL, form url.Values) error {
	ctx, cancel := context.WithTimeout(ctx, f.config.Timeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, u.String(), strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	req.Header.Set("User-Agent", f.config.UserAgent)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	resp, err := f.client.Do(req)
	var wrapped *url.Error // names the address once more
	if errors.As(err, &wrapped) {
		err = wrapped.Err
	}
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	said, _ := io.ReadAll(io.LimitReader(resp.Body, maxAnswer))
	if resp.StatusCode/100 == 2 {
		return nil
	}
	return fmt.Errorf("%w: %s", &StatusError{resp.StatusCode, resp.Header.Get("Retry-After")}, strings.TrimSpace(string(said)))
}
