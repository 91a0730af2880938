package files

import (
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/page"
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
	page     webPage // where the document is one from an archive
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
	case KindHTML:
		return d.reader.HTML(d.body, "", "")
	case KindText:
		return d.reader.Text(d.body, "")
	case KindMarkdown:
		return d.reader.Markdown(d.body, "")
	case KindJSON:
		return d.reader.JSON(d.body)
	default:
		a, err := d.reader.Any(d.body, d.page.contentType, d.page.address)
		if a.Fetched.IsZero() {
			a.Fetched = d.page.fetched
		}
		return a, err
	}
}

// document returns a document at the position that was reached.
func (f *Files) document(origin string, kind Kind, body []byte) Document {
	return Document{Origin: origin, Position: f.at, kind: kind, body: body, reader: f.reader}
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

// begin reads a file whole, or begins on a collection and reports false.
func (f *Files) begin(path string) (Document, bool) {
	before := f.reach(path)
	in, err := f.reading(path)
	if err != nil {
		return f.rejected(path, nil, err), true
	}
	kind := f.config.Kind
	if kind == KindAuto {
		kind = kindOf(path)
	}
	switch kind {
	case KindJSONL:
		f.open = newLines(path, in, f.config.MaxDocument)
	case KindWARC:
		f.open = newArchive(path, in, f.config.MaxDocument)
	}
	if f.open != nil {
		f.open.pass(before)
		return Document{}, false
	}
	defer in.Close()
	body, err := readAll(in, f.config.MaxDocument)
	if err != nil {
		return f.rejected(path, body, err), true
	}
	return f.document(path, kind, body), true
}
