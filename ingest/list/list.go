// Package list takes in web pages by list, each once: addresses, or files that
// have one on a line.
package list

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"

	"github.com/gigawire/gigawire/ingest"
)

// Check returns an error that says what to do where an entry is neither an
// address nor a file.
func Check(entry string) error {
	if isAddress(entry) {
		return nil
	}
	if strings.Contains(entry, "://") || entry == "" {
		return fmt.Errorf("sources.pages has %q: write an address that begins with http:// or https://, or name a file of addresses", entry)
	}
	info, err := os.Stat(entry)
	if err != nil {
		return fmt.Errorf("sources.pages: looking for a file of addresses: %w", err)
	}
	if info.IsDir() {
		return fmt.Errorf("sources.pages has the directory %s: name a file of addresses; a directory of pages belongs under sources.paths", entry)
	}
	return nil
}

func isAddress(s string) bool {
	return strings.HasPrefix(s, "http://") || strings.HasPrefix(s, "https://")
}

// cursor goes through the entries of a list, and through the lines of those
// that are files. It may be used by several goroutines.
type cursor struct {
	mu      sync.Mutex
	entries []string
	file    *os.File // that is being read, nil for none
	lines   *bufio.Scanner
	line    int
}

// next returns the next address, or io.EOF. What is no address is an error
// that wraps ingest.ErrMalformed and names its place, and is passed over.
func (c *cursor) next() (string, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for {
		if c.file != nil {
			address, err := c.fromFile()
			if address != "" || err != nil {
				return address, err
			}
			continue
		}
		if len(c.entries) == 0 {
			return "", io.EOF
		}
		entry := c.entries[0]
		c.entries = c.entries[1:]
		if isAddress(entry) {
			return entry, nil
		}
		if err := c.open(entry); err != nil {
			return "", err
		}
	}
}

func (c *cursor) open(path string) error {
	file, err := os.Open(path)
	if err != nil {
		return fmt.Errorf("opening file of addresses: %w", err)
	}
	c.file, c.lines, c.line = file, bufio.NewScanner(file), 0
	return nil
}

// fromFile returns the address on the next line, empty where that has none or
// the file is at its end.
func (c *cursor) fromFile() (string, error) {
	if !c.lines.Scan() {
		name := c.file.Name()
		err := errors.Join(c.lines.Err(), c.file.Close())
		c.file = nil
		if err != nil {
			return "", fmt.Errorf("reading %s, line %d: %w", name, c.line+1, err)
		}
		return "", nil
	}
	c.line++
	text := strings.TrimSpace(strings.TrimPrefix(c.lines.Text(), "\ufeff"))
	switch {
	case text == "" || strings.HasPrefix(text, "#"):
		return "", nil
	case isAddress(text):
		return text, nil
	}
	return "", fmt.Errorf("%w: %s, line %d is no address: write one that begins with http:// or https://", ingest.ErrMalformed, c.file.Name(), c.line)
}
