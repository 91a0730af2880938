// Package config reads pipeline.yaml.
package config

import (
	_ "embed"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/server"
	"github.com/gigawire/gigawire/ingest/discover"
	"github.com/gigawire/gigawire/ingest/duplicate"
	"github.com/gigawire/gigawire/ingest/feed"
	"github.com/gigawire/gigawire/ingest/fetch"
	"github.com/gigawire/gigawire/ingest/push"
	"github.com/gigawire/gigawire/ingest/seen"
	"github.com/gigawire/gigawire/ingest/sitemap"
	"github.com/gigawire/gigawire/ingest/websub"
	"github.com/gigawire/gigawire/sink/broker"
	"github.com/gigawire/gigawire/sink/kafka"
	"github.com/gigawire/gigawire/sink/parquet"
)

// Config is what pipeline.yaml says.
type Config struct {
	Newsroom Newsroom     `yaml:"newsroom"`
	Sources  Sources      `yaml:"sources"`
	Fetch    fetch.Config `yaml:"fetch"`
	// State is the file that remembers what was taken in, StateLimit how many
	// documents it remembers.
	State      string           `yaml:"state"`
	StateLimit int              `yaml:"state_limit"`
	Duplicates duplicate.Config `yaml:"duplicates"`
	Extract    Extract          `yaml:"extract"`
	Outputs    Outputs          `yaml:"outputs"`
	HTTP       server.Config    `yaml:"http"`
	Log        Log              `yaml:"log"`
	Broker     Broker           `yaml:"broker"`
	Kafka      kafka.Config     `yaml:"kafka"`
}

// Newsroom is the sample newsroom that the program serves to itself.
type Newsroom struct {
	Enabled bool `yaml:"enabled"`
	// Address is where it listens, on loopback. It is part of its articles'
	// addresses and so of their IDs.
	Address string `yaml:"address"`
}

// Sources are where articles come from.
type Sources struct {
	Feeds []feed.Config `yaml:"feeds"`
	// Sites are those whose feeds and sitemaps are to be found.
	Sites    []discover.Config `yaml:"sites"`
	Sitemaps []sitemap.Config  `yaml:"sitemaps"`
	// Pages are addresses of pages, or files that have one on a line.
	Pages []string `yaml:"pages"`
	// WebSub is where hubs of feeds reach us.
	WebSub websub.Config `yaml:"websub"`
	// Paths are files and directories.
	Paths []Path `yaml:"paths"`
	// Topics are those that others write raw documents to.
	Topics []Topic `yaml:"topics"`
	// Push is a server that articles are sent to.
	Push push.Config `yaml:"push"`
}

// Extract says how articles are read.
type Extract struct {
	// Workers is how many articles are read at once, 0 for one on each core.
	Workers int `yaml:"workers"`
	// Group is the consumer group that shares the articles out.
	Group string `yaml:"group"`
}

// Outputs are where facts go beside their topics.
type Outputs struct {
	// NDJSON is a file that facts are appended to, none where it is empty.
	NDJSON string `yaml:"ndjson"`
	// Parquet is a directory of tables.
	Parquet parquet.DirectoryConfig `yaml:"parquet"`
}

// Broker is the embedded broker, which runs where kafka.brokers names none.
type Broker struct {
	// Dir holds its data.
	Dir string `yaml:"dir"`
	// Port is its port on 127.0.0.1, 0 for any that is free.
	Port int `yaml:"port"`
}

// Default returns what holds for what the file does not say.
func Default() Config {
	return Config{
		Newsroom:   Newsroom{Address: "127.0.0.1:8095"},
		Sources:    Sources{Push: push.DefaultConfig(), WebSub: websub.DefaultConfig()},
		Fetch:      fetch.DefaultConfig(),
		State:      "gigawire-data/seen.db",
		StateLimit: seen.DefaultLimit,
		Duplicates: duplicate.DefaultConfig(),
		Extract:    Extract{Group: "gigawire-extract"},
		Outputs:    Outputs{Parquet: parquet.DefaultDirectoryConfig()},
		HTTP:       server.DefaultConfig(),
		Log:        Log{Format: "text", Level: "info"},
		Broker:     Broker{Dir: broker.DefaultConfig().Dir, Port: broker.DefaultConfig().Port},
		Kafka:      kafka.DefaultConfig(),
	}
}

// Embedded reports whether the embedded broker is to run.
func (c *Config) Embedded() bool { return len(c.Kafka.Brokers) == 0 }

// Validate returns an error that names each wrong setting and says what to do.
func (c *Config) Validate() error {
	errs := []error{c.Fetch.Validate(), c.Kafka.Validate(), c.HTTP.Validate(), c.Log.validate(), c.Sources.Push.Validate(), c.Duplicates.Validate(), c.Outputs.Parquet.Validate()}
	errs = append(errs, c.checkPolled()...)
	errs = append(errs, c.checkPaths()...)
	errs = append(errs, c.checkTopics()...)
	if c.Embedded() {
		errs = append(errs, broker.Config{Dir: c.Broker.Dir, Port: c.Broker.Port}.Validate())
	}
	if c.State == "" {
		errs = append(errs, errors.New("state is empty: name a file that remembers what was taken in"))
	}
	if c.StateLimit < 1 {
		errs = append(errs, fmt.Errorf("state_limit is %d: it must be 1 or more", c.StateLimit))
	}
	if c.Extract.Workers < 0 {
		errs = append(errs, fmt.Errorf("extract.workers is %d: it must be 0, for one on each core, or more", c.Extract.Workers))
	}
	if c.Extract.Group == "" {
		errs = append(errs, errors.New("extract.group is empty: name a consumer group"))
	}
	return errors.Join(errs...)
}

// hidden stands for a secret.
const hidden = "********"

// Redacted returns a copy without secrets, to print.
func (c Config) Redacted() Config {
	if c.Kafka.SASL.Password != "" {
		c.Kafka.SASL.Password = hidden
	}
	if c.HTTP.Token != "" {
		c.HTTP.Token = hidden
	}
	if c.Sources.Push.Token != "" {
		c.Sources.Push.Token = hidden
	}
	c.Kafka.Brokers = slices.Clone(c.Kafka.Brokers)
	return c
}

// newsroomInterval is how often the sample newsroom's feed is looked at.
const newsroomInterval = time.Minute

// NewsroomFeed returns the feed of the sample newsroom at an address.
func NewsroomFeed(url string) feed.Config {
	return feed.Config{URL: url, Interval: newsroomInterval}
}
