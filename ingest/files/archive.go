package files

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/warc"
)

// webPage is what an archive says of a page.
type webPage struct {
	page    warc.Page
	address string
	fetched time.Time
	most    int64  // bytes, unpacked
	body    []byte // unpacked, nil for not yet
}

// archive are the pages of a WARC file.
type archive struct {
	path   string
	in     io.ReadCloser
	reader *warc.Reader
	most   int64
	number int // of the record or damage that was met last, from 1
	ended  bool
}

func newArchive(path string, in io.ReadCloser, most int64) *archive {
	return &archive{path: path, in: in, reader: warc.NewReader(in, most), most: most}
}

func (a *archive) close() error {
	if err := a.in.Close(); err != nil {
		return fmt.Errorf("closing %s: %w", a.path, err)
	}
	return nil
}

// pass passes over records. A fault among them shows when the next is read.
func (a *archive) pass(records int) {
	for a.number < records && !a.ended {
		_, _ = a.read()
	}
}

// read returns the next record. Damage is an error that does not end the
// archive.
func (a *archive) read() (*warc.Record, error) {
	record, err := a.reader.Next()
	var damage *warc.DamageError
	a.ended = err != nil && !errors.As(err, &damage)
	if !errors.Is(err, io.EOF) {
		a.number++
	}
	return record, err
}

// next returns the next page. Records of other things are passed over.
func (a *archive) next(f *Files) (Document, bool) {
	for !a.ended {
		record, err := a.read()
		if errors.Is(err, io.EOF) {
			break
		}
		f.at.Line = a.number
		if errors.Is(err, errUnpacking) {
			err = broken(err)
		}
		if err != nil {
			return f.rejected(a.path, nil, err), true
		}
		if d, is := a.document(f, record); is {
			return d, true
		}
	}
	return Document{}, false
}

// document returns the page of a record, and false where it holds none.
func (a *archive) document(f *Files, r *warc.Record) (Document, bool) {
	page, is := r.Page()
	if !is {
		return Document{}, false
	}
	d := f.document(fmt.Sprintf("%s, record %d, %s", a.path, r.Number, r.URI), KindWARC, page.Body)
	d.page = webPage{page: page, address: r.URI, fetched: r.Date, most: a.most}
	return d, true
}

// unpack takes the body out of its codings, once.
func (w *webPage) unpack() (err error) {
	if w.body == nil {
		w.body, err = w.page.Unpacked(w.most)
	}
	if err != nil {
		w.body = nil // part of it may have come
	}
	return err
}

// article returns the article of the page.
func (w *webPage) article(r *page.Reader) (article.Article, error) {
	if err := w.unpack(); err != nil {
		return article.Article{}, err
	}
	a, err := r.Any(w.body, w.page.ContentType, w.address)
	if a.Fetched.IsZero() {
		a.Fetched = w.fetched
	}
	return a, err
}
