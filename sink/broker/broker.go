// Package broker runs a Kafka broker inside the process, for one machine with
// nothing else installed. It is franz-go's kfake: one node on the loopback
// interface, no replication. Programs that need more name real brokers
// instead.
package broker

import (
	"errors"
	"fmt"
	"log/slog"
	"path/filepath"

	"github.com/gofrs/flock"
	"github.com/twmb/franz-go/pkg/kfake"
)

// Config says where the broker keeps its data and listens.
type Config struct {
	// Dir is the data directory. It is made if it is not there.
	Dir string `yaml:"dir"`
	// Port is the port on 127.0.0.1; 0 takes a free one.
	Port int `yaml:"port"`
	// Sync waits for the disk at each write. Without it, what was written
	// survives the program's crash but not the machine's: as with Kafka, whose
	// safety lies in the replicas that this broker has none of.
	Sync bool `yaml:"sync"`
	// Log is told what goes wrong; nil is nobody.
	Log *slog.Logger `yaml:"-"`
}

// DefaultConfig returns a broker on Kafka's usual port, with its data in the
// working directory.
func DefaultConfig() Config { return Config{Dir: "gigawire-data/broker", Port: 9092} }

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

// Start starts a broker. Topics that were created explicitly, their records
// and committed offsets of earlier runs on the directory are there again. The
// error wraps ErrLocked or ErrPortTaken where that is why, and says what to do.
func Start(c Config) (*Broker, error) {
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("starting broker: %w", err)
	}
	lock, err := takeLock(c.Dir)
	if err != nil {
		return nil, fmt.Errorf("starting broker: %w", err)
	}
	cluster, err := kfake.NewCluster(c.options()...)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("starting broker: %w", explain(err, c)), lock.Unlock())
	}
	b := &Broker{cluster, lock, c.Dir}
	if err := writeAddress(c.Dir, b.Addr()); err != nil {
		return nil, errors.Join(fmt.Errorf("starting broker: %w", err), b.Close())
	}
	return b, nil
}

// clusterID names the cluster to clients.
const clusterID = "gigawire"

func (c Config) options() []kfake.Opt {
	options := []kfake.Opt{
		kfake.NumBrokers(1),
		kfake.Ports(c.Port),
		kfake.DataDir(filepath.Join(c.Dir, "log")),
		kfake.ClusterID(clusterID),
	}
	if c.Sync {
		options = append(options, kfake.SyncWrites())
	}
	if c.Log != nil {
		options = append(options, kfake.WithLogger(logger{c.Log}))
	}
	return options
}

// Addr returns the broker's address, "127.0.0.1:PORT".
func (b *Broker) Addr() string { return b.cluster.ListenAddrs()[0] }

// Close stops the broker and frees its directory.
func (b *Broker) Close() error {
	b.cluster.Close()
	if err := errors.Join(removeAddress(b.dir), b.lock.Unlock()); err != nil {
		return fmt.Errorf("closing broker: %w", err)
	}
	return nil
}
