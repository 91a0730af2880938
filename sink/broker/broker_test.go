package broker

import (
	"bytes"
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"
)

func start(t *testing.T, dir string) *Broker {
	t.Helper()
	b, err := Start(Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func deadline(t *testing.T) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	t.Cleanup(cancel)
	return ctx
}

func TestRecordsOutliveARestart(t *testing.T) {
	for _, sync := range []bool{false, true} {
		config := Config{Dir: t.TempDir(), Sync: sync}
		b, err := Start(config)
		if err != nil {
			t.Fatal(err)
		}
		write(t, b.Addr(), "still here")
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
		if b, err = Start(config); err != nil {
			t.Fatal(err)
		}
		if got := read(t, b.Addr()); got != "still here" {
			t.Errorf("read %q", got)
		}
		if err := b.Close(); err != nil {
			t.Fatal(err)
		}
	}
}

func write(t *testing.T, addr, value string) {
	t.Helper()
	client := kafka.Client{Addr: kafka.TCP(addr)}
	if _, err := client.CreateTopics(deadline(t), &kafka.CreateTopicsRequest{
		Topics: []kafka.TopicConfig{{Topic: "kept", NumPartitions: 1, ReplicationFactor: 1}},
	}); err != nil {
		t.Fatal(err)
	}
	w := kafka.Writer{Addr: kafka.TCP(addr), Topic: "kept", RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond}
	if err := errors.Join(w.WriteMessages(deadline(t), kafka.Message{Value: []byte(value)}), w.Close()); err != nil {
		t.Fatal(err)
	}
}

func read(t *testing.T, addr string) string {
	t.Helper()
	r := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{addr}, Topic: "kept", MaxWait: 100 * time.Millisecond})
	defer r.Close()
	m, err := r.ReadMessage(deadline(t))
	if err != nil {
		t.Fatal(err)
	}
	return string(m.Value)
}

func TestClusterHasAnIDAndOneNode(t *testing.T) {
	b := start(t, t.TempDir())
	defer b.Close()
	client := kafka.Client{Addr: kafka.TCP(b.Addr())}
	meta, err := client.Metadata(deadline(t), &kafka.MetadataRequest{})
	if err != nil {
		t.Fatal(err)
	}
	if meta.ClusterID != clusterID || len(meta.Brokers) != 1 {
		t.Errorf("cluster %q of %d nodes", meta.ClusterID, len(meta.Brokers))
	}
}

func TestListensOnLoopbackOnly(t *testing.T) {
	b := start(t, t.TempDir())
	defer b.Close()
	host, _, err := net.SplitHostPort(b.Addr())
	if err != nil || host != "127.0.0.1" {
		t.Errorf("address %s, error %v", b.Addr(), err)
	}
}

func TestDirectoryIsLocked(t *testing.T) {
	dir := t.TempDir()
	b := start(t, dir)
	_, err := Start(Config{Dir: dir})
	if !errors.Is(err, ErrLocked) || !strings.Contains(err.Error(), dir) || !strings.Contains(err.Error(), "broker.dir") {
		t.Errorf("error %v, want ErrLocked with the directory and what to do", err)
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if err := start(t, dir).Close(); err != nil {
		t.Error(err)
	}
}

func TestTakenPortIsExplained(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	port := l.Addr().(*net.TCPAddr).Port
	dir := t.TempDir()
	_, err = Start(Config{Dir: dir, Port: port})
	advice := "--set broker.port=" + strconv.Itoa(port+1)
	if !errors.Is(err, ErrPortTaken) || !strings.Contains(err.Error(), advice) {
		t.Errorf("error %v, want ErrPortTaken with %q", err, advice)
	}
	if err := start(t, dir).Close(); err != nil { // the directory is free again
		t.Error(err)
	}
}

func TestUnwritableDirectoryIsExplained(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	locked := t.TempDir() // where the lock should be is a directory
	if err := os.Mkdir(filepath.Join(locked, "lock"), 0o700); err != nil {
		t.Fatal(err)
	}
	noAddress := t.TempDir()
	if err := os.Mkdir(filepath.Join(noAddress, addressFile), 0o700); err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{file, filepath.Join(file, "below"), locked, noAddress} {
		_, err := Start(Config{Dir: dir})
		if err == nil || !strings.Contains(err.Error(), "set broker.dir") {
			t.Errorf("%s: error %v, want one that says to set broker.dir", dir, err)
		}
	}
}

func TestOtherErrorsAreExplained(t *testing.T) {
	for want, err := range map[string]error{
		"--set broker.port=":   &net.OpError{Op: "listen", Err: syscall.EACCES},
		"set broker.dir":       &fs.PathError{Op: "open", Path: "x", Err: fs.ErrPermission},
		"on 127.0.0.1:80 with": errors.New("something else"),
	} {
		if got := explain(err, Config{Dir: "d", Port: 80}); !strings.Contains(got.Error(), want) || !errors.Is(got, err) {
			t.Errorf("explained as %q, want %q", got, want)
		}
	}
}

func TestAddressIsFoundWhileRunning(t *testing.T) {
	dir := t.TempDir()
	b := start(t, dir)
	if addr, err := Address(deadline(t), dir); err != nil || addr != b.Addr() {
		t.Errorf("address %q, error %v, want %q", addr, err, b.Addr())
	}
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if _, err := Address(deadline(t), dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want fs.ErrNotExist after the end", err)
	}
}

func TestAddressOfOneThatWasKilledIsNotFound(t *testing.T) {
	dir := t.TempDir()
	b := start(t, dir)
	addr := b.Addr()
	if err := errors.Join(b.Close(), writeAddress(dir, addr)); err != nil {
		t.Fatal(err)
	}
	if _, err := Address(deadline(t), dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("error %v, want fs.ErrNotExist", err)
	}
}

func TestConfigSaysWhatIsWrong(t *testing.T) {
	for _, c := range []Config{{}, {Dir: "x", Port: -1}, {Dir: "x", Port: 70000}} {
		if _, err := Start(c); err == nil || !strings.Contains(err.Error(), "broker.") {
			t.Errorf("%+v: error %v, want one that names the setting", c, err)
		}
	}
	if err := DefaultConfig().Validate(); err != nil {
		t.Error(err)
	}
}

func TestOnlyWarningsAreLogged(t *testing.T) {
	var out bytes.Buffer
	l := logger{slog.New(slog.NewTextHandler(&out, &slog.HandlerOptions{Level: slog.LevelDebug}))}
	for _, level := range []kfake.LogLevel{kfake.LogLevelError, kfake.LogLevelWarn, kfake.LogLevelInfo, kfake.LogLevelDebug} {
		l.Logf(level, "%d bytes", 3)
	}
	if got := strings.Count(out.String(), "broker: 3 bytes"); got != 2 || !strings.Contains(out.String(), "ERROR") {
		t.Errorf("logged %q, want an error and a warning", out.String())
	}
}
