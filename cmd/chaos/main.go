// Command chaos shows that no fault loses a fact. It runs gigawire on a
// cluster of three Apache Kafka brokers, kills, freezes, cuts and fills up what
// they consist of, and then looks for every fact that the articles must give.
//
// It needs Linux, Java 17 and Maven, and is to be started in the repository's
// directory.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/rs/zerolog"
)

func main() {
	var o options
	flag.Uint64Var(&o.seed, "seed", 1, "of the articles, and of which faults come when")
	flag.IntVar(&o.faults, "faults", 200, "how many faults, at least")
	flag.IntVar(&o.facts, "facts", 300_000, "how many facts, at least")
	flag.DurationVar(&o.outage, "outage", time.Minute, "how long all brokers are away at the end, under full input")
	flag.StringVar(&o.report, "report", "", "a file for the report, standard output where empty")
	flag.Parse()
	zerolog.SetGlobalLevel(zerolog.Disabled) // what proxies say of their work
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	err := run(ctx, o)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, "chaos:", err)
		os.Exit(1)
	}
}

// options say how much chaos there is to be.
type options struct {
	seed          uint64
	faults, facts int
	outage        time.Duration
	report        string
}

// faultsPerRound are inflicted while the articles of a round are on their way.
const faultsPerRound = 5

// run sets up the arena, goes through all rounds and the outage, and reports.
func run(ctx context.Context, o options) (err error) {
	dir, err := os.MkdirTemp("", "gigawire-chaos-")
	if err != nil {
		return fmt.Errorf("making a directory: %w", err)
	}
	arena, err := newArena(ctx, dir)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, arena.close(err == nil)) }()
	result := result{options: o, began: time.Now(), disk: arena.cluster.nodes[0].disk.kind, inflicted: map[string]int{}}
	game, err := newGame(o, arena, &result)
	if err != nil {
		return err
	}
	if err := game.play(ctx); err != nil {
		return fmt.Errorf("with all logs in %s: %w", dir, err)
	}
	return result.write(o.report)
}

// arena is what there is to be broken: a cluster, and gigawire on it.
type arena struct {
	dir     string
	program string
	cluster *cluster
}

func newArena(ctx context.Context, dir string) (*arena, error) {
	program := filepath.Join(dir, "gigawire")
	if err := command(ctx, "go", "build", "-o", program, "./cmd/gigawire"); err != nil {
		return nil, fmt.Errorf("building gigawire: %w", err)
	}
	c, err := startCluster(ctx, dir)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("starting Kafka: %w", err), c.close())
	}
	return &arena{dir: dir, program: program, cluster: c}, nil
}

// close ends the cluster, and keeps the logs of a run that failed.
func (a *arena) close(clean bool) error {
	err := a.cluster.close()
	if clean {
		err = errors.Join(err, os.RemoveAll(a.dir))
	}
	return err
}
