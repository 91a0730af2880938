package visit

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/page"
)

// memory remembers keys.
type memory struct{ keys sync.Map }

func (m *memory) Has(key string) bool  { _, has := m.keys.Load(key); return has }
func (m *memory) Add(key string) error { m.keys.Store(key, true); return nil }

// pages answers each address with a page, or an error.
type pages map[string]error

func (p pages) Get(_ context.Context, address, _, _ string) (*fetch.Response, error) {
	if err := p[address]; err != nil {
		return nil, err
	}
	return &fetch.Response{URL: address, Body: []byte("<html lang=en><article><h1>About " + address + "</h1><p>" +
		strings.Repeat("More is said about the matter in this paragraph. ", 6) + "</p></article></html>")}, nil
}

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func newVisitor(p pages) *Visitor {
	return New(Deps{Fetcher: p, Memory: &memory{}, Reader: page.New(), Log: slog.New(slog.DiscardHandler), Now: func() time.Time { return noon }})
}

// tray takes what is delivered.
type tray []ingest.Delivery

func (o *tray) deliver(_ context.Context, d ingest.Delivery) error {
	*o = append(*o, d)
	return nil
}

// addresses takes in a queue to its end and returns what was read, in order.
func addresses(t *testing.T, q *Queue) []string {
	t.Helper()
	var out tray
	var got []string
	for q.Len() > 0 {
		if err := q.Step(t.Context(), out.deliver); err != nil {
			t.Fatal(err)
		}
	}
	for _, d := range out {
		d.Ack(nil)
		got = append(got, d.Article.URL)
	}
	return got
}

func document(address string, age time.Duration) Document {
	return Document{Address: address, Published: noon.Add(-age)}
}

// TestNewestComesFirst, of those without a date the first one listed, at the
// end.
func TestNewestComesFirst(t *testing.T) {
	q := NewQueue(newVisitor(nil), false)
	for _, d := range []Document{
		{Address: "http://a.example/x"}, document("http://a.example/3", 3*time.Hour), document("http://a.example/1", time.Hour),
		{Address: "http://a.example/y"}, document("http://a.example/2", 2*time.Hour),
	} {
		if !q.Add(d) {
			t.Errorf("%s is not new", d.Address)
		}
	}
	if q.Address() != "http://a.example/1" {
		t.Errorf("the next is %s", q.Address())
	}
	if got := strings.ReplaceAll(strings.Join(addresses(t, q), " "), "http://a.example/", ""); got != "1 2 3 x y" {
		t.Errorf("order %s", got)
	}
}

// TestEachDocumentIsTakenInOnce, whichever source lists it, and under whatever
// form of its address, while it is in hand and after.
func TestEachDocumentIsTakenInOnce(t *testing.T) {
	v := newVisitor(nil)
	one, two := NewQueue(v, false), NewQueue(v, false)
	if !one.Add(Document{Address: "http://a.example/1?utm_source=rss", Key: "tag:1"}) {
		t.Fatal("it is not new")
	}
	again := []Document{{Address: "http://a.example/1"}, {Address: "http://a.example/other", Key: "tag:1"}, {Address: "http://a.example/1/", Key: "tag:2"}}
	for range 2 { // in hand, and taken in
		for _, d := range again {
			if two.Add(d) {
				t.Errorf("%+v is new", d)
			}
		}
		addresses(t, one)
	}
	if !two.Add(Document{Address: "http://a.example/other"}) || !two.Add(Document{Address: "http://a.example/3", Key: "tag:2"}) {
		t.Error("what was refused has left something behind")
	}
	// A source's own text has no page that others could list.
	for _, key := range []string{"tag:3", "tag:4"} {
		if !two.Add(Document{Address: "http://a.example/live#1", Key: key, Own: "text", OwnOnly: true}) {
			t.Errorf("entry %s is not new", key)
		}
	}
}

// TestOldestWaitsWhereThereIsNoRoom, and comes when it is listed again.
func TestOldestWaitsWhereThereIsNoRoom(t *testing.T) {
	q := NewQueue(newVisitor(nil), false)
	list := func() (fresh int) {
		for i := range maxWaiting + 10 {
			age := time.Duration(i%2*maxWaiting+i) * time.Minute // the odd ones are older
			if q.Add(document(fmt.Sprintf("http://a.example/%d", i), age)) {
				fresh++
			}
		}
		return fresh
	}
	if list(); q.Len() != maxWaiting || !q.Overflowed() || q.Overflowed() {
		t.Errorf("%d wait", q.Len())
	}
	got := addresses(t, q)
	if fresh := list(); fresh != 10 || q.Overflowed() {
		t.Errorf("%d are new when all are listed again", fresh)
	}
	rest := addresses(t, q)
	if all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(got, rest)))); len(all) != maxWaiting+10 {
		t.Errorf("%d of %d were taken in", len(all), maxWaiting+10)
	}
	if !slices.Contains(rest, fmt.Sprintf("http://a.example/%d", maxWaiting+9)) || slices.Contains(rest, "http://a.example/0") {
		t.Errorf("these had to wait: %q", rest)
	}
}

// TestSettledIsKnown when the last document is safe, and not where one has to
// come again.
func TestSettledIsKnown(t *testing.T) {
	busy := &fetch.StatusError{Code: http.StatusServiceUnavailable}
	for name, c := range map[string]struct {
		once    bool
		failure error // of the first page
		ack     error
		settled bool
	}{
		"all is well":           {settled: true},
		"not written":           {ack: errors.New("the broker is down")},
		"missing":               {failure: &fetch.StatusError{Code: http.StatusNotFound}, settled: true},
		"for later":             {failure: busy},
		"for the next run":      {failure: busy, once: true},
		"missing, in one run":   {failure: &fetch.StatusError{Code: http.StatusNotFound}, once: true, settled: true},
		"all is well, one run":  {once: true, settled: true},
		"not written, one run ": {once: true, ack: errors.New("the broker is down")},
	} {
		q := NewQueue(newVisitor(pages{"http://a.example/1": c.failure}), c.once)
		q.Add(Document{Address: "http://a.example/1"})
		q.Add(Document{Address: "http://a.example/2"})
		settled := false
		q.WhenSettled(func() { settled = true })
		var out tray
		for q.Len() > 0 {
			if err := q.Step(t.Context(), out.deliver); err != nil {
				t.Fatal(err)
			}
		}
		for i, d := range out {
			if settled {
				t.Errorf("%s: settled before delivery %d", name, i)
			}
			d.Ack(c.ack)
		}
		if settled != c.settled {
			t.Errorf("%s: settled %v", name, settled)
		}
	}
	nothing := false
	if NewQueue(newVisitor(nil), false).WhenSettled(func() { nothing = true }); !nothing {
		t.Error("an empty queue is not settled")
	}
}

// TestOwnTextIsDroppedWhereTooMuchWaits, unless there is no page to fetch.
func TestOwnTextIsDroppedWhereTooMuchWaits(t *testing.T) {
	v := newVisitor(nil)
	q := NewQueue(v, false)
	megabyte := strings.Repeat("a", 1<<20)
	for i := range 100 {
		q.Add(Document{Address: fmt.Sprintf("http://a.example/%d", i), Own: megabyte})
	}
	if held := v.own.Load(); held < maxOwn || held > maxOwn+1<<20 {
		t.Errorf("%d bytes wait", held)
	}
	q.Add(Document{Key: "tag:1", Own: megabyte})
	if last := q.ready[len(q.ready)-1]; last.Own == "" {
		t.Error("a text without a page is dropped")
	}
	if addresses(t, q); v.own.Load() != 0 {
		t.Errorf("%d bytes wait when all are taken in", v.own.Load())
	}
}
