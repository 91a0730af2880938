package files

import (
	"bytes"
	"io"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/table"
)

// Document is what there is to read, or the reason why it cannot be.
type Document struct {
	// Origin names it in messages: a path, with the line of a JSONL file.
	Origin string
	// Position is where to go on behind it.
	Position Position
	kind     Kind
	body     []byte
	err      error
	reader   *page.Reader
	page     webPage           // where the document is one from an archive
	row      map[string]string // where it is one of a table
	columns  table.Mapping     // of an object of JSONL
}

// Address is where a page from an archive was fetched, empty for others.
func (d *Document) Address() string { return d.page.address }

// Markup returns the page as it came, nil where the document is none, or is in a
// character set in which ASCII is not ASCII.
func (d *Document) Markup() []byte {
	body := d.body
	switch {
	case d.err != nil:
		return nil
	case d.kind == KindWARC:
		if d.page.unpack() != nil {
			return nil // Read says it
		}
		body = d.page.body
	case d.kind != KindHTML && d.kind != KindAuto:
		return nil
	}
	head := bytes.TrimSpace(body[:min(len(body), 1024)])
	isPage := d.kind == KindHTML || bytes.HasPrefix(head, []byte("<")) || strings.Contains(d.page.page.ContentType, "html")
	if !isPage || bytes.IndexByte(head, 0) >= 0 {
		return nil
	}
	return body
}

// Read makes an article of the document. It may be called by any goroutine.
func (d *Document) Read() ingest.Delivery {
	delivery := ingest.Delivery{Ack: func(error) {}}
	err := d.err
	if err == nil {
		delivery.Article, err = d.article()
	}
	if err != nil {
		delivery.Rejection = ingest.Reject(d.Origin, d.body, err)
	}
	return delivery
}

func (d *Document) article() (article.Article, error) {
	switch d.kind {
	case KindCSV, KindTSV, KindParquet:
		return d.reader.Row(d.row)
	case KindHTML:
		return d.reader.HTML(d.body, "", "")
	case KindText:
		return d.reader.Text(d.body, "")
	case KindMarkdown:
		return d.reader.Markdown(d.body, "")
	case KindJSON:
		if len(d.columns) > 0 {
			return d.reader.Object(d.body, d.columns)
		}
		return d.reader.JSON(d.body)
	case KindWARC:
		return d.page.article(d.reader)
	default:
		return d.reader.Any(d.body, "", "")
	}
}

// document returns a document at the position that was reached.
func (f *Files) document(origin string, kind Kind, body []byte) Document {
	return Document{Origin: origin, Position: f.at, kind: kind, body: body, reader: f.reader, columns: f.config.Columns}
}

func (f *Files) rejected(origin string, body []byte, err error) Document {
	return Document{Origin: origin, Position: f.at, body: body, err: err}
}

// collection is a file of many documents.
type collection interface {
	// next returns the next document, false after the last.
	next(f *Files) (Document, bool)
	// pass passes over so many lines or records from the beginning.
	pass(n int)
	close() error
}

// begin reads a file whole, or begins on a collection or bundle and reports
// false.
func (f *Files) begin(path string) (Document, bool) {
	before := f.reach(path)
	kind := f.kindOf(path)
	in, err := f.reading(path, kind)
	if err != nil {
		return f.rejected(path, nil, err), true
	}
	if !kind.bundles() {
		return f.take(path, kind, in, before.Line)
	}
	if f.bundle, err = newBundled(path, kind, in, before); err != nil {
		return f.rejected(path, nil, err), true
	}
	return Document{}, false
}

// kindOf returns the kind of a path: that of the configuration, but a bundle by
// its name is one though its files are of that kind.
func (f *Files) kindOf(path string) Kind {
	if kind := kindOf(path); f.config.Kind == KindAuto || kind.bundles() {
		return kind
	}
	return f.config.Kind
}

// take reads a document whole, or begins on a collection behind so many of its
// lines or records and reports false. It closes in, then or with the collection.
func (f *Files) take(origin string, kind Kind, in io.ReadCloser, before int) (Document, bool) {
	var err error
	switch kind {
	case KindJSONL:
		f.open = newLines(origin, in, f.config.MaxDocument)
	case KindCSV, KindTSV:
		f.open, err = newRows(origin, kind, in, f.config)
	case KindParquet:
		f.open, err = newColumnar(origin, in, f.config)
	case KindWARC:
		f.open = newArchive(origin, in, f.config.MaxDocument)
	default:
		defer in.Close()
		body, err := readAll(in, f.config.MaxDocument)
		if err != nil {
			return f.rejected(origin, body, err), true
		}
		return f.document(origin, kind, body), true
	}
	if err != nil {
		f.open = nil
		return f.rejected(origin, nil, err), true
	}
	f.open.pass(before)
	return Document{}, false
}
