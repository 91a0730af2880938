package files

import (
	"errors"
	"fmt"
	"io"
	"os"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/parquet"
	"github.com/gigawire/gigawire/ingest/table"
)

// columnar are the rows of a Parquet file.
type columnar struct {
	path   string
	file   *os.File
	reader *parquet.Reader
}

// newColumnar closes in where there is an error.
func newColumnar(path string, in io.ReadCloser, c Config) (*columnar, error) {
	file, is := in.(*os.File)
	if !is {
		err := fmt.Errorf("%w: a Parquet file is read from its end, so neither packed, nor in a bundle, nor through a pipe: name it unpacked", ingest.ErrMalformed)
		return nil, errors.Join(err, in.Close())
	}
	t := &columnar{path: path, file: file}
	if err := t.open(c); err != nil {
		return nil, errors.Join(err, in.Close())
	}
	return t, nil
}

func (t *columnar) open(c Config) error {
	info, err := t.file.Stat()
	if err != nil {
		return fmt.Errorf("opening Parquet file: %w", err)
	}
	if t.reader, err = parquet.Open(t.file, info.Size(), c.MaxDocument); err != nil {
		return err
	}
	columns := t.reader.Columns()
	m, err := table.Match(c.Columns, columns)
	if err != nil {
		return fmt.Errorf("%w: %w", ingest.ErrMalformed, err)
	}
	t.reader.Select(m.Indexes(columns))
	return nil
}

func (t *columnar) close() error {
	t.reader.Close()
	if err := t.file.Close(); err != nil {
		return fmt.Errorf("closing %s: %w", t.path, err)
	}
	return nil
}

func (t *columnar) pass(rows int) { t.reader.Pass(int64(rows)) }

func (t *columnar) next(f *Files) (Document, bool) {
	row, err := t.reader.Next()
	if errors.Is(err, io.EOF) {
		return Document{}, false
	}
	f.at.Line = int(t.reader.Number())
	if err != nil {
		return f.rejected(t.path, nil, err), true
	}
	d := f.document(fmt.Sprintf("%s, row %d", t.path, f.at.Line), KindParquet, []byte(row[table.Text]))
	d.row = row
	return d, true
}
