package files

import (
	"sync"

	"golang.org/x/sync/errgroup"

	"github.com/gigawire/gigawire/ingest"
)

// readings are the files that are being taken in. Its methods may be called by
// several goroutines.
type readings struct {
	memory  Memory
	settled chan struct{} // holds one when a file has settled
	mu      sync.Mutex
	keys    map[string]bool
	safe    []string // of keys, to be remembered
	// unread are files whose reading failed. The next run tries again; this one
	// would fill the topic of dead letters.
	unread map[string]bool
}

func newReadings(m Memory) *readings {
	return &readings{memory: m, settled: make(chan struct{}, 1), keys: map[string]bool{}, unread: map[string]bool{}}
}

// begin begins a file, whose key is held until the file has settled.
func (r *readings) begin(path, key string) *reading {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.keys[key] = true
	return &reading{of: r, path: path, key: key, left: 1}
}

func (r *readings) has(key string) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.keys[key] || r.unread[key]
}

func (r *readings) none() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.keys) == 0
}

// reading is one file: how much of it is not yet safe.
type reading struct {
	of        *readings
	path, key string
	mu        sync.Mutex
	left      int // deliveries, and one until the file is read
	fate      fate
}

// deliver returns a delivery that tells when it is safe.
func (r *reading) deliver(d ingest.Delivery) ingest.Delivery {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left++
	if d.Rejection != nil && d.Rejection.Reason == ingest.ReasonFetch {
		r.fate = unread
	}
	d.Ack = r.settle
	return d
}

// finish notes that all of the file was delivered.
func (r *reading) finish() { r.settle(nil) }

func (r *reading) settle(err error) {
	r.mu.Lock()
	r.left--
	if err != nil {
		r.fate = failed
	}
	last, fate := r.left == 0, r.fate
	r.mu.Unlock()
	if last {
		r.of.end(r.key, fate)
	}
}

// fate is how the taking in of a file ended.
type fate int

const (
	safe   fate = iota
	unread      // it could not be read to its end
	failed      // what came of it is not safe
)

// end lets go of a file. One that failed is read again when it is looked at.
func (r *readings) end(key string, f fate) {
	r.mu.Lock()
	switch f {
	case safe:
		r.safe = append(r.safe, key)
	case unread:
		r.unread[key] = true
		delete(r.keys, key)
	case failed:
		delete(r.keys, key)
	}
	r.mu.Unlock()
	select {
	case r.settled <- struct{}{}:
	default:
	}
}

// manySafe is how many files are remembered together while there are more to
// read: a memory writes what comes together to the disk together.
const manySafe = 64

func (r *readings) many() bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	return len(r.safe) >= manySafe
}

// remember keeps files that are safe from being read again.
func (r *readings) remember() error {
	r.mu.Lock()
	keys := r.safe
	r.safe = nil
	r.mu.Unlock()
	var group errgroup.Group
	for _, key := range keys {
		group.Go(func() error { return r.memory.Add(key) })
	}
	err := group.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, key := range keys {
		delete(r.keys, key)
	}
	return err
}
