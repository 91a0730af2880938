package poll

import (
	"fmt"
	"time"

	"github.com/gigawire/gigawire/ingest/link"
)

// Check returns an error that says what to do where a thing, such as a feed,
// cannot be polled at an address and in an interval, 0 for its own rhythm.
func Check(thing, address string, interval time.Duration) error {
	switch {
	case !link.IsWeb(address):
		return fmt.Errorf("a %s's url is %q: write an address that begins with http:// or https://", thing, address)
	case interval < 0:
		return fmt.Errorf("the interval of %s %s is %s: it must not be negative", thing, address, interval)
	}
	return nil
}
