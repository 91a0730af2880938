package main

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"golang.org/x/sync/errgroup"
)

// cluster is three nodes of Apache Kafka, each a broker and a controller.
type cluster struct {
	nodes [3]*node
	// oneAway is held while a broker is away on purpose: with two away of
	// three there is no quorum, and all that could be shown is waiting.
	oneAway sync.Mutex
}

// startCluster returns a cluster that has as much of it running as its close
// must end.
func startCluster(ctx context.Context, dir string) (*cluster, error) {
	c, ports := &cluster{}, freePorts(4*3)
	for i := range c.nodes {
		p := ports[4*i:]
		c.nodes[i] = &node{
			id: i + 1, dir: filepath.Join(dir, fmt.Sprint("broker-", i+1)),
			direct: p[0], behind: p[1], controller: p[2], front: p[3],
		}
	}
	var voters []string
	for _, n := range c.nodes {
		voters = append(voters, fmt.Sprintf("%d@127.0.0.1:%d", n.id, n.controller))
	}
	group, ctx := errgroup.WithContext(ctx)
	for _, n := range c.nodes {
		group.Go(func() error { return n.prepare(ctx, strings.Join(voters, ",")) })
	}
	return c, group.Wait()
}

func (c *cluster) close() error {
	var errs []error
	for _, n := range c.nodes {
		errs = append(errs, n.close())
	}
	return errors.Join(errs...)
}

// proxied returns the addresses that gigawire is given.
func (c *cluster) proxied() string {
	return c.each(func(n *node) string { return n.proxy.addr() })
}

// addresses returns those without proxies.
func (c *cluster) addresses() []string {
	return strings.Split(c.each(func(n *node) string { return loopback(n.direct) }), ",")
}

func (c *cluster) each(address func(*node) string) string {
	var out []string
	for _, n := range c.nodes {
		out = append(out, address(n))
	}
	return strings.Join(out, ",")
}

// command runs a program. Its error has what the program said.
func command(ctx context.Context, name string, args ...string) error {
	c := exec.CommandContext(ctx, name, args...)
	c.Env = append(os.Environ(), "GIGAWIRE_KAFKA_JAVA=-Xmx512m")
	c.WaitDelay = time.Second // a broker keeps the pipe that it was started with
	if out, err := c.CombinedOutput(); err != nil && !errors.Is(err, exec.ErrWaitDelay) {
		return fmt.Errorf("%s %s: %w: %s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

func loopback(port int) string { return fmt.Sprint("127.0.0.1:", port) }

// freePorts returns ports below those that the system gives to connections,
// so that nothing takes one while its broker is away.
func freePorts(n int) []int {
	var ports []int
	for len(ports) < n {
		port := 20_000 + rand.IntN(10_000)
		if l, err := (&net.ListenConfig{}).Listen(context.Background(), "tcp", loopback(port)); err == nil {
			defer l.Close() // held until all are found
			ports = append(ports, port)
		}
	}
	return ports
}
