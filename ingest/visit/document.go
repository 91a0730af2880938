package visit

import (
	"sync"
	"time"
)

// Document is an article that a source lists.
type Document struct {
	// Address is that of its page, empty for none.
	Address string
	// Origin names it in messages where it has no address.
	Origin string
	// Key identifies it among the documents of all sources, empty where only
	// its address does.
	Key string
	// Title, Source and Published are taken where the page does not say.
	Title, Source string
	Published     time.Time
	// Changed tells how new it is where Published does not, else whether it is
	// to be taken in again.
	Changed time.Time
	// Own is what the source itself carries of the text, as HTML or plain. It
	// is dropped where it is no more than a teaser, or too much waits already.
	Own string
	// OwnOnly is true where that is to be taken, and no page fetched.
	OwnOnly bool
	tries   int
	again   time.Time // when it is due, after a failure
}

func (d *Document) fetches() bool { return d.Address != "" && !d.OwnOnly }

func (d *Document) date() time.Time {
	if d.Published.IsZero() {
		return d.Changed
	}
	return d.Published
}

func (d *Document) origin() string {
	if d.Address != "" {
		return d.Address
	}
	return d.Origin
}

// keys returns what a document is known by: its key, and the one form of the
// address that is fetched.
func (v *Visitor) keys(d *Document) []string {
	var keys []string
	if d.Key != "" {
		keys = append(keys, d.Key)
	}
	address, err := v.links.Normalise(d.Address)
	if d.fetches() && err == nil && address != d.Key {
		keys = append(keys, address)
	}
	if len(keys) == 0 {
		keys = append(keys, d.origin())
	}
	return keys
}

// claim reports whether a document is neither taken in, as it is now, nor in
// hand, and takes it in hand.
func (v *Visitor) claim(d *Document) bool {
	keys := v.keys(d)
	changed := v.changed(d)
	for i, key := range keys {
		_, others := v.inHand.LoadOrStore(key, true)
		if !others && (!v.Memory.Has(key) || changed) {
			continue
		}
		if !others {
			i++
		}
		v.drop(keys[:i])
		return false
	}
	if d.fetches() && (len(d.Own) < whole || v.own.Load() > maxOwn) {
		d.Own = ""
	}
	v.own.Add(int64(len(d.Own)))
	return true
}

// maxOwn is how much of what sources carry themselves may wait, in bytes.
const maxOwn = 64 << 20

// release gives a document out of hand.
func (v *Visitor) release(d *Document) {
	v.own.Add(-int64(len(d.Own)))
	v.drop(v.keys(d))
}

func (v *Visitor) drop(keys []string) {
	for _, key := range keys {
		v.inHand.Delete(key)
	}
}

// remember keeps a document from being taken in again. It adds its keys at
// once, for a memory writes what comes together to the disk together.
func (v *Visitor) remember(d *Document) {
	var group sync.WaitGroup
	for _, key := range append(v.keys(d), versions(d)...) {
		group.Go(func() {
			if err := v.Memory.Add(key); err != nil {
				v.Log.Error("remembering document", "key", key, "error", err)
			}
		})
	}
	group.Wait()
}
