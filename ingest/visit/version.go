package visit

import (
	"math/bits"
	"strconv"
	"time"
)

// The times after its publication at which an article that has changed is taken
// in again: this long, twice, four times and so on, up to the last. Articles
// change soon or not at all, and many sites say of all that they changed just
// now: so one of these costs ten visits and not one at every look.
const (
	firstChange = 15 * time.Minute
	lastChange  = 7 * 24 * time.Hour
)

// versions returns the keys of the version of a document that its source lists:
// one, or none where the source does not say when it was published and changed.
func versions(d *Document) []string {
	after := d.Changed.Sub(d.Published)
	if d.Published.IsZero() || d.Changed.IsZero() || after < firstChange || after > lastChange {
		return nil
	}
	doublings := bits.Len64(uint64(after/firstChange)) - 1
	key := d.Key
	if key == "" {
		key = d.origin()
	}
	return []string{key + "\x00version\x00" + strconv.Itoa(doublings)}
}

// changed reports whether a source lists a version of a document that was not
// taken in.
func (v *Visitor) changed(d *Document) bool {
	for _, key := range versions(d) {
		if !v.Memory.Has(key) {
			return true
		}
	}
	return false
}
