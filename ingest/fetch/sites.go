package fetch

import (
	"container/list"
	"net/url"
	"sync"
	"time"
)

// site is what is known of one scheme, host and port.
type site struct {
	limits limits
	// turn holds a token while a request runs or is next.
	turn   chan struct{}
	robots robots

	// Under the lock of sites:
	key    string
	users  int // who would miss it
	weight int // of its rules, in bytes

	mu      sync.Mutex // of what follows
	next    time.Time  // when it may be asked next
	held    time.Time  // until when it asked to be left alone
	circuit circuit
}

// sites keeps what is known of sites: of those in use, and of others as many
// as were asked last. So a run over a million hosts stays small.
type sites struct {
	limits func(host, hostPort string) limits

	mu     sync.Mutex
	byKey  map[string]*list.Element
	recent *list.List // of *site, the one used last in front
	weight int
}

// How many sites are kept, and how much of their rules, in bytes. So many that
// one is asked again, or its longest delay is over, before it is forgotten.
const (
	maxSites  = 20_000
	maxWeight = 64 << 20
)

func newSites(limits func(host, hostPort string) limits) *sites {
	return &sites{limits: limits, byKey: map[string]*list.Element{}, recent: list.New()}
}

// use returns the site of an address, which is kept until it is let go.
func (s *sites) use(u *url.URL) *site {
	at := hostPort(u)
	key := u.Scheme + "://" + at
	s.mu.Lock()
	defer s.mu.Unlock()
	e := s.byKey[key]
	if e == nil {
		e = s.recent.PushFront(&site{
			key: key, limits: s.limits(u.Hostname(), at), turn: make(chan struct{}, 1), robots: robots{turn: make(chan struct{}, 1)},
		})
		s.byKey[key] = e
	}
	s.recent.MoveToFront(e)
	found := e.Value.(*site)
	found.users++
	return found
}

// letGo ends a use.
func (s *sites) letGo(x *site) {
	s.mu.Lock()
	defer s.mu.Unlock()
	x.users--
	s.forget()
}

// weigh notes what the rules of a site in use take, in bytes.
func (s *sites) weigh(x *site, weight int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.weight += weight - x.weight
	x.weight = weight
}

// forget drops the sites that were used longest ago, as long as there are too
// many.
func (s *sites) forget() {
	for e := s.recent.Back(); e != nil && (len(s.byKey) > maxSites || s.weight > maxWeight); {
		x, before := e.Value.(*site), e.Prev()
		if x.users == 0 {
			s.weight -= x.weight
			delete(s.byKey, x.key)
			s.recent.Remove(e)
		}
		e = before
	}
}
