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
	"github.com/gigawire/gigawire/ingest/link"
)

// Check returns an error that says what to do where an entry is neither an
// address nor a file.
func Check(entry string) error {
	if link.IsWeb(entry) {
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

// cursor goes through the entries of a list, and through the lines of those
// that are files. It may be used by several goroutines.
type cursor struct {
	mu      sync.Mutex
	entries []string
	file    *os.File // that is being read, nil for none
	lines   *bufio.Reader
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
		if link.IsWeb(entry) {
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
	c.file, c.lines, c.line = file, bufio.NewReaderSize(file, maxLine), 0
	return nil
}

// maxLine is how long a line of a file may be, in bytes.
const maxLine = 64 << 10

// fromFile returns the address on the next line, empty where that has none or
// the file is at its end.
func (c *cursor) fromFile() (string, error) {
	line, err := c.readLine()
	if errors.Is(err, io.EOF) {
		return "", c.end(nil)
	}
	if err != nil && !errors.Is(err, ingest.ErrMalformed) {
		return "", c.end(err)
	}
	text := strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
	switch {
	case err == nil && (text == "" || strings.HasPrefix(text, "#")):
		return "", nil
	case err == nil && link.IsWeb(text):
		return text, nil
	}
	return "", fmt.Errorf("%w: %s, line %d is no address: write one that begins with http:// or https://", ingest.ErrMalformed, c.file.Name(), c.line)
}

// readLine reads the next line, io.EOF after the last. One that is too long is
// ingest.ErrMalformed.
func (c *cursor) readLine() (string, error) {
	line, more, err := c.lines.ReadLine()
	c.line++
	if !more {
		return string(line), err
	}
	for more && err == nil {
		_, more, err = c.lines.ReadLine()
	}
	if err != nil && !errors.Is(err, io.EOF) {
		return "", err
	}
	return "", ingest.ErrMalformed
}

// end ends a file, to its end or because of an error.
func (c *cursor) end(why error) error {
	err := errors.Join(why, c.file.Close())
	if err != nil {
		err = fmt.Errorf("reading %s, line %d: %w", c.file.Name(), c.line, err)
	}
	c.file = nil
	return err
}
