package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
)

// node is one broker. gigawire reaches it through a proxy, the other brokers
// and the checks of the results do not.
type node struct {
	id  int
	dir string
	// Ports: for checks and brokers, behind the proxy, for controllers, and
	// the proxy's.
	direct, behind, controller, front int

	proxy     *proxy
	proxyHeld sync.Mutex // while it disturbs
	disk      *disk
}

// prepare makes the node's disk, proxy and configuration, and starts it.
func (n *node) prepare(ctx context.Context, voters string) (err error) {
	if err := os.MkdirAll(n.dir, 0o750); err != nil {
		return err
	}
	if n.disk, err = newDisk(filepath.Join(n.dir, "log")); err != nil {
		return err
	}
	if n.proxy, err = startProxy(loopback(n.front), loopback(n.behind)); err != nil {
		return err
	}
	if err := os.WriteFile(filepath.Join(n.dir, "server.properties"), n.properties(voters), 0o600); err != nil {
		return err
	}
	return n.start(ctx)
}

func (n *node) properties(voters string) []byte {
	return fmt.Appendf(nil, `process.roles=broker,controller
node.id=%d
controller.quorum.voters=%s
listeners=DIRECT://127.0.0.1:%d,PROXIED://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d
advertised.listeners=DIRECT://127.0.0.1:%d,PROXIED://%s
listener.security.protocol.map=DIRECT:PLAINTEXT,PROXIED:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=DIRECT
controller.listener.names=CONTROLLER
log.dirs=%s
log.index.size.max.bytes=1048576
offsets.topic.num.partitions=4
offsets.topic.replication.factor=3
transaction.state.log.replication.factor=3
transaction.state.log.min.isr=2
share.coordinator.state.topic.replication.factor=3
share.coordinator.state.topic.min.isr=2
min.insync.replicas=2
auto.create.topics.enable=false
group.initial.rebalance.delay.ms=0
broker.heartbeat.interval.ms=500
broker.session.timeout.ms=3000
replica.lag.time.max.ms=5000
`, n.id, voters, n.direct, n.behind, n.controller, n.direct, n.proxy.addr(), n.disk.path)
}

// start starts the broker, which may have died before, and waits for it. One
// that dies again, as when its port is still taken, is started anew.
func (n *node) start(ctx context.Context) error {
	var err error
	for range 3 {
		if err = n.launcher(ctx, "start"); err == nil || ctx.Err() != nil {
			return err
		}
	}
	return fmt.Errorf("starting broker %d: %w", n.id, err)
}

func (n *node) kill() error { return n.launcher(context.Background(), "kill") }

// dead reports whether the broker has died by itself.
func (n *node) dead() bool {
	pid, err := os.ReadFile(filepath.Join(n.dir, "pid"))
	if err != nil {
		return true
	}
	_, err = os.Stat(filepath.Join("/proc", strings.TrimSpace(string(pid))))
	return err != nil
}

func (n *node) launcher(ctx context.Context, verb string) error {
	return command(ctx, ".ci/kafka", verb, n.dir)
}

func (n *node) close() error {
	err := n.kill()
	if n.proxy != nil {
		n.proxy.cut()
	}
	if n.disk != nil {
		err = errors.Join(err, n.disk.close())
	}
	return err
}
