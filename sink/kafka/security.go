package kafka

import (
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"os"

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
	Password  string `yaml:"password"`
}

func (s SASL) mechanism() (sasl.Mechanism, error) {
	switch s.Mechanism {
	case "":
		return nil, nil
	case "plain":
		return plain.Mechanism{Username: s.Username, Password: s.Password}, nil
	case "scram-sha-256":
		return scram.Mechanism(scram.SHA256, s.Username, s.Password)
	case "scram-sha-512":
		return scram.Mechanism(scram.SHA512, s.Username, s.Password)
	default:
		return nil, fmt.Errorf("kafka.sasl.mechanism is %q: choose plain, scram-sha-256 or scram-sha-512", s.Mechanism)
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
