package parquet

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"

	"github.com/parquet-go/parquet-go"
	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"

	"github.com/gigawire/gigawire/ingest"
)

// The bounds of a page, which is unpacked as a whole.
const (
	maxPage   = 256 << 20 // bytes, unpacked: more than any writer makes unless told to
	maxValues = 32 << 20
)

// checkPages returns an error where a column of the row group has a page that
// is too large, which the library would unpack. It reads only the headers.
func (r *Reader) checkPages(leaf int) (err error) {
	defer recovered(&err)
	chunk := r.file.Metadata().RowGroups[r.group].Columns[leaf].MetaData
	at := chunk.DataPageOffset
	if chunk.DictionaryPageOffset > 0 {
		at = min(at, chunk.DictionaryPageOffset)
	}
	for end := at + chunk.TotalCompressedSize; at < end; {
		header, length, err := r.header(at, end)
		if err != nil {
			return malformed(fmt.Errorf("header of a page at byte %d: %w", at, err))
		}
		switch {
		case header.CompressedPageSize < 0 || header.UncompressedPageSize < 0:
			return malformed(fmt.Errorf("the page at byte %d has a negative size", at))
		case header.UncompressedPageSize > r.maxPage || header.CompressedPageSize > r.maxPage || valuesOf(header) > maxValues:
			return fmt.Errorf("%w: a page of %d bytes and %d values, where %d and %d can be read: write the file with smaller pages",
				ingest.ErrTooLarge, header.UncompressedPageSize, valuesOf(header), r.maxPage, maxValues)
		}
		at += length + int64(header.CompressedPageSize)
	}
	return nil
}

func valuesOf(h *format.PageHeader) int32 {
	switch {
	case h.DataPageHeader.Valid:
		return h.DataPageHeader.V.NumValues
	case h.DataPageHeaderV2.Valid:
		return h.DataPageHeaderV2.V.NumValues
	case h.DictionaryPageHeader.Valid:
		return h.DictionaryPageHeader.V.NumValues
	}
	return 0
}

// The bounds of what a file says of itself, in bytes.
const (
	headerGuess = 16 << 10
	maxHeader   = 4 << 20 // of a page, with its least and greatest value
	maxFooter   = 64 << 20
)

// maxRows is how many rows a row group may say it has.
const maxRows = 1 << 40

func checkRows(file *parquet.File) error {
	for i, group := range file.RowGroups() {
		if n := group.NumRows(); n < 0 || n > maxRows {
			return fmt.Errorf("row group %d has %d rows", i+1, n)
		}
	}
	return nil
}

// header reads the header of the page at a byte, and returns how long it is.
func (r *Reader) header(at, end int64) (h *format.PageHeader, length int64, err error) {
	defer recovered(&err)
	for room := int64(headerGuess); ; room = maxHeader {
		data := make([]byte, max(0, min(room, end-at)))
		if _, err := r.in.ReadAt(data, at); err != nil {
			return nil, 0, err
		}
		n, err := lengthOf(data)
		if err != nil && room < min(maxHeader, end-at) {
			continue
		}
		if err != nil {
			return nil, 0, err
		}
		h = &format.PageHeader{}
		return h, int64(n), thrift.Unmarshal(new(thrift.CompactProtocol), data[:n], h)
	}
}

// The end of a file: the length of the footer, and what marks it.
const (
	trailer = 8
	marker  = "PAR1"
)

// checkFooter returns an error where the description of a file would make the
// library ask for more memory than there is.
func checkFooter(in io.ReaderAt, size int64) error {
	var end [trailer]byte
	if _, err := in.ReadAt(end[:], max(0, size-trailer)); err != nil {
		return err
	}
	length := int64(binary.LittleEndian.Uint32(end[:]))
	switch {
	case string(end[trailer-len(marker):]) != marker:
		return errors.New("it does not end as one: it is cut, encrypted or of another kind")
	case length > maxFooter || length > size-trailer:
		return fmt.Errorf("its description has %d bytes", length)
	}
	footer := make([]byte, length)
	if _, err := in.ReadAt(footer, size-trailer-length); err != nil {
		return err
	}
	_, err := lengthOf(footer)
	return err
}
