package raw

import "strings"

// Kind is what a document is.
type Kind string

// The kinds of document. KindUnknown is what a content type gives that is
// empty or says nothing.
const (
	KindUnknown  Kind = ""
	KindHTML     Kind = "html"
	KindText     Kind = "text"
	KindMarkdown Kind = "markdown"
	KindJSON     Kind = "json"
	// KindLines is JSON, one article a line.
	KindLines Kind = "lines"
)

// KindOf returns the kind that a content type names.
func KindOf(contentType string) Kind {
	media, _, _ := strings.Cut(contentType, ";")
	switch strings.ToLower(strings.TrimSpace(media)) {
	case "text/html", "application/xhtml+xml":
		return KindHTML
	case "text/plain":
		return KindText
	case "text/markdown", "text/x-markdown":
		return KindMarkdown
	case "application/json", "text/json":
		return KindJSON
	case "application/x-ndjson", "application/ndjson", "application/jsonl", "application/x-jsonlines":
		return KindLines
	}
	return KindUnknown
}
