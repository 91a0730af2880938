package warc

import (
	"bytes"
	"net/http"
	"net/textproto"
	"slices"
	"strconv"
	"strings"
)

// Page is a page that an archive holds, as it came over the wire.
type Page struct {
	ContentType string
	Body        []byte
	chunked     bool
	codings     []string // content codings, the last first
}

// holdsPage reports whether the record is of a type that can hold a page.
func (r *Record) holdsPage() bool {
	return r.Type == "response" || r.Type == "resource" || r.Type == "conversion"
}

// Page returns the page in a record, and false where it holds none: a request,
// an error, a picture, the repetition of a page that is held elsewhere (a
// revisit), or what the program that made the archive notes of itself.
func (r *Record) Page() (Page, bool) {
	if !r.holdsPage() || !isWeb(r.URI) {
		return Page{}, false
	}
	page := Page{ContentType: r.Header.Get("Content-Type"), Body: r.Block}
	if r.Type != "response" {
		return page, isHTML(page.ContentType) || isText(page.ContentType)
	}
	status, header, body := splitResponse(r.Block)
	page = Page{
		ContentType: header.Get("Content-Type"), Body: body,
		chunked: strings.HasSuffix(strings.ToLower(header.Get("Transfer-Encoding")), "chunked"),
		codings: codingsOf(header.Get("Content-Encoding")),
	}
	return page, status == http.StatusOK && isHTML(page.ContentType)
}

// isWeb reports whether a page may have such an address. Where the record has
// none, it may.
func isWeb(uri string) bool {
	scheme, _, found := strings.Cut(uri, ":")
	return !found || slices.Contains([]string{"http", "https", "ftp", "file"}, strings.ToLower(scheme))
}

// isHTML reports whether a body is a page by its type, or may be one for want
// of a type.
func isHTML(contentType string) bool {
	return contentType == "" || strings.Contains(strings.ToLower(contentType), "html")
}

func isText(contentType string) bool {
	return strings.HasPrefix(strings.ToLower(contentType), "text/plain")
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
