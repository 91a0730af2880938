package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"syscall"
)

// disk is a broker's own, small enough to be filled.
type disk struct {
	path string
	// kind says what it is.
	kind string
}

// diskBytes is the size of a disk: of memory, taken only as it is filled.
const diskBytes = 768 << 20

// newDisk mounts a file system in memory. Where that is not permitted the
// directory is an ordinary one, and filled by a limit on the size of files.
func newDisk(path string) (*disk, error) {
	if err := os.MkdirAll(path, 0o750); err != nil {
		return nil, err
	}
	err := syscall.Mount("tmpfs", path, "tmpfs", 0, fmt.Sprint("size=", diskBytes))
	if errors.Is(err, syscall.EPERM) {
		return &disk{path, "a limit on the size of the broker's files (RLIMIT_FSIZE)"}, nil
	}
	if err != nil {
		return nil, fmt.Errorf("mounting a disk: %w", err)
	}
	return &disk{path, "a file system of its own (tmpfs), filled to the last byte"}, nil
}

func (d *disk) mounted() bool { return strings.Contains(d.kind, "tmpfs") }

func (d *disk) ballast() string { return filepath.Join(d.path, ".ballast") }

// fill leaves no room on the disk of the process with an ID.
func (d *disk) fill(pid string) error {
	if !d.mounted() {
		return command(context.Background(), "prlimit", "--pid", pid, "--fsize=1")
	}
	f, err := os.Create(d.ballast())
	if err != nil {
		return err
	}
	_, err = io.Copy(f, zeros{})
	if !errors.Is(err, syscall.ENOSPC) {
		return fmt.Errorf("filling a disk: %w", err)
	}
	return f.Close()
}

// free makes room again.
func (d *disk) free() error {
	if err := os.Remove(d.ballast()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return err
	}
	return nil
}

func (d *disk) close() error {
	if !d.mounted() {
		return nil
	}
	return syscall.Unmount(d.path, syscall.MNT_DETACH)
}

// zeros never end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
