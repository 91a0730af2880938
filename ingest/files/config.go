package files

import (
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
)

// Kind is how a document is written.
type Kind string

// The kinds of document. KindAuto tells by the name, then by the content.
const (
	KindAuto     Kind = "auto"
	KindHTML     Kind = "html"
	KindText     Kind = "text"
	KindMarkdown Kind = "md"
	KindJSON     Kind = "json"
	KindJSONL    Kind = "jsonl"
	KindWARC     Kind = "warc"
)

// Kinds lists the kinds.
func Kinds() []Kind {
	return []Kind{KindAuto, KindHTML, KindText, KindMarkdown, KindJSON, KindJSONL, KindWARC}
}

// Config says what to read.
type Config struct {
	// Paths are files and directories; "-" is standard input.
	Paths []string
	// Kind is how they are written.
	Kind Kind
	// MaxDocument is how large a document, or a line of JSONL, may be once
	// unpacked, in bytes.
	MaxDocument int64
	// Stdin is read for "-".
	Stdin io.Reader
	// After is where to go on: behind a document that was read before. The
	// zero value is the beginning.
	After Position
}

// DefaultMaxDocument is how large a document may be that nobody limits.
const DefaultMaxDocument = 20 << 20

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	if len(c.Paths) == 0 {
		return errors.New("no paths: name files or directories, or - for standard input")
	}
	if !slices.Contains(Kinds(), c.Kind) {
		return fmt.Errorf("unknown kind %q: choose one of auto, html, text, md, json, jsonl, warc", c.Kind)
	}
	if c.After.Argument < 0 || c.After.Argument >= len(c.Paths) {
		return fmt.Errorf("the place to go on is in path %d of %d: name the same paths again", c.After.Argument+1, len(c.Paths))
	}
	return nil
}

// kindOf tells a kind by a name's ending, KindAuto where it does not.
func kindOf(path string) Kind {
	switch filepath.Ext(strings.TrimSuffix(strings.ToLower(path), ".gz")) {
	case ".html", ".htm", ".xhtml":
		return KindHTML
	case ".txt", ".text":
		return KindText
	case ".md", ".markdown":
		return KindMarkdown
	case ".json":
		return KindJSON
	case ".jsonl", ".ndjson":
		return KindJSONL
	case ".warc":
		return KindWARC
	}
	return KindAuto
}
