package kafka

import (
	"fmt"

	kafkago "github.com/segmentio/kafka-go"
)

// explain says of a broker's error that a right is missing who lacks which
// one, and the keys of pipeline.yaml that name both. Other errors are returned
// as they are.
func (c Config) explain(err error, right, name string) error {
	switch {
	case isOneOf(err, kafkago.TopicAuthorizationFailed, kafkago.ClusterAuthorizationFailed):
		return fmt.Errorf("%s lacks the right %s on topic %s (kafka.topic_prefix): give it that right: %w", c.who(), right, name, err)
	case isOneOf(err, kafkago.GroupAuthorizationFailed):
		return fmt.Errorf("%s lacks the right Read on group %s (extract.group): give it that right: %w", c.who(), name, err)
	case isOneOf(err, kafkago.InvalidReplicationFactor):
		return fmt.Errorf("there are fewer brokers than kafka.replication, which is %d: %w", c.Replication, err)
	}
	return err
}

// who names the client as the broker's rights do.
func (c Config) who() string {
	switch {
	case c.SASL.Mechanism != "":
		return fmt.Sprintf("the user %q (kafka.sasl.username)", c.SASL.Username)
	case c.TLS.Enabled && c.TLS.Cert != "":
		return "the client with the certificate in kafka.tls.cert"
	default:
		return "a client without a login (kafka.sasl.mechanism)"
	}
}
