package push

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// issuer writes certificates for 127.0.0.1 to the same two files, as a renewal
// does.
type issuer struct {
	TLS
	t      *testing.T
	serial int64
	trust  *x509.CertPool
}

func newIssuer(t *testing.T) *issuer {
	dir := t.TempDir()
	i := &issuer{TLS: TLS{Cert: filepath.Join(dir, "cert.pem"), Key: filepath.Join(dir, "key.pem")}, t: t, trust: x509.NewCertPool()}
	i.renew()
	return i
}

func (i *issuer) renew() {
	i.t.Helper()
	i.serial++
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		i.t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(i.serial), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true,
	}
	cert, err := x509.CreateCertificate(rand.Reader, template, template, &private.PublicKey, private)
	if err != nil {
		i.t.Fatal(err)
	}
	key, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		i.t.Fatal(err)
	}
	chain := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: cert})
	i.trust.AppendCertsFromPEM(chain)
	i.write(i.Key, pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: key}))
	i.write(i.Cert, chain)
}

// write writes a file with a time of its own.
func (i *issuer) write(path string, data []byte) {
	i.t.Helper()
	at := time.Unix(1_700_000_000+i.serial, 0)
	if err := errors.Join(os.WriteFile(path, data, 0o600), os.Chtimes(path, at, at)); err != nil {
		i.t.Fatal(err)
	}
}

// shown returns the number of the certificate that a server shows.
func (i *issuer) shown(s *Server) int64 {
	i.t.Helper()
	conn, err := tls.Dial("tcp", s.listener.Addr().String(), &tls.Config{RootCAs: i.trust})
	if err != nil {
		i.t.Fatal(err)
	}
	defer conn.Close()
	return conn.ConnectionState().PeerCertificates[0].SerialNumber.Int64()
}

func TestArticlesComeOverTLS(t *testing.T) {
	i := newIssuer(t)
	s, p := running(t, func(c *Config) { c.TLS = i.TLS })
	if !strings.HasPrefix(s.URL(), "https://127.0.0.1:") {
		t.Errorf("articles are sent to %s", s.URL())
	}
	client := &http.Client{Transport: &http.Transport{TLSClientConfig: &tls.Config{RootCAs: i.trust}, ForceAttemptHTTP2: true}}
	defer client.CloseIdleConnections()
	resp, err := client.Post(s.URL(), "text/plain", strings.NewReader(said))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusCreated || resp.ProtoMajor != 2 || p.count() != 1 {
		t.Errorf("status %d by %s, %d articles", resp.StatusCode, resp.Proto, p.count())
	}
	if resp, err = http.Post(strings.Replace(s.URL(), "https", "http", 1), "text/plain", strings.NewReader(said)); err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusBadRequest || p.count() != 1 {
		t.Errorf("in the clear: status %d, %d articles", resp.StatusCode, p.count())
	}
}

func TestOldTLSIsRefused(t *testing.T) {
	i := newIssuer(t)
	s, _ := running(t, func(c *Config) { c.TLS = i.TLS })
	old := &tls.Config{RootCAs: i.trust, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}
	if conn, err := tls.Dial("tcp", s.listener.Addr().String(), old); err == nil {
		conn.Close()
		t.Error("TLS 1.1 is spoken")
	}
}

// TestRenewedCertificateIsShown without a restart, and never one without its key.
func TestRenewedCertificateIsShown(t *testing.T) {
	i := newIssuer(t)
	s, _ := running(t, func(c *Config) { c.TLS = i.TLS })
	if got := i.shown(s); got != 1 {
		t.Errorf("certificate %d", got)
	}
	i.renew()
	if got := i.shown(s); got != 2 {
		t.Errorf("certificate %d after a renewal", got)
	}
	i.serial++
	i.write(i.Key, []byte("half a key"))
	if got := i.shown(s); got != 2 {
		t.Errorf("certificate %d with a damaged key", got)
	}
	i.renew()
	if got := i.shown(s); got != 4 {
		t.Errorf("certificate %d once it is mended", got)
	}
}

func TestTLSIsChecked(t *testing.T) {
	i := newIssuer(t)
	for want, files := range map[string]TLS{
		"":                                      i.TLS,
		"only one of cert and key":              {Cert: i.Cert},
		"name both files":                       {Key: i.Key},
		"no such file":                          {Cert: i.Cert, Key: i.Key + "x"},
		"reading sources.push.tls.cert and key": {Cert: i.Key, Key: i.Cert},
	} {
		c := DefaultConfig()
		c.TLS = files
		err := c.Validate()
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%+v: %v, want %q", files, err, want)
		}
	}
}
