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
}

func newReadings(m Memory) *readings {
	return &readings{memory: m, settled: make(chan struct{}, 1), keys: map[string]bool{}}
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
	return r.keys[key]
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
	failed    bool
}

// deliver returns a delivery that tells when it is safe.
func (r *reading) deliver(d ingest.Delivery) ingest.Delivery {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.left++
	d.Ack = r.settle
	return d
}

// finish notes that all of the file was delivered.
func (r *reading) finish() { r.settle(nil) }

func (r *reading) settle(err error) {
	r.mu.Lock()
	r.left--
	r.failed = r.failed || err != nil
	last, failed := r.left == 0, r.failed
	r.mu.Unlock()
	if last {
		r.of.end(r.key, failed)
	}
}

// end lets go of a file. One that failed is read again when it is looked at.
func (r *readings) end(key string, failed bool) {
	r.mu.Lock()
	if failed {
		delete(r.keys, key)
	} else {
		r.safe = append(r.safe, key)
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
	safe := r.safe
	r.safe = nil
	r.mu.Unlock()
	var group errgroup.Group
	for _, key := range safe {
		group.Go(func() error { return r.memory.Add(key) })
	}
	err := group.Wait()
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, key := range safe {
		delete(r.keys, key)
	}
	return err
}
