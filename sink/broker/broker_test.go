package broker

import (
	"context"
	"errors"
	"net"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
)

func start(t *testing.T, dir string) *Broker {
	t.Helper()
	b, err := Start(Config{Dir: dir})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestRecordsOutliveARestart(t *testing.T) {
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	dir := t.TempDir()
	b := start(t, dir)
	client := kafka.Client{Addr: kafka.TCP(b.Addr())}
	if _, err := client.CreateTopics(ctx, &kafka.CreateTopicsRequest{
		Topics: []kafka.TopicConfig{{Topic: "kept", NumPartitions: 1, ReplicationFactor: 1}},
	}); err != nil {
		t.Fatal(err)
	}
	w := kafka.Writer{Addr: kafka.TCP(b.Addr()), Topic: "kept", RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond}
	if err := w.WriteMessages(ctx, kafka.Message{Value: []byte("still here")}); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(w.Close(), b.Close()); err != nil {
		t.Fatal(err)
	}

	b = start(t, dir)
	defer b.Close()
	r := kafka.NewReader(kafka.ReaderConfig{Brokers: []string{b.Addr()}, Topic: "kept", MaxWait: 100 * time.Millisecond})
	defer r.Close()
	m, err := r.ReadMessage(ctx)
	if err != nil || string(m.Value) != "still here" {
		t.Errorf("read %q, error %v", m.Value, err)
	}
}

func TestDirectoryIsLocked(t *testing.T) {
	dir := t.TempDir()
	b := start(t, dir)
	defer b.Close()
	if _, err := Start(Config{Dir: dir}); !errors.Is(err, ErrLocked) {
		t.Errorf("error %v, want ErrLocked", err)
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
	start(t, dir).Close() // and the directory is free again
}

func TestAddressIsFoundWhileRunning(t *testing.T) {
	dir := t.TempDir()
	b := start(t, dir)
	if addr, err := Address(dir); err != nil || addr != b.Addr() {
		t.Errorf("address %q, error %v, want %q", addr, err, b.Addr())
	}
	b.Close()
	if _, err := Address(dir); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("error %v, want os.ErrNotExist after the end", err)
	}
}

func TestConfigSaysWhatIsWrong(t *testing.T) {
	for _, c := range []Config{{}, {Dir: "x", Port: -1}, {Dir: "x", Port: 70000}} {
		if _, err := Start(c); err == nil || !strings.Contains(err.Error(), "broker.") {
			t.Errorf("%+v: error %v, want one that names the setting", c, err)
		}
	}
	file := t.TempDir() + "/file"
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Start(Config{Dir: file}); err == nil {
		t.Error("a file was taken for a directory")
	}
}
