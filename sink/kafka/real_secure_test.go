package kafka

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"crypto/sha512"
	"crypto/x509"
	"crypto/x509/pkix"
	"fmt"
	"math/big"
	"net"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"testing"
	"time"

	kafkago "github.com/segmentio/kafka-go"
)

// secured is an Apache Kafka broker with a listener of each kind: with TLS and
// a login, with TLS and client certificates, and plain, on which everybody is
// a superuser. The users ann and bob have the passwords ann-hush and bob-hush;
// bob has only the rights that a test gives him.
type secured struct {
	login, certified, plain string // addresses
	ca, cert, key           string // PEM files, of a client's certificate
	strangerCA              string
	admin                   *kafkago.Client
}

// password is that of a user.
func password(user string) string { return user + "-hush" }

// startSecured starts the broker, where GIGAWIRE_KAFKA_LAUNCHER or
// GIGAWIRE_REQUIRE_KAFKA asks for real ones; else the test is skipped.
func startSecured(t *testing.T) *secured {
	t.Helper()
	launcher := launcher()
	if launcher == "" {
		t.Skip("no real broker is asked for")
	}
	dir := t.TempDir()
	authority := newAuthority(t)
	s := &secured{
		login: address(t), certified: address(t), plain: address(t),
		ca: authority.cert, strangerCA: newAuthority(t).cert,
	}
	s.cert, s.key = authority.issue(t, "client")
	brokerCert, brokerKey := authority.issue(t, "broker")
	keystore := join2(t, brokerKey, brokerCert)
	if err := os.WriteFile(filepath.Join(dir, "server.properties"), s.properties(dir, address(t), keystore), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { exec.Command(launcher, "kill", dir).Run() }) //nolint:noctx // the tests are over
	command := exec.CommandContext(deadline(t), launcher, "start", dir)
	command.Stderr = t.Output()
	if _, err := command.Output(); err != nil {
		t.Fatal(err)
	}
	s.admin = &kafkago.Client{Addr: kafkago.TCP(s.plain), Timeout: time.Minute}
	s.addScramUsers(t)
	return s
}

func (s *secured) properties(dir, controller, keystore string) []byte {
	return fmt.Appendf(nil, `process.roles=broker,controller
node.id=1
controller.quorum.voters=1@%[1]s
listeners=LOGIN://%[2]s,CERTIFIED://%[3]s,PLAIN://%[4]s,CONTROLLER://%[1]s
listener.security.protocol.map=LOGIN:SASL_SSL,CERTIFIED:SSL,PLAIN:PLAINTEXT,CONTROLLER:PLAINTEXT
inter.broker.listener.name=PLAIN
controller.listener.names=CONTROLLER
log.dirs=%[5]s/log
offsets.topic.num.partitions=1
offsets.topic.replication.factor=1
transaction.state.log.replication.factor=1
transaction.state.log.min.isr=1
share.coordinator.state.topic.replication.factor=1
share.coordinator.state.topic.min.isr=1
group.initial.rebalance.delay.ms=0
auto.create.topics.enable=false
ssl.keystore.type=PEM
ssl.keystore.location=%[6]s
ssl.truststore.type=PEM
ssl.truststore.location=%[7]s
listener.name.certified.ssl.client.auth=required
sasl.enabled.mechanisms=PLAIN,SCRAM-SHA-256,SCRAM-SHA-512
listener.name.login.plain.sasl.jaas.config=org.apache.kafka.common.security.plain.PlainLoginModule required user_ann="%[8]s" user_bob="%[9]s";
listener.name.login.scram-sha-256.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
listener.name.login.scram-sha-512.sasl.jaas.config=org.apache.kafka.common.security.scram.ScramLoginModule required;
authorizer.class.name=org.apache.kafka.metadata.authorizer.StandardAuthorizer
super.users=User:ANONYMOUS;User:ann;User:CN=client
`, controller, s.login, s.certified, s.plain, dir, keystore, s.ca, password("ann"), password("bob"))
}

// addScramUsers makes the users known to SCRAM, which keeps no passwords but
// what RFC 5802 derives of them.
func (s *secured) addScramUsers(t *testing.T) {
	t.Helper()
	salt := []byte("a salt that is known")
	for _, user := range []string{"ann", "bob"} {
		short, err1 := pbkdf2.Key(sha256.New, password(user), salt, 4096, sha256.Size)
		long, err2 := pbkdf2.Key(sha512.New, password(user), salt, 4096, sha512.Size)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		s.addScramUser(t, kafkago.UserScramCredentialsUpsertion{Name: user, Mechanism: kafkago.ScramMechanismSha256, Iterations: 4096, Salt: salt, SaltedPassword: short})
		s.addScramUser(t, kafkago.UserScramCredentialsUpsertion{Name: user, Mechanism: kafkago.ScramMechanismSha512, Iterations: 4096, Salt: salt, SaltedPassword: long})
	}
}

func (s *secured) addScramUser(t *testing.T, u kafkago.UserScramCredentialsUpsertion) {
	t.Helper()
	resp, err := s.admin.AlterUserScramCredentials(deadline(t), &kafkago.AlterUserScramCredentialsRequest{Upsertions: []kafkago.UserScramCredentialsUpsertion{u}})
	if err != nil || len(resp.Results) != 1 || resp.Results[0].Error != nil {
		t.Fatal(err, resp)
	}
}

// allow gives bob rights on topics, or groups, whose names begin so.
func (s *secured) allow(t *testing.T, kind kafkago.ResourceType, prefix string, rights ...kafkago.ACLOperationType) {
	t.Helper()
	var entries []kafkago.ACLEntry
	for _, right := range rights {
		entries = append(entries, kafkago.ACLEntry{
			ResourceType: kind, ResourceName: prefix, ResourcePatternType: kafkago.PatternTypePrefixed, Principal: "User:bob", Host: "*",
			Operation: right, PermissionType: kafkago.ACLPermissionTypeAllow,
		})
	}
	resp, err := s.admin.CreateACLs(deadline(t), &kafkago.CreateACLsRequest{ACLs: entries})
	if err != nil || slices.ContainsFunc(resp.Errors, func(err error) bool { return err != nil }) {
		t.Fatal(err, resp)
	}
}

// as returns the configuration of a user on the listener with a login.
func (s *secured) as(mechanism, user string) Config {
	c := testConfig(s.login)
	c.TLS = TLS{Enabled: true, CA: s.ca}
	c.SASL = SASL{Mechanism: mechanism, Username: user, Password: Secret(password(user))}
	return c
}

// launcher names the program that starts real brokers, none where none are
// asked for.
func launcher() string {
	if named := os.Getenv("GIGAWIRE_KAFKA_LAUNCHER"); named != "" || os.Getenv("GIGAWIRE_REQUIRE_KAFKA") == "" {
		return named
	}
	return "../../.ci/kafka"
}

func address(t *testing.T) string {
	t.Helper()
	return net.JoinHostPort("127.0.0.1", fmt.Sprint(freePort(t)))
}

// join2 returns a file with the contents of two.
func join2(t *testing.T, one, two string) string {
	t.Helper()
	a, err1 := os.ReadFile(one)
	b, err2 := os.ReadFile(two)
	path := filepath.Join(t.TempDir(), "both.pem")
	if err := os.WriteFile(path, append(a, b...), 0o600); err1 != nil || err2 != nil || err != nil {
		t.Fatal(err1, err2, err)
	}
	return path
}

// authority signs certificates.
type authority struct {
	cert    string // a PEM file
	parent  *x509.Certificate
	private *ecdsa.PrivateKey
}

func newAuthority(t *testing.T) *authority {
	t.Helper()
	a := &authority{}
	template := certificate("authority")
	template.IsCA, template.KeyUsage = true, x509.KeyUsageCertSign
	der, private := a.sign(t, template)
	parent, err := x509.ParseCertificate(der)
	if err != nil {
		t.Fatal(err)
	}
	a.parent, a.private, a.cert = parent, private, writePEM(t, "CERTIFICATE", der)
	return a
}

func certificate(name string) *x509.Certificate {
	return &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, BasicConstraintsValid: true,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
	}
}

// sign returns a certificate with a key of its own; without an authority it
// signs itself.
func (a *authority) sign(t *testing.T, template *x509.Certificate) ([]byte, *ecdsa.PrivateKey) {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	parent, signer := a.parent, a.private
	if parent == nil {
		parent, signer = template, private
	}
	der, err := x509.CreateCertificate(rand.Reader, template, parent, &private.PublicKey, signer)
	if err != nil {
		t.Fatal(err)
	}
	return der, private
}

// issue returns the PEM files of a certificate and its key.
func (a *authority) issue(t *testing.T, name string) (cert, key string) {
	t.Helper()
	der, private := a.sign(t, certificate(name))
	encoded, err := x509.MarshalPKCS8PrivateKey(private)
	if err != nil {
		t.Fatal(err)
	}
	return writePEM(t, "CERTIFICATE", der), writePEM(t, "PRIVATE KEY", encoded)
}
