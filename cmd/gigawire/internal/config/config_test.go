package config

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func TestGoodFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.good.yml")
	if err != nil || len(files) == 0 {
		t.Fatal("no good files", err)
	}
	for _, file := range append(files, "../../../../pipeline.yaml") {
		if _, err := Load(file, nil); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}

// TestBadFiles holds each bad file to the errors that its comments foretell:
// "# want: part of the message".
func TestBadFiles(t *testing.T) {
	files, err := filepath.Glob("testdata/*.bad.yml")
	if err != nil || len(files) == 0 {
		t.Fatal("no bad files", err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Parse(file, data, nil)
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: error %v, want ErrInvalid", file, err)
			continue
		}
		wants := 0
		for line := range strings.Lines(string(data)) {
			if want, ok := strings.CutPrefix(line, "# want: "); ok {
				wants++
				if !strings.Contains(err.Error(), strings.TrimSpace(want)) {
					t.Errorf("%s: error\n%v\nlacks %q", file, err, want)
				}
			}
		}
		if wants == 0 {
			t.Errorf("%s foretells nothing", file)
		}
	}
}

func TestVariablesAreExpandedInValuesOnly(t *testing.T) {
	t.Setenv("GIGAWIRE_TEST_PORT", "9555")
	c, err := Parse("x", []byte("# ${NOT_THERE}\nbroker:\n  port: ${GIGAWIRE_TEST_PORT}\n  dir: ${NOT_THERE:-data}/x\n"), nil)
	if err != nil || c.Broker.Port != 9555 || c.Broker.Dir != "data/x" {
		t.Errorf("broker %+v, error %v", c.Broker, err)
	}
}

// TestVariablesMayHoldSecrets that look like numbers, and numbers.
func TestVariablesMayHoldSecrets(t *testing.T) {
	for _, secret := range []string{"0123", "0x10", "1_000", "1e5", "1.50", "true", "True", "12345678901234567890123", "7", "- a", "a: b"} {
		t.Setenv("GIGAWIRE_TEST_SECRET", secret)
		c, err := Parse("x", []byte("sources: {push: {token: '${GIGAWIRE_TEST_SECRET}'}}"), nil)
		if got := c.Sources.Push.Token; err != nil || got != secret {
			t.Errorf("%q is read as %q, %v", secret, got, err)
		}
	}
}

func TestSettingsGoOverTheFile(t *testing.T) {
	c, err := Parse("x", []byte("broker:\n  port: 1\n  dir: kept\nfetch:\n  delay: 7s\n"),
		[]string{"broker.port=2", "kafka.brokers=[a:1, b:2]", "fetch.timeout=5s"})
	if err != nil || c.Broker.Port != 2 || c.Broker.Dir != "kept" || len(c.Kafka.Brokers) != 2 ||
		c.Fetch.Delay != 7*time.Second || c.Fetch.Timeout != 5*time.Second {
		t.Errorf("configuration %+v, error %v", c, err)
	}
	for _, setting := range []string{"broker.port", "=1", "broker.prot=1", "broker.port=x"} {
		if _, err := Parse("x", nil, []string{setting}); !errors.Is(err, ErrInvalid) {
			t.Errorf("--set %s: error %v, want ErrInvalid", setting, err)
		}
	}
}

func TestSecretsAreNotPrinted(t *testing.T) {
	c := Default()
	c.Kafka.SASL.Password, c.HTTP.Token, c.Sources.Push.Token = "secret", "secret", "secret"
	if r := c.Redacted(); r.Kafka.SASL.Password != hidden || r.HTTP.Token != hidden || r.Sources.Push.Token != hidden || c.Kafka.SASL.Password != "secret" {
		t.Error("a secret is shown, or lost")
	}
}

func TestMissingFileIsExplained(t *testing.T) {
	if _, err := Load(filepath.Join(t.TempDir(), "none.yaml"), nil); !errors.Is(err, ErrInvalid) {
		t.Errorf("error %v", err)
	}
}

// TestPasswordFromTheEnvironmentStaysWhatItIs though it looks like a number.
func TestPasswordFromTheEnvironmentStaysWhatItIs(t *testing.T) {
	for _, password := range []string{"hush", "0123", "12345", "1e3", "true", "a: b", "${x}", "#x", `x"y'z`} {
		t.Setenv("GIGAWIRE_TEST_PASSWORD", password)
		c, err := Parse("x", []byte("kafka:\n  sasl: {mechanism: scram-sha-512, username: ann, password: \"${GIGAWIRE_TEST_PASSWORD}\"}\n"), nil)
		if err != nil || string(c.Kafka.SASL.Password) != password {
			t.Errorf("password %q, error %v, want %q", string(c.Kafka.SASL.Password), err, password)
		}
	}
}
