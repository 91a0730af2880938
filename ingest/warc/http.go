package warc

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"net/http"
	"net/http/httputil"
	"net/textproto"
	"strconv"
	"strings"

	"github.com/gigawire/gigawire/ingest"
)

// Page is a page that an archive holds.
type Page struct {
	ContentType string
	Body        []byte
}

// Page returns the page in a record, and false where it holds none: a request,
// an error, a picture. The body has at most so many bytes. The error wraps one
// of ingest's permanent errors.
func (r *Record) Page(most int64) (Page, bool, error) {
	page, coding := Page{ContentType: r.Header.Get("Content-Type"), Body: r.Block}, ""
	switch r.Type {
	case "response":
		status, header, body := splitResponse(r.Block)
		if status != http.StatusOK {
			return Page{}, false, nil
		}
		page, coding = Page{ContentType: header.Get("Content-Type"), Body: dechunk(header, body)}, header.Get("Content-Encoding")
	case "resource", "conversion":
	default:
		return Page{}, false, nil
	}
	if !isPage(page.ContentType) {
		return Page{}, false, nil
	}
	var err error
	page.Body, err = decode(page.Body, coding, most)
	return page, true, err
}

func isPage(contentType string) bool {
	contentType = strings.ToLower(contentType)
	return contentType == "" || strings.Contains(contentType, "html") || strings.HasPrefix(contentType, "text/plain")
}

// splitResponse divides an HTTP response, whose line breaks may be those of
// Unix, and whose status is 0 where it cannot be read.
func splitResponse(block []byte) (status int, header textproto.MIMEHeader, body []byte) {
	header = textproto.MIMEHeader{}
	line, rest := cutLine(block)
	if fields := strings.Fields(line); len(fields) > 1 && strings.HasPrefix(fields[0], "HTTP/") {
		status, _ = strconv.Atoi(fields[1]) // 0 says that it cannot be read
	}
	for line, rest = cutLine(rest); line != ""; line, rest = cutLine(rest) {
		if key, value, found := strings.Cut(line, ":"); found {
			header.Set(strings.TrimSpace(key), strings.TrimSpace(value))
		}
	}
	return status, header, rest
}

func cutLine(b []byte) (line string, rest []byte) {
	before, rest, _ := bytes.Cut(b, []byte("\n"))
	return strings.TrimRight(string(before), "\r"), rest
}

// dechunk takes the chunks of a body apart. Many archives say chunked of a body
// that is not, and some break off: what can be had is taken.
func dechunk(header textproto.MIMEHeader, body []byte) []byte {
	if !strings.EqualFold(header.Get("Transfer-Encoding"), "chunked") {
		return body
	}
	whole, err := io.ReadAll(httputil.NewChunkedReader(bytes.NewReader(body)))
	if err != nil && len(whole) == 0 {
		return body
	}
	return whole
}

// decode undoes a content coding. Archives say gzip of bodies, too, that they
// hold unpacked.
func decode(body []byte, coding string, most int64) ([]byte, error) {
	switch {
	case bytes.HasPrefix(body, []byte(magic)):
	case coding == "br" || coding == "zstd":
		return body, fmt.Errorf("%w: it is held in the content coding %q, which gigawire does not read", ingest.ErrMalformed, coding)
	default:
		return body, nil
	}
	unpacked, err := gzip.NewReader(bytes.NewReader(body))
	if err != nil {
		return body, fmt.Errorf("%w: unpacking page: %w", ingest.ErrMalformed, err)
	}
	out, err := io.ReadAll(io.LimitReader(unpacked, most+1))
	switch {
	case int64(len(out)) > most:
		return nil, fmt.Errorf("%w: more than %d bytes", ingest.ErrTooLarge, most)
	case err != nil && len(out) == 0:
		return body, fmt.Errorf("%w: unpacking page: %w", ingest.ErrMalformed, err)
	}
	return out, nil
}
