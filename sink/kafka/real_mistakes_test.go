package kafka

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// TestRealSecurity logs in to Apache Kafka in each way, and makes each mistake.
func TestRealSecurity(t *testing.T) {
	t.Parallel()
	s := startSecured(t)
	t.Run("each mechanism over TLS", func(t *testing.T) {
		for _, mechanism := range []string{"plain", "scram-sha-256", "scram-sha-512"} {
			wantRoundTrip(t, connect(t, s.as(mechanism, "ann")))
		}
	})
	t.Run("client certificate", func(t *testing.T) {
		c := testConfig(s.certified)
		c.TLS = TLS{Enabled: true, CA: s.ca, Cert: s.cert, Key: s.key}
		wantRoundTrip(t, connect(t, c))
	})
	for name, m := range mistakes(t, s) {
		t.Run(name, func(t *testing.T) { m.check(t) })
	}
	t.Run("rights", func(t *testing.T) { checkRights(t, s) })
}

// mistake is a configuration that cannot connect, the key that must be named,
// and a part of why.
type mistake struct {
	config   Config
	key, why string
}

func mistakes(t *testing.T, s *secured) map[string]mistake {
	t.Helper()
	change := func(f func(*Config)) Config {
		c := s.as("scram-sha-512", "ann")
		f(&c)
		return c
	}
	plain := testConfig(s.plain)
	secretive := func(c *Config) { c.SASL.Password = "guessed-hush" }
	otherCert, otherKey := newAuthority(t).issue(t, "stranger")
	return map[string]mistake{
		"wrong password, SCRAM": {change(secretive), "kafka.sasl.password", `"ann" is not accepted`},
		"wrong password, PLAIN": {change(func(c *Config) { c.SASL.Mechanism = "plain"; secretive(c) }), "kafka.sasl.password", "not accepted"},
		"unknown user":          {change(func(c *Config) { c.SASL.Username = "eve" }), "kafka.sasl.username", `"eve" is not accepted`},
		"wrong CA":              {change(func(c *Config) { c.TLS.CA = s.strangerCA }), "kafka.tls.ca", "not trusted"},
		"no CA":                 {change(func(c *Config) { c.TLS.CA = "" }), "kafka.tls.ca", "not trusted"},
		"another name": {change(func(c *Config) {
			c.Brokers = []string{strings.Replace(s.login, "127.0.0.1", "localhost", 1)}
		}), "kafka.brokers", `not for "localhost"`},
		"no client certificate": {change(func(c *Config) {
			c.Brokers, c.SASL = []string{s.certified}, SASL{}
		}), "kafka.tls.cert", "does not take"},
		"a stranger's client certificate": {change(func(c *Config) {
			c.Brokers, c.SASL, c.TLS.Cert, c.TLS.Key = []string{s.certified}, SASL{}, otherCert, otherKey
		}), "kafka.tls.cert", "does not take"},
		"plaintext to a TLS port": {change(func(c *Config) { c.TLS = TLS{} }), "kafka.tls.enabled to true", "wants TLS"},
		"TLS to a plaintext port": {change(func(c *Config) { c.Brokers = plain.Brokers }), "kafka.tls.enabled to false", "speaks no TLS"},
		"no login":                {change(func(c *Config) { c.SASL = SASL{} }), "kafka.sasl.mechanism", "does not answer"},
		"a login where there is none": {change(func(c *Config) {
			c.Brokers, c.TLS = plain.Brokers, TLS{}
		}), "kafka.sasl.mechanism", "not offered"},
		"unreachable": {testConfig("127.0.0.1:1"), "kafka.brokers", "nothing listens"},
	}
}

// check wants one line that names the key and the reason and has no secret,
// here and in the log.
func (m mistake) check(t *testing.T) {
	var log bytes.Buffer
	client, err := Connect(deadline(t), m.config, slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	if err == nil {
		client.Close()
		t.Fatal("it connected")
	}
	wantLine(t, err, m.key, m.why)
	if said := err.Error() + log.String() + fmt.Sprintf("%v %+v %#v", m.config, m.config, m.config); strings.Contains(said, "-hush") {
		t.Errorf("a password shows in %s", said)
	}
}

func wantLine(t *testing.T, err error, words ...string) {
	t.Helper()
	if err == nil || strings.Contains(err.Error(), "\n") {
		t.Fatalf("error %v, want one line", err)
	}
	for _, w := range words {
		if !strings.Contains(err.Error(), w) {
			t.Errorf("error %q lacks %q", err, w)
		}
	}
	t.Log(err)
}

// checkRights gives bob one right after the other, and wants to be told of
// each that he lacks still.
func checkRights(t *testing.T, s *secured) {
	c := s.as("plain", "bob")
	c.Timeout = 3 * time.Second // of waiting for topics that do not show
	client, err := Connect(deadline(t), c, testLog(t))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	articles, group := c.ArticlesTopic(), c.Prefix+"group"
	write := func() error { return client.Publish(deadline(t), numbered(articles, 0, 10)) }
	read := func() error {
		ctx, stop := context.WithCancel(deadline(t))
		defer stop()
		return NewGroup(client, group, articles, func(context.Context, []Message) error { stop(); return nil }).Run(ctx)
	}
	create := func() error { return client.CreateTopics(deadline(t)) }
	topic, groups := kafkago.ResourceTypeTopic, kafkago.ResourceTypeGroup
	for _, step := range []struct {
		deed  func() error
		right string
		give  func()
	}{
		{create, "Create on topic", func() { s.allow(t, topic, c.Prefix, kafkago.ACLOperationTypeCreate) }},
		{create, "Describe on topic", func() {
			s.allow(t, topic, c.Prefix, kafkago.ACLOperationTypeDescribe, kafkago.ACLOperationTypeDescribeConfigs)
		}},
		{write, "Write on topic", func() { s.allow(t, topic, c.Prefix, kafkago.ACLOperationTypeWrite) }},
		{read, "Read on group", func() { s.allow(t, groups, c.Prefix, kafkago.ACLOperationTypeRead) }},
		{read, "Read on topic", func() { s.allow(t, topic, c.Prefix, kafkago.ACLOperationTypeRead) }},
	} {
		where := "kafka.topic_prefix"
		if strings.HasSuffix(step.right, "group") {
			where = "extract.group"
		}
		wantLine(t, step.deed(), `the user "bob" (kafka.sasl.username) lacks the right `+step.right, where)
		step.give()
		awaitRight(t, step.deed, step.right)
	}
}

// awaitRight waits until a right is known to the broker.
func awaitRight(t *testing.T, deed func() error, right string) {
	t.Helper()
	ctx := deadline(t)
	for attempt := 1; ; attempt++ {
		err := deed()
		if err == nil || !strings.Contains(err.Error(), "lacks the right "+right) {
			return // it was given, or another is missing
		}
		if pause(ctx, min(attempt, 3)) != nil {
			t.Fatal(errors.Join(ctx.Err(), err))
		}
	}
}
