// Package broker runs a Kafka broker inside the process, for one machine with
// nothing else installed. It is franz-go's kfake: one node, no replication.
// Programs that need more name real brokers instead.
package broker

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"

	"github.com/gofrs/flock"
	"github.com/twmb/franz-go/pkg/kfake"
)

// ErrLocked means that another process uses the data directory.
var ErrLocked = errors.New("the data directory is in use by another gigawire")

// Config says where the broker keeps its data and listens.
type Config struct {
	// Dir is the data directory. It is made if it is not there.
	Dir string
	// Port is the port on 127.0.0.1; 0 takes a free one.
	Port int
}

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	if c.Dir == "" {
		return errors.New("broker.dir is empty: name a directory for the broker's data")
	}
	if c.Port < 0 || c.Port > 65535 {
		return fmt.Errorf("broker.port is %d: choose one from 1 to 65535, or 0 for any that is free", c.Port)
	}
	return nil
}

// Broker is a running broker.
type Broker struct {
	cluster *kfake.Cluster
	lock    *flock.Flock
	dir     string
}

// addressFile holds the address of the running broker, for other commands.
const addressFile = "address"

// Start starts a broker. Topics, records and committed offsets of earlier runs
// on the directory are there again.
func Start(c Config) (*Broker, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("starting broker: %w", err)
	}
	lock, err := takeLock(c.Dir)
	if err != nil {
		return nil, err
	}
	cluster, err := kfake.NewCluster(
		kfake.NumBrokers(1),
		kfake.Ports(c.Port),
		kfake.DataDir(filepath.Join(c.Dir, "log")),
		kfake.ClusterID("gigawire"),
	)
	if err != nil {
		lock.Unlock() //nolint:errcheck // the error of starting is the one to tell
		return nil, explain(err, c)
	}
	b := &Broker{cluster, lock, c.Dir}
	if err := os.WriteFile(filepath.Join(c.Dir, addressFile), []byte(b.Addr()), 0o600); err != nil {
		b.Close() //nolint:errcheck // as above
		return nil, fmt.Errorf("writing broker's address: %w", err)
	}
	return b, nil
}

// takeLock makes the directory and locks it against other processes: the
// broker itself does not.
func takeLock(dir string) (*flock.Flock, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, fmt.Errorf("making broker's data directory: %w", err)
	}
	lock := flock.New(filepath.Join(dir, "lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, fmt.Errorf("locking broker's data directory: %w", err)
	}
	if !held {
		return nil, fmt.Errorf("locking %s: %w: stop it, or set broker.dir to another directory", dir, ErrLocked)
	}
	return lock, nil
}

// explain tells what to do about a broker that does not start.
func explain(err error, c Config) error {
	if errors.Is(err, syscall.EADDRINUSE) || strings.Contains(err.Error(), "address already in use") {
		return fmt.Errorf("starting broker: port %d is taken by another program: "+
			"choose another with --set broker.port=%d, or 0 for any that is free: %w", c.Port, c.Port+1, err)
	}
	return fmt.Errorf("starting broker on 127.0.0.1:%s with data in %s: %w", strconv.Itoa(c.Port), c.Dir, err)
}

// Addr returns the broker's address, "127.0.0.1:PORT".
func (b *Broker) Addr() string { return b.cluster.ListenAddrs()[0] }

// Close stops the broker and frees its directory.
func (b *Broker) Close() error {
	b.cluster.Close()
	if err := os.Remove(filepath.Join(b.dir, addressFile)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("removing broker's address: %w", err)
	}
	if err := b.lock.Unlock(); err != nil {
		return fmt.Errorf("unlocking broker's data directory: %w", err)
	}
	return nil
}

// Address returns the address of the broker that runs on a data directory in
// some process. It returns an error that wraps os.ErrNotExist where none does.
func Address(dir string) (string, error) {
	addr, err := os.ReadFile(filepath.Join(dir, addressFile))
	if err != nil {
		return "", fmt.Errorf("looking for a running broker in %s: %w", dir, err)
	}
	return string(addr), nil
}
