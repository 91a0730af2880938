package poll

import (
	"testing"

	"github.com/gigawire/gigawire/ingest/fetch"
)

// TestWorkersAreAsManyAsRequests that the fetcher makes at once.
func TestWorkersAreAsManyAsRequests(t *testing.T) {
	c := fetch.DefaultConfig()
	c.Concurrency = 500
	f, err := fetch.New(c)
	if err != nil {
		t.Fatal(err)
	}
	if n := workers(f); n != 500 {
		t.Errorf("%d workers for 500 requests at once", n)
	}
	if n := workers(&pace{}); n != Workers {
		t.Errorf("%d workers for a pace that does not say, want %d", n, Workers)
	}
}
