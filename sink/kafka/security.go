package kafka

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"log/slog"
	"os"
	"slices"

	"github.com/segmentio/kafka-go/sasl"
	"github.com/segmentio/kafka-go/sasl/plain"
	"github.com/segmentio/kafka-go/sasl/scram"
)

// TLS says how connections are encrypted. The names are those of PEM files.
type TLS struct {
	Enabled bool `yaml:"enabled"`
	// CA holds the certificates that brokers' are checked against; without
	// it, those of the system do.
	CA string `yaml:"ca"`
	// Cert and Key are the certificate that this program shows, and its
	// private key; both or neither.
	Cert string `yaml:"cert"`
	Key  string `yaml:"key"`
}

func (t TLS) config() (*tls.Config, error) {
	if !t.Enabled {
		return nil, nil
	}
	config := &tls.Config{MinVersion: tls.VersionTLS12}
	if t.CA != "" {
		pool, err := loadPool(t.CA)
		if err != nil {
			return nil, err
		}
		config.RootCAs = pool
	}
	if t.Cert != "" || t.Key != "" {
		pair, err := tls.LoadX509KeyPair(t.Cert, t.Key)
		if err != nil {
			return nil, fmt.Errorf("reading kafka.tls.cert and kafka.tls.key: %w", err)
		}
		config.Certificates = []tls.Certificate{pair}
	}
	return config, nil
}

func loadPool(path string) (*x509.CertPool, error) {
	pem, err := os.ReadFile(path)
	if err != nil {
		return nil, fmt.Errorf("reading kafka.tls.ca: %w", err)
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(pem) {
		return nil, fmt.Errorf("kafka.tls.ca is %s: it holds no certificate in PEM", path)
	}
	return pool, nil
}

// SASL says how to log in. An empty mechanism means not at all.
type SASL struct {
	// Mechanism is "plain", "scram-sha-256" or "scram-sha-512".
	Mechanism string `yaml:"mechanism"`
	Username  string `yaml:"username"`
	Password  Secret `yaml:"password"`
}

// Secret is text that does not show when it is printed or logged.
type Secret string

// String hides the secret.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return "********"
}

// GoString hides the secret.
func (s Secret) GoString() string { return s.String() }

// LogValue hides the secret.
func (s Secret) LogValue() slog.Value { return slog.StringValue(s.String()) }

// MarshalText hides the secret.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

func (s SASL) mechanism() (sasl.Mechanism, error) {
	switch {
	case s.Mechanism == "":
		return nil, nil
	case !slices.Contains([]string{"plain", "scram-sha-256", "scram-sha-512"}, s.Mechanism):
		return nil, fmt.Errorf("kafka.sasl.mechanism is %q: choose plain, scram-sha-256 or scram-sha-512", s.Mechanism)
	case s.Username == "" || s.Password == "":
		return nil, fmt.Errorf("kafka.sasl.mechanism is %s: set kafka.sasl.username and kafka.sasl.password too", s.Mechanism)
	case s.Mechanism == "plain":
		return plain.Mechanism{Username: s.Username, Password: string(s.Password)}, nil
	case s.Mechanism == "scram-sha-256":
		return scram.Mechanism(scram.SHA256, s.Username, string(s.Password))
	default:
		return scram.Mechanism(scram.SHA512, s.Username, string(s.Password))
	}
}

func (c Config) security() (*tls.Config, sasl.Mechanism, error) {
	secure, err := c.TLS.config()
	if err != nil {
		return nil, nil, err
	}
	mechanism, err := c.SASL.mechanism()
	return secure, mechanism, err
}
