package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/Shopify/toxiproxy/v2"
	"github.com/rs/zerolog"
)

// proxy stands before a broker, and can cut and slow its connections.
type proxy struct {
	inner *toxiproxy.Proxy
}

func startProxy(listen, upstream string) (*proxy, error) {
	server := toxiproxy.NewServer(toxiproxy.NewMetricsContainer(nil), zerolog.Nop())
	p := &proxy{toxiproxy.NewProxy(server, upstream, listen, upstream)}
	if err := p.inner.Start(); err != nil {
		return nil, fmt.Errorf("starting proxy: %w", err)
	}
	return p, nil
}

func (p *proxy) addr() string { return p.inner.Listen }

// cut ends all connections and takes no new ones.
func (p *proxy) cut() { p.inner.Stop() }

func (p *proxy) mend() error { return p.inner.Start() }

// slow adds to the time of each answer, and narrows the way to so many
// kilobytes a second.
func (p *proxy) slow(latency time.Duration, rate int) error {
	return p.poison(fmt.Sprintf(`{"name":"late","type":"latency","attributes":{"latency":%d,"jitter":%d}}`, latency.Milliseconds(), latency.Milliseconds()/2),
		fmt.Sprintf(`{"name":"narrow","type":"bandwidth","attributes":{"rate":%d}}`, rate))
}

// reset lets each connection end with a reset after a while.
func (p *proxy) reset(after time.Duration) error {
	return p.poison(fmt.Sprintf(`{"name":"reset","type":"reset_peer","attributes":{"timeout":%d}}`, after.Milliseconds()))
}

func (p *proxy) poison(toxics ...string) error {
	for _, t := range toxics {
		if _, err := p.inner.Toxics.AddToxicJson(strings.NewReader(t)); err != nil {
			return fmt.Errorf("disturbing connections: %w", err)
		}
	}
	return nil
}

// heal takes all disturbances away.
func (p *proxy) heal() { p.inner.Toxics.ResetToxics(context.Background()) }
