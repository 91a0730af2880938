// Package files takes in articles from files, directories and standard input.
package files

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/page"
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
)

// Kinds lists the kinds.
func Kinds() []Kind {
	return []Kind{KindAuto, KindHTML, KindText, KindMarkdown, KindJSON, KindJSONL}
}

// Config says what to read.
type Config struct {
	// Paths are files and directories; "-" is standard input.
	Paths []string
	// Kind is how they are written.
	Kind Kind
	// MaxDocument is how large a document, or a line of JSONL, may be, in
	// bytes.
	MaxDocument int64
	// Stdin is read for "-".
	Stdin io.Reader
}

// DefaultMaxDocument is how large a document may be that nobody limits.
const DefaultMaxDocument = 20 << 20

// Validate returns an error that says what to do.
func (c Config) Validate() error {
	if len(c.Paths) == 0 {
		return errors.New("no paths: name files or directories, or - for standard input")
	}
	if !slices.Contains(Kinds(), c.Kind) {
		return fmt.Errorf("unknown kind %q: choose one of auto, html, text, md, json, jsonl", c.Kind)
	}
	return nil
}

// Files is a source of the articles in files.
type Files struct {
	config Config
	reader *page.Reader
	paths  []string // still to read
	lines  *lines   // of the JSONL file being read, nil for none
}

// New returns a source. Directories are read in the order of their names;
// hidden files and those of other endings are passed over. A path that is not
// there is an error.
func New(c Config, r *page.Reader) (*Files, error) {
	if c.Kind == "" {
		c.Kind = KindAuto
	}
	if c.MaxDocument == 0 {
		c.MaxDocument = DefaultMaxDocument
	}
	if err := c.Validate(); err != nil {
		return nil, fmt.Errorf("making file source: %w", err)
	}
	f := &Files{config: c, reader: r}
	for _, path := range c.Paths {
		found, err := expand(path)
		if err != nil {
			return nil, err
		}
		f.paths = append(f.paths, found...)
	}
	return f, nil
}

// stdin is the path of standard input.
const stdin = "-"

func expand(path string) ([]string, error) {
	if path == stdin {
		return []string{path}, nil
	}
	info, err := os.Stat(path)
	if err != nil {
		return nil, fmt.Errorf("looking for articles: %w", err)
	}
	if !info.IsDir() {
		return []string{path}, nil
	}
	var out []string
	err = filepath.WalkDir(path, func(p string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case p != path && strings.HasPrefix(entry.Name(), "."):
			if entry.IsDir() {
				return fs.SkipDir
			}
		case entry.Type().IsRegular() && kindOf(p) != KindAuto:
			out = append(out, p)
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("listing %s: %w", path, err)
	}
	return out, nil
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
	}
	return KindAuto
}

// Name says what is read.
func (f *Files) Name() string { return strings.Join(f.config.Paths, " ") }

// Close closes what is open.
func (f *Files) Close() error {
	if f.lines == nil {
		return nil
	}
	return f.lines.close()
}

// Next returns the next article or rejection, io.EOF after the last.
func (f *Files) Next(ctx context.Context) (ingest.Delivery, error) {
	for ctx.Err() == nil {
		if f.lines != nil {
			d, err := f.line()
			if !errors.Is(err, io.EOF) {
				return d, err
			}
			if err := f.Close(); err != nil {
				return ingest.Delivery{}, err
			}
			f.lines = nil
		}
		if len(f.paths) == 0 {
			return ingest.Delivery{}, io.EOF
		}
		path := f.paths[0]
		f.paths = f.paths[1:]
		if d, ok := f.open(path); ok {
			return d, nil
		}
	}
	return ingest.Delivery{}, ctx.Err()
}

// open reads a file whole, or begins on its lines and reports false.
func (f *Files) open(path string) (ingest.Delivery, bool) {
	in, err := f.reading(path)
	if err != nil {
		return rejected(path, nil, err), true
	}
	kind := f.config.Kind
	if kind == KindAuto {
		kind = kindOf(path)
	}
	if kind == KindJSONL {
		f.lines = &lines{path: path, in: in, scanner: newScanner(in, f.config.MaxDocument)}
		return ingest.Delivery{}, false
	}
	defer in.Close()
	body, err := io.ReadAll(io.LimitReader(in, f.config.MaxDocument+1))
	if err != nil {
		return rejected(path, body, fmt.Errorf("%w: %w", ingest.ErrMalformed, err)), true
	}
	if int64(len(body)) > f.config.MaxDocument {
		return rejected(path, body, fmt.Errorf("%w: more than %d MB", ingest.ErrTooLarge, f.config.MaxDocument>>20)), true
	}
	a, err := f.article(kind, body)
	if err != nil {
		return rejected(path, body, err), true
	}
	return delivered(a), true
}

func (f *Files) article(kind Kind, body []byte) (article.Article, error) {
	switch kind {
	case KindHTML:
		return f.reader.HTML(body, "", "")
	case KindText:
		return f.reader.Text(body, "")
	case KindMarkdown:
		return f.reader.Markdown(body, "")
	case KindJSON:
		return f.reader.JSON(body)
	default:
		return f.reader.Any(body, "", "")
	}
}

// reading opens a path, unpacking it if its name says that it is packed.
func (f *Files) reading(path string) (io.ReadCloser, error) {
	if path == stdin {
		return io.NopCloser(f.config.Stdin), nil
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("opening article: %w", err)
	}
	if !strings.HasSuffix(strings.ToLower(path), ".gz") {
		return file, nil
	}
	unzipped, err := gzip.NewReader(file)
	if err != nil {
		return nil, errors.Join(fmt.Errorf("%w: unpacking: %w", ingest.ErrMalformed, err), file.Close())
	}
	return struct {
		io.Reader
		io.Closer
	}{unzipped, file}, nil
}

// lines are those of a JSONL file.
type lines struct {
	path    string
	in      io.ReadCloser
	scanner *bufio.Scanner
	number  int
}

func (l *lines) close() error {
	if err := l.in.Close(); err != nil {
		return fmt.Errorf("closing %s: %w", l.path, err)
	}
	return nil
}

func newScanner(in io.Reader, most int64) *bufio.Scanner {
	s := bufio.NewScanner(in)
	s.Buffer(make([]byte, 0, 64<<10), int(most))
	return s
}

// line returns the article of the next line that is not empty.
func (f *Files) line() (ingest.Delivery, error) {
	l := f.lines
	for l.scanner.Scan() {
		l.number++
		raw := bytes.TrimSpace(l.scanner.Bytes())
		if len(raw) == 0 {
			continue
		}
		a, err := f.reader.JSON(raw)
		if err != nil {
			return rejected(fmt.Sprintf("%s:%d", l.path, l.number), bytes.Clone(raw), err), nil
		}
		return delivered(a), nil
	}
	if err := l.scanner.Err(); err != nil {
		origin := fmt.Sprintf("%s:%d", l.path, l.number+1)
		if errors.Is(err, bufio.ErrTooLong) {
			err = fmt.Errorf("%w: a line of more than %d MB; the rest of the file is not read", ingest.ErrTooLarge, f.config.MaxDocument>>20)
		}
		l.scanner = bufio.NewScanner(strings.NewReader(""))
		return rejected(origin, nil, err), nil
	}
	return ingest.Delivery{}, io.EOF
}

func delivered(a article.Article) ingest.Delivery {
	return ingest.Delivery{Article: a, Ack: func(error) {}}
}

func rejected(origin string, body []byte, err error) ingest.Delivery {
	return ingest.Delivery{Rejection: ingest.Reject(origin, body, err), Ack: func(error) {}}
}
