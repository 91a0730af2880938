// Package websub is a subscriber of WebSub (W3C Recommendation, 23 January
// 2018): it asks hubs to tell of news, and listens for what they tell.
package websub

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/gigawire/gigawire/ingest"
)

// Poster sends forms to hubs.
type Poster interface {
	Post(ctx context.Context, address string, form url.Values) error
}

// Deps are what a subscriber works with.
type Deps struct {
	Poster Poster
	Notes  ingest.Notes
	Log    *slog.Logger
	// Now tells the time.
	Now func() time.Time
}

// Subscriber holds subscriptions. It may be used by several goroutines.
type Subscriber struct {
	config Config
	deps   Deps
	began  time.Time

	mu        sync.Mutex
	byTopic   map[string]*subscription
	byAddress map[string]*subscription // the last part of its callback
}

// subscription is one topic, and what is agreed on it with its hub.
type subscription struct {
	Topic string `json:"topic"`
	Hub   string `json:"hub"`
	// ID is the last part of the callback, and Secret signs what comes there.
	ID     string `json:"id"`
	Secret string `json:"secret"`
	// Until is when the hub's lease ends, the zero time where it has not said
	// yes. Asked is when it was asked last.
	Until time.Time     `json:"until,omitzero"`
	Lease time.Duration `json:"lease,omitempty"`
	Asked time.Time     `json:"asked,omitzero"`

	receive func(body []byte, contentType string)
}

// New returns a subscriber.
func New(c Config, d Deps) (*Subscriber, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making WebSub subscriber: %w", err)
	}
	return &Subscriber{config: c, deps: d, began: d.Now(), byTopic: map[string]*subscription{}, byAddress: map[string]*subscription{}}, nil
}

// leaseWanted is how long a subscription is to hold, and retryAfter how long a
// hub is left alone that has not said yes.
const (
	leaseWanted = 10 * 24 * time.Hour
	retryAfter  = 24 * time.Hour
)

// Listen names what is called with each body that a hub distributes for a
// topic, and takes up the subscription that was noted.
func (s *Subscriber) Listen(topic string, receive func(body []byte, contentType string)) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.subscription(topic).receive = receive
}

// Subscribe asks a hub to distribute what is new on a topic, unless it was
// asked lately or its lease is still long enough, and returns until when that
// holds, the zero time where the hub has not said yes. It renews a lease of
// which less than half is left.
func (s *Subscriber) Subscribe(ctx context.Context, hub, topic string) (time.Time, error) {
	form, until := s.prepare(hub, topic)
	if form == nil {
		return until, nil
	}
	if err := s.deps.Poster.Post(ctx, hub, form); err != nil {
		return until, fmt.Errorf("subscribing to %s: %w", topic, err)
	}
	s.deps.Log.Info("asked a hub to tell of news", "topic", topic, "hub", hub)
	return until, nil
}

// prepare returns the request to a hub, nil where none is due, and until when
// the last one holds.
func (s *Subscriber) prepare(hub, topic string) (url.Values, time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now, sub := s.deps.Now(), s.subscription(topic)
	if sub.Hub != hub {
		sub.Hub, sub.Until, sub.Asked = hub, time.Time{}, time.Time{}
	}
	until := sub.Until
	if !until.After(now) {
		until = time.Time{}
	}
	if until.Sub(now) > sub.Lease/2 || now.Sub(sub.Asked) < s.patience(sub) {
		return nil, until
	}
	sub.Asked = now
	s.note(sub)
	return url.Values{
		"hub.mode": {"subscribe"}, "hub.topic": {topic}, "hub.callback": {s.config.callback(sub)},
		"hub.secret": {sub.Secret}, "hub.lease_seconds": {strconv.Itoa(int(leaseWanted / time.Second))},
	}, until
}

// patience is how long to wait for a hub's answer before it is asked again.
func (s *Subscriber) patience(sub *subscription) time.Duration {
	if sub.Lease > 0 {
		return min(sub.Lease/8, retryAfter)
	}
	return retryAfter
}

func (c Config) callback(sub *subscription) string {
	return strings.TrimRight(c.Callback, "/") + "/" + sub.ID
}

// subscription returns that of a topic: the one in hand, the one that was
// noted, or a new one.
func (s *Subscriber) subscription(topic string) *subscription {
	if sub := s.byTopic[topic]; sub != nil {
		return sub
	}
	var sub subscription
	if data := s.deps.Notes.Note(noteKey(topic)); data == nil || json.Unmarshal(data, &sub) != nil || sub.ID == "" {
		// Both are more than 128 random bits; section 8.1 wants callbacks that
		// cannot be guessed.
		sub = subscription{Topic: topic, ID: rand.Text(), Secret: rand.Text()}
	}
	s.byTopic[topic], s.byAddress[sub.ID] = &sub, &sub
	return &sub
}

func noteKey(topic string) string { return "websub\x00" + topic }

func (s *Subscriber) note(sub *subscription) {
	data, err := json.Marshal(sub)
	if err == nil {
		err = s.deps.Notes.SetNote(noteKey(sub.Topic), data)
	}
	if err != nil {
		s.deps.Log.Error("noting a subscription", "topic", sub.Topic, "error", err)
	}
}
