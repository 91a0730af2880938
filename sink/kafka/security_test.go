package kafka

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kfake"
)

// identity is a certificate that signs itself, with its PEM files.
type identity struct {
	cert, key string
	pair      tls.Certificate
}

func newIdentity(t *testing.T) identity {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "gigawire test"},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	id := identity{cert: writePEM(t, "CERTIFICATE", der), key: writePEM(t, "PRIVATE KEY", keyDER)}
	if id.pair, err = tls.LoadX509KeyPair(id.cert, id.key); err != nil {
		t.Fatal(err)
	}
	return id
}

func writePEM(t *testing.T, kind string, der []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "file.pem")
	if err := os.WriteFile(path, pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: der}), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestTLSWithACertificateOfOurOwn(t *testing.T) {
	t.Parallel()
	id := newIdentity(t)
	pool := x509.NewCertPool()
	pool.AddCert(id.pair.Leaf)
	cluster := fake(t, kfake.NumBrokers(1), kfake.TLS(&tls.Config{
		Certificates: []tls.Certificate{id.pair}, ClientCAs: pool, ClientAuth: tls.RequireAndVerifyClientCert,
		MinVersion: tls.VersionTLS12,
	}))
	c := testConfig(cluster.ListenAddrs()...)
	c.TLS = TLS{Enabled: true, CA: id.cert, Cert: id.cert, Key: id.key}
	wantRoundTrip(t, connect(t, c))
}

// wantRoundTrip writes, reads outside a group, and reads in one.
func wantRoundTrip(t *testing.T, c *Client) {
	t.Helper()
	publish(t, c, numbered(c.config.ArticlesTopic(), 0, 10))
	wantNumbers(t, values(stored(t, c, c.config.ArticlesTopic())), 10)
	r := newRecorder()
	m := join(t, articlesGroup(c, r.handle))
	drain(t, c)
	m.leave(t)
	wantNumbers(t, r.seen, 10)
}

func TestEachSASLMechanism(t *testing.T) {
	for mechanism, name := range map[string]string{
		"plain": "PLAIN", "scram-sha-256": "SCRAM-SHA-256", "scram-sha-512": "SCRAM-SHA-512",
	} {
		t.Run(mechanism, func(t *testing.T) {
			t.Parallel()
			cluster := fake(t, kfake.NumBrokers(1), kfake.EnableSASL(), kfake.Superuser(name, "ann", "secret"))
			c := testConfig(cluster.ListenAddrs()...)
			c.SASL = SASL{Mechanism: mechanism, Username: "ann", Password: "secret"}
			wantRoundTrip(t, connect(t, c))
		})
	}
}

func TestWrongPasswordIsTold(t *testing.T) {
	t.Parallel()
	cluster := fake(t, kfake.NumBrokers(1), kfake.EnableSASL(), kfake.Superuser("SCRAM-SHA-256", "ann", "secret"))
	c := testConfig(cluster.ListenAddrs()...)
	c.SASL = SASL{Mechanism: "scram-sha-256", Username: "ann", Password: "guessed"}
	_, err := Connect(deadline(t), c, testLog(t))
	if err == nil || !strings.Contains(err.Error(), "kafka.sasl") || strings.Contains(err.Error(), "guessed") {
		t.Errorf("error %v, want one that names kafka.sasl and not the password", err)
	}
}

func TestTLSErrorsSayWhatToDo(t *testing.T) {
	t.Parallel()
	id := newIdentity(t)
	secure := fake(t, kfake.NumBrokers(1), kfake.TLS(&tls.Config{Certificates: []tls.Certificate{id.pair}, MinVersion: tls.VersionTLS12}))
	plain := fake(t, kfake.NumBrokers(1))
	for want, c := range map[string]Config{
		"kafka.tls.ca":      testConfig(secure.ListenAddrs()...),
		"kafka.tls.enabled": testConfig(plain.ListenAddrs()...),
	} {
		c.TLS.Enabled = true
		_, err := Connect(deadline(t), c, testLog(t))
		if !errors.Is(err, ErrUnreachable) || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want ErrUnreachable and %s", err, want)
		}
	}
}

func TestTroubleOfDialingNamesTheHost(t *testing.T) {
	err := fmt.Errorf("dialing: %w", &net.DNSError{Name: "broker.example"})
	if got := troubleOfDial(err); !strings.Contains(got, `"broker.example": check kafka.brokers`) {
		t.Errorf("said %q", got)
	}
}

// TestSecretsDoNotShow however they are printed.
func TestSecretsDoNotShow(t *testing.T) {
	c := DefaultConfig()
	c.SASL = SASL{Mechanism: "plain", Username: "ann", Password: "hush"}
	var log bytes.Buffer
	slog.New(slog.NewJSONHandler(&log, nil)).Info("configured", "config", c, "password", c.SASL.Password)
	said := log.String() + fmt.Sprintf("%v %+v %#v %s", c, c, c, c.SASL.Password)
	if strings.Contains(said, "hush") || !strings.Contains(said, "********") {
		t.Errorf("said %s", said)
	}
	if fmt.Sprint(SASL{}) != "{  }" {
		t.Errorf("no password is printed as %v", SASL{})
	}
}

func TestTLSFilesAreChecked(t *testing.T) {
	t.Parallel()
	empty := writePEM(t, "NOTHING", nil)
	for want, c := range map[string]TLS{
		"reading kafka.tls.ca":   {Enabled: true, CA: "nowhere.pem"},
		"no certificate":         {Enabled: true, CA: empty},
		"reading kafka.tls.cert": {Enabled: true, Cert: empty, Key: empty},
	} {
		config := testConfig("localhost:9092")
		config.TLS = c
		if err := config.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want one with %q", err, want)
		}
	}
	config := testConfig("localhost:9092")
	config.TLS = TLS{CA: "nowhere.pem"} // and not enabled
	if err := config.Validate(); err != nil {
		t.Error(err)
	}
}
