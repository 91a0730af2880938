package sitemap

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"
	"unicode"

	"github.com/klauspost/compress/gzip"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/runes"
	"golang.org/x/text/transform"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/markup"
)

// Bounds of one sitemap, as sitemaps.org sets them: entries, and bytes once
// unpacked.
const (
	maxEntries = 50_000
	maxBytes   = 50 << 20
)

// maxAddress is how long an address may be, in bytes (sitemaps.org).
const maxAddress = 2048

// entry is what a sitemap says of a page, or an index of a sitemap.
type entry struct {
	address  string
	modified time.Time
	// What only Google's news extension says.
	news            bool
	published       time.Time
	title, language string
}

// date is that of a page: when it was published, else when it was changed.
func (e *entry) date() time.Time {
	if !e.published.IsZero() {
		return e.published
	}
	return e.modified
}

// listing is what a document turned out to be.
type listing struct {
	index bool
	// cut says why it was not read to its end, nil where it was.
	cut error
}

// read calls page with each page that a sitemap lists, or each sitemap that an
// index does. It takes XML and lists of addresses, packed or not, and reads
// what is broken or too large as far as it goes. The error wraps
// ingest.ErrMalformed or ingest.ErrEmpty.
func read(body []byte, page func(entry)) (listing, error) {
	text, err := open(body)
	if err != nil {
		return listing{}, err
	}
	first, err := text.Peek(1)
	if errors.Is(err, io.EOF) {
		return listing{}, fmt.Errorf("%w: it is no sitemap", ingest.ErrEmpty)
	}
	if err != nil {
		return listing{}, fmt.Errorf("%w: unpacking it: %w", ingest.ErrMalformed, err)
	}
	if first[0] != '<' {
		return lines(text, page)
	}
	return elements(text, page)
}

// open unpacks and decodes a sitemap, and passes over white space before it.
// The protocol knows UTF-8 only.
func open(body []byte) (*bufio.Reader, error) {
	var in io.Reader = bytes.NewReader(body)
	if bytes.HasPrefix(body, []byte("\x1f\x8b")) {
		unpacked, err := gzip.NewReader(in)
		if err != nil {
			return nil, fmt.Errorf("%w: unpacking it: %w", ingest.ErrMalformed, err)
		}
		in = unpacked
	}
	in = &limited{in, maxBytes}
	text := bufio.NewReader(transform.NewReader(in, transform.Chain(utf.BOMOverride(utf.UTF8.NewDecoder()), runes.Remove(runes.Predicate(markup.Forbidden)))))
	skipSpace(text)
	return text, nil
}

// skipSpace passes over white space. What is wrong with the text shows when it
// is read.
func skipSpace(text *bufio.Reader) {
	for {
		r, _, err := text.ReadRune()
		if err != nil {
			return
		}
		if !unicode.IsSpace(r) {
			_ = text.UnreadRune()
			return
		}
	}
}

var (
	errLong = fmt.Errorf("it has more than %d bytes", maxBytes)
	errMany = fmt.Errorf("it has more than %d entries", maxEntries)
)

// limited ends with errLong.
type limited struct {
	in   io.Reader
	left int
}

func (l *limited) Read(p []byte) (int, error) {
	if l.left <= 0 {
		return 0, errLong
	}
	n, err := l.in.Read(p[:min(len(p), l.left)])
	l.left -= n
	return n, err
}

// lines reads a list of addresses.
func lines(text io.Reader, page func(entry)) (listing, error) {
	scanner := bufio.NewScanner(text)
	found := 0
	for scanner.Scan() {
		address := strings.TrimSpace(scanner.Text())
		if !strings.HasPrefix(address, "http") || len(address) > maxAddress {
			continue
		}
		if found++; found > maxEntries {
			return listing{cut: errMany}, nil
		}
		page(entry{address: address})
	}
	if found == 0 {
		return listing{}, fmt.Errorf("%w: it is no sitemap: name the address of one, in XML or as a list of addresses", ingest.ErrMalformed)
	}
	return listing{cut: scanner.Err()}, nil
}

// Is reports whether a document is a sitemap or an index of sitemaps, in XML.
func Is(body []byte) bool {
	text, err := open(body)
	if err != nil {
		return false
	}
	if first, err := text.Peek(1); err != nil || first[0] != '<' {
		return false
	}
	_, err = elements(text, func(entry) {})
	return err == nil
}
