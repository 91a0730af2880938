package kafka

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"strings"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// unreachable says why no broker answers as it should, and which key of
// pipeline.yaml to look at, in one line. The error wraps ErrPermanent where
// trying again is no use, and ErrUnreachable else.
func (c *Client) unreachable(ctx context.Context, err error) error {
	kind := ErrUnreachable
	if isPermanent(err) {
		kind = ErrPermanent
	}
	where := strings.Join(c.config.Brokers, ", ")
	return fmt.Errorf("connecting to Kafka at %s: %s: %w: %w", where, c.trouble(ctx, err), kind, err)
}

// trouble looks at one layer of the connection after the other: network, TLS,
// login.
func (c *Client) trouble(ctx context.Context, err error) string {
	switch {
	case errors.Is(err, kafkago.SASLAuthenticationFailed):
		return fmt.Sprintf("the user %q is not accepted with that password: check kafka.sasl.username and kafka.sasl.password", c.config.SASL.Username)
	case errors.Is(err, kafkago.UnsupportedSASLMechanism), errors.Is(err, kafkago.IllegalSASLState):
		return fmt.Sprintf("the login %q is not offered there: check kafka.sasl.mechanism, and the port in kafka.brokers", c.config.SASL.Mechanism)
	}
	conn, dialed := c.dialAny(ctx)
	if dialed != nil {
		return troubleOfDial(dialed)
	}
	defer conn.Close()                            //nolint:errcheck // nothing was said on it
	conn.SetDeadline(time.Now().Add(dialTimeout)) //nolint:errcheck // then it has none
	if c.transport.TLS != nil {
		return c.troubleOfTLS(ctx, conn, err)
	}
	if speaksTLS(ctx, conn) {
		return "the port wants TLS: set kafka.tls.enabled to true, or name another port in kafka.brokers"
	}
	return troubleOfLogin
}

const troubleOfLogin = "a broker takes the connection and does not answer: it may want another login, check kafka.sasl.mechanism, and the port in kafka.brokers"

// dialAny connects to the first broker that takes the connection.
func (c *Client) dialAny(ctx context.Context) (conn net.Conn, err error) {
	dialer := net.Dialer{Timeout: dialTimeout}
	for _, b := range c.config.Brokers {
		if conn, err = dialer.DialContext(ctx, "tcp", b); err == nil {
			return conn, nil
		}
	}
	return nil, err
}

func troubleOfDial(err error) string {
	var name *net.DNSError
	if errors.As(err, &name) {
		return fmt.Sprintf("there is no host of the name %q: check kafka.brokers", name.Name)
	}
	return "nothing listens there: start the broker, or name others with kafka.brokers"
}

// troubleOfTLS shakes hands to see what is wrong. That a broker does not take
// our certificate shows, with TLS 1.3, only in the error of what came after.
func (c *Client) troubleOfTLS(ctx context.Context, conn net.Conn, after error) string {
	config := c.transport.TLS.Clone()
	config.ServerName, _, _ = net.SplitHostPort(conn.RemoteAddr().String())
	for _, b := range c.config.Brokers {
		if host, port, _ := net.SplitHostPort(b); strings.HasSuffix(conn.RemoteAddr().String(), ":"+port) {
			config.ServerName = host
		}
	}
	err := tls.Client(conn, config).HandshakeContext(ctx)
	var name x509.HostnameError
	var untrusted *tls.CertificateVerificationError
	switch {
	case errors.As(err, &name):
		return fmt.Sprintf("the broker's certificate is not for %q: name the broker as its certificate does in kafka.brokers", name.Host)
	case errors.As(err, &untrusted):
		return "the broker's certificate is not trusted: name the file with its authority's in kafka.tls.ca"
	case isAlert(err), err == nil && isAlert(after):
		return "the broker does not take this program's certificate: check kafka.tls.cert and kafka.tls.key"
	case err != nil:
		return "the port speaks no TLS: set kafka.tls.enabled to false, or name another port in kafka.brokers"
	default:
		return troubleOfLogin
	}
}

// isAlert reports whether the other side of TLS has refused ours.
func isAlert(err error) bool {
	var alert *net.OpError
	return errors.As(err, &alert) && alert.Op == "remote error"
}

// speaksTLS reports whether there is TLS at the other end, whoever it is.
func speaksTLS(ctx context.Context, conn net.Conn) bool {
	//nolint:gosec // nothing is said to it
	err := tls.Client(conn, &tls.Config{InsecureSkipVerify: true, MinVersion: tls.VersionTLS12}).HandshakeContext(ctx)
	return err == nil || isAlert(err)
}
