package files

import (
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/gigawire/gigawire/ingest/warc"
)

// webPage is what an archive says of a page.
type webPage struct {
	address, contentType string
	fetched              time.Time
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
	page, is, err := r.Page(a.most)
	if !is {
		return Document{}, false
	}
	origin := fmt.Sprintf("%s, record %d, %s", a.path, r.Number, r.URI)
	if err != nil {
		return f.rejected(origin, page.Body, err), true
	}
	d := f.document(origin, KindAuto, page.Body)
	d.page = webPage{address: r.URI, contentType: page.ContentType, fetched: r.Date}
	return d, true
}
