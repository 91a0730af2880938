package files

import (
	"errors"
	"fmt"
	"io"
	"slices"

	"github.com/gigawire/gigawire/ingest/table"
)

// Config says what to read.
type Config struct {
	// Paths are files and directories; "-" is standard input.
	Paths []string
	// Kind is how they are written; files in a bundle, too, where it is not
	// that of the bundle.
	Kind Kind
	// Columns name those of tables, and keys of JSONL, that hold the fields of
	// an article. What it does not say is told by their names.
	Columns table.Mapping
	// MaxDocument is how large a document, or a record of a file of many, may
	// be once unpacked, in bytes.
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
		return fmt.Errorf("unknown kind %q: choose one of %s", c.Kind, KindNames())
	}
	if c.After.Argument < 0 || c.After.Argument >= len(c.Paths) {
		return fmt.Errorf("the place to go on is in path %d of %d: name the same paths again", c.After.Argument+1, len(c.Paths))
	}
	return nil
}
