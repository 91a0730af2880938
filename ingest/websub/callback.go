package websub

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"time"
)

// maxBody is how much of what a hub distributes is read, in bytes.
const maxBody = 5 << 20

// settling is how long after the start an unknown subscription may be one that
// its feed has not taken up yet. A hub that is told that it has ended may end
// it, too.
const settling = 10 * time.Minute

// answer answers hubs at the callback: with GET they ask whether we meant to
// subscribe, with POST they distribute.
func (s *Subscriber) answer(w http.ResponseWriter, r *http.Request) {
	s.mu.Lock()
	sub := s.byAddress[r.PathValue("id")]
	s.mu.Unlock()
	switch {
	case sub == nil && r.Method == http.MethodPost && s.deps.Now().Sub(s.began) < settling:
		w.Header().Set("Retry-After", strconv.Itoa(int(settling/time.Second)))
		http.Error(w, "this subscription may be taken up yet", http.StatusServiceUnavailable)
	case sub == nil && r.Method == http.MethodPost:
		http.Error(w, "this subscription has ended", http.StatusGone) // section 7
	case sub == nil:
		http.NotFound(w, r)
	case r.Method == http.MethodPost:
		s.distribute(w, r, sub)
	default:
		s.verify(w, r, sub)
	}
}

// verify answers whether we meant to subscribe to a topic (sections 5.2 and
// 5.3).
func (s *Subscriber) verify(w http.ResponseWriter, r *http.Request, sub *subscription) {
	query := r.URL.Query()
	topic, challenge := query.Get("hub.topic"), query.Get("hub.challenge")
	switch mode := query.Get("hub.mode"); {
	case topic != sub.Topic:
		http.Error(w, "this topic was not asked for here", http.StatusNotFound)
	case mode == "denied":
		s.deps.Log.Warn("a hub does not tell of news: the feed is polled", "topic", topic, "reason", query.Get("hub.reason"))
		s.agree(sub, 0)
	case mode == "subscribe" && challenge != "" && s.pending(sub):
		lease := leaseOf(query.Get("hub.lease_seconds"))
		s.agree(sub, lease)
		s.deps.Log.Info("a hub tells of news", "topic", topic, "lease", lease)
		w.Header().Set("Content-Type", "text/plain; charset=utf-8")
		w.Header().Set("X-Content-Type-Options", "nosniff")
		_, _ = io.WriteString(w, challenge)
	default:
		http.Error(w, "this was not asked for", http.StatusNotFound)
	}
}

// answerTime is how long after our request a hub may ask whether we meant it.
const answerTime = 24 * time.Hour

func (s *Subscriber) pending(sub *subscription) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return !sub.Asked.IsZero() && s.deps.Now().Sub(sub.Asked) < answerTime
}

// agree notes a hub's lease, 0 for none.
func (s *Subscriber) agree(sub *subscription, lease time.Duration) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sub.Lease, sub.Until = lease, time.Time{}
	if lease > 0 {
		sub.Until = s.deps.Now().Add(lease)
	}
	s.note(sub)
}

// leaseOf returns the lease that a hub grants. Hubs before the Recommendation
// may not say; some have no end.
func leaseOf(seconds string) time.Duration {
	n, err := strconv.Atoi(seconds)
	if err != nil || n <= 0 {
		return leaseWanted
	}
	return min(time.Duration(n), leaseWanted/time.Second) * time.Second
}

// distribute takes what a hub distributes. What is signed wrongly is dropped
// and answered as if it were not, so that nobody can try signatures out
// (section 7.1).
func (s *Subscriber) distribute(w http.ResponseWriter, r *http.Request, sub *subscription) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		http.Error(w, fmt.Sprintf("more than %d bytes are not read", maxBody), http.StatusRequestEntityTooLarge)
		return
	case err != nil:
		http.Error(w, "the body could not be read", http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusAccepted)
	if !signed(body, r.Header.Values("X-Hub-Signature"), sub.Secret) {
		s.deps.Log.Warn("what a hub distributes is not signed as agreed: dropped", "topic", sub.Topic, "from", r.RemoteAddr)
		return
	}
	s.mu.Lock()
	receive := sub.receive
	s.mu.Unlock()
	if receive != nil {
		receive(body, r.Header.Get("Content-Type"))
	}
}
