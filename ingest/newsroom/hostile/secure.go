package hostile

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"math/big"
	"net"
	"time"
)

// secured are sites whose TLS is broken, or who keep one waiting for it.
func secured(a *authority) []row {
	unknown, day := newAuthority(), 24*time.Hour
	chain := a.sign(func(*x509.Certificate) {})
	for range 300 {
		chain.Certificate = append(chain.Certificate, make([]byte, 1<<10))
	}
	refused := func(says string) Want { return Want{Feed: says} }
	return []row{
		{name: "a certificate", want: good, tls: a.server()},
		{name: "certificate that nobody knows the signer of", want: refused("unknown authority"), tls: unknown.server()},
		{name: "certificate that has expired", want: refused("expired"), tls: config(a.sign(func(c *x509.Certificate) { c.NotAfter = c.NotBefore.Add(day) }))},
		{name: "certificate that is not valid yet", want: refused("not yet valid"), tls: config(a.sign(func(c *x509.Certificate) { c.NotBefore = c.NotAfter.Add(-day) }))},
		{name: "certificate of another site", want: refused("IP SANs"), tls: config(a.sign(func(c *x509.Certificate) { c.IPAddresses, c.DNSNames = nil, []string{"bank.example"} }))},
		{name: "certificate that is for no server", want: refused("usage"), tls: config(a.sign(func(c *x509.Certificate) { c.ExtKeyUsage = []x509.ExtKeyUsage{x509.ExtKeyUsageEmailProtection} }))},
		{name: "certificates without end", want: refused("handshake message"), tls: config(chain)},
		{name: "TLS of 2006", want: refused("protocol version"), tls: &tls.Config{Certificates: a.server().Certificates, MinVersion: tls.VersionTLS10, MaxVersion: tls.VersionTLS11}}, //nolint:gosec // that is what is tried
		{name: "TLS that is HTTP", secure: true, want: refused("HTTP response to HTTPS client"), raw: func(conn net.Conn) { hear(conn); fmt.Fprint(conn, "HTTP/1.1 400 Bad Request\r\n\r\n") }},
		{name: "TLS that is noise", secure: true, want: refused("TLS handshake"), raw: func(conn net.Conn) { hear(conn); fmt.Fprint(conn, "220 news.example ESMTP\r\n") }},
		{name: "TLS handshake that is cut", secure: true, want: refused("EOF"), raw: hear},
		{name: "TLS handshake that hangs", secure: true, slow: true, want: refused("TLS handshake timeout"), raw: await},
		{name: "TLS handshake that drips", secure: true, slow: true, want: refused("TLS handshake timeout"), raw: dripHandshake},
	}
}

// hear reads what comes first, such as a request.
func hear(conn net.Conn) { _, _ = conn.Read(make([]byte, 4<<10)) }

// await reads what comes until the other side has gone.
func await(conn net.Conn) {
	for room := make([]byte, 4<<10); ; {
		if _, err := conn.Read(room); err != nil {
			return
		}
	}
}

// dripHandshake begins a long handshake message and sends a byte of it now and
// then.
func dripHandshake(conn net.Conn) {
	go await(conn)
	_, err := conn.Write([]byte("\x16\x03\x03\x40\x00\x02\x00\x3f\xf0\x03\x03"))
	for err == nil {
		time.Sleep(50 * time.Millisecond)
		_, err = conn.Write([]byte{0})
	}
}

// authority signs certificates for sites on loopback.
type authority struct {
	certificate *x509.Certificate
	key         *ecdsa.PrivateKey
}

// newAuthority makes an authority. Random numbers do not run out, so that
// nothing here fails.
func newAuthority() *authority {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	template := certificate()
	template.IsCA, template.BasicConstraintsValid, template.KeyUsage = true, true, x509.KeyUsageCertSign
	der := must(x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key))
	return &authority{must(x509.ParseCertificate(der)), key}
}

func certificate() *x509.Certificate {
	now := time.Now()
	return &x509.Certificate{
		SerialNumber: big.NewInt(now.UnixNano()), NotBefore: now.Add(-1000 * time.Hour), NotAfter: now.Add(1000 * time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
	}
}

// sign returns a certificate that is good but for a change.
func (a *authority) sign(change func(*x509.Certificate)) tls.Certificate {
	key := must(ecdsa.GenerateKey(elliptic.P256(), rand.Reader))
	template := certificate()
	change(template)
	der := must(x509.CreateCertificate(rand.Reader, template, a.certificate, &key.PublicKey, a.key))
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// server returns what a site with a good certificate speaks TLS by.
func (a *authority) server() *tls.Config { return config(a.sign(func(*x509.Certificate) {})) }

func config(c tls.Certificate) *tls.Config {
	return &tls.Config{Certificates: []tls.Certificate{c}, MinVersion: tls.VersionTLS12}
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}
