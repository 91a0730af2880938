package broker

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/gofrs/flock"
)

var (
	// ErrLocked means that another process uses the data directory.
	ErrLocked = errors.New("the data directory is in use by another gigawire")
	// ErrPortTaken means that another program listens on the port.
	ErrPortTaken = errors.New("the port is taken by another program")
)

// takeLock makes the directory and locks it against other processes: the
// broker itself does not.
func takeLock(dir string) (*flock.Flock, error) {
	if err := os.MkdirAll(dir, 0o750); err != nil {
		return nil, unwritable(dir, err)
	}
	lock := flock.New(filepath.Join(dir, "lock"))
	held, err := lock.TryLock()
	if err != nil {
		return nil, unwritable(dir, err)
	}
	if !held {
		return nil, fmt.Errorf("%w: stop the one that uses %s, or set broker.dir to another directory", ErrLocked, dir)
	}
	return lock, nil
}

func unwritable(dir string, err error) error {
	return fmt.Errorf("the data directory %s cannot be written to: set broker.dir to one that can: %w", dir, err)
}

// explain tells what to do about a broker that does not start.
func explain(err error, c Config) error {
	switch {
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Errorf("127.0.0.1:%d: %w: choose another with --set broker.port=%d, or 0 for any that is free: %w",
			c.Port, ErrPortTaken, c.Port+1, err)
	case errors.Is(err, syscall.EACCES) && c.Port > 0 && c.Port < 1024:
		return fmt.Errorf("port %d is for the system: choose one above 1023 with --set broker.port=9092: %w", c.Port, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EROFS):
		return unwritable(c.Dir, err)
	default:
		return fmt.Errorf("on 127.0.0.1:%d with data in %s: %w", c.Port, c.Dir, err)
	}
}

// addressFile holds the address of the running broker, for other commands.
const addressFile = "address"

func writeAddress(dir, addr string) error {
	if err := os.WriteFile(filepath.Join(dir, addressFile), []byte(addr), 0o600); err != nil {
		return unwritable(dir, err)
	}
	return nil
}

func removeAddress(dir string) error {
	if err := os.Remove(filepath.Join(dir, addressFile)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// Address returns the address of the broker that runs on a data directory in
// some process. The error wraps fs.ErrNotExist where none does.
func Address(ctx context.Context, dir string) (string, error) {
	addr, err := os.ReadFile(filepath.Join(dir, addressFile))
	if err != nil {
		return "", fmt.Errorf("looking for a running broker in %s: %w", dir, err)
	}
	// One that was killed leaves its address behind.
	dialer := net.Dialer{Timeout: time.Second}
	conn, err := dialer.DialContext(ctx, "tcp", string(addr))
	if err != nil {
		return "", fmt.Errorf("looking for a running broker in %s: %w: %w", dir, fs.ErrNotExist, err)
	}
	return string(addr), conn.Close()
}
