package fetch

import (
	"context"
	"crypto/tls"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"strconv"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// persist makes a request until it is answered, fails for good, or has failed
// as often as is allowed. Between two requests to the site it leaves a pause.
func (f *Fetcher) persist(ctx context.Context, r request, s *site, pause time.Duration) (*Response, error) {
	for attempt := 1; ; attempt++ {
		if err := f.enter(ctx, s, pause); err != nil {
			f.tell(nil, err)
			return nil, err
		}
		resp, err := f.once(ctx, r)
		f.tell(resp, err)
		asked := f.asked(err)
		if asked > 0 {
			s.hold(f.clock.now(), asked)
		}
		f.leave(s, pause, err)
		if err == nil {
			return resp, nil
		}
		if attempt >= f.config.Attempts || !Passing(err) || asked > maxPause {
			return nil, err
		}
		if asked == 0 && f.clock.sleep(ctx, backoff(attempt)) != nil {
			return nil, ctx.Err()
		}
	}
}

// maxPause bounds how long one waits for a server that asks for time. Where
// it asks for more, the request fails, and so do others to its host until
// that time has passed.
const maxPause = time.Minute

// backoff returns a pause between 0 and a bound that doubles with each attempt
// up to maxPause: exponential, with full jitter.
func backoff(attempt int) time.Duration {
	return rand.N(min(250*time.Millisecond<<min(attempt, 10), maxPause))
}

// Passing reports whether what Get gave an error for may succeed later.
func Passing(err error) bool {
	var status *StatusError
	if errors.As(err, &status) {
		return status.passing()
	}
	var certificate *tls.CertificateVerificationError
	var lookup *net.DNSError
	if errors.As(err, &certificate) || (errors.As(err, &lookup) && lookup.IsNotFound) {
		return false
	}
	for _, permanent := range []error{
		ErrPrivate, ErrRobots, ErrAddress, errRedirects, ingest.ErrTooLarge, ingest.ErrMalformed, context.Canceled,
	} {
		if errors.Is(err, permanent) {
			return false
		}
	}
	return err != nil
}

// asked returns how long the server asks to be left alone, 0 where it does
// not say.
func (f *Fetcher) asked(err error) time.Duration { return RetryAfter(err, f.clock.now()) }

// RetryAfter returns how long a server that gave an error is left alone, from
// now on and at most a day: because it asked for that, in seconds or by a date
// (RFC 9110, section 10.2.3), or is down; 0 where neither is so.
func RetryAfter(err error, now time.Time) time.Duration {
	var held *heldError
	if errors.As(err, &held) {
		return min(max(held.until.Sub(now), 0), maxHold)
	}
	var status *StatusError
	if !errors.As(err, &status) || !status.passing() {
		return 0
	}
	if seconds, err := strconv.Atoi(status.RetryAfter); err == nil {
		return time.Duration(min(max(seconds, 0), int(maxHold/time.Second))) * time.Second
	}
	if date, err := http.ParseTime(status.RetryAfter); err == nil {
		return min(max(date.Sub(now), 0), maxHold)
	}
	return 0
}
