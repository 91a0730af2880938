package files

import (
	"path/filepath"
	"slices"
	"strings"
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
	KindCSV      Kind = "csv"
	KindTSV      Kind = "tsv"
	KindParquet  Kind = "parquet"
	KindWARC     Kind = "warc"
	KindTAR      Kind = "tar"
	KindZIP      Kind = "zip"
)

// Kinds lists the kinds.
func Kinds() []Kind {
	return []Kind{KindAuto, KindHTML, KindText, KindMarkdown, KindJSON, KindJSONL, KindCSV, KindTSV, KindParquet, KindWARC, KindTAR, KindZIP}
}

// KindNames lists the kinds for people.
func KindNames() string {
	var out []string
	for _, k := range Kinds() {
		out = append(out, string(k))
	}
	return strings.Join(out, ", ")
}

// bundles reports whether a file of the kind holds files.
func (k Kind) bundles() bool { return k == KindTAR || k == KindZIP }

// endings are those of names, without that of the packing.
var endings = map[string]Kind{
	".html": KindHTML, ".htm": KindHTML, ".xhtml": KindHTML,
	".txt": KindText, ".text": KindText,
	".md": KindMarkdown, ".markdown": KindMarkdown,
	".json":  KindJSON,
	".jsonl": KindJSONL, ".ndjson": KindJSONL,
	".csv": KindCSV,
	".tsv": KindTSV, ".tab": KindTSV,
	".parquet": KindParquet, ".pq": KindParquet,
	".warc": KindWARC, ".wet": KindWARC,
	".tar": KindTAR, ".tgz": KindTAR, ".tbz2": KindTAR, ".tzst": KindTAR,
	".zip": KindZIP,
}

// kindOf tells a kind by a name's ending, KindAuto where it does not.
func kindOf(name string) Kind {
	name = strings.ToLower(name)
	if ext := filepath.Ext(name); slices.Contains(packedEndings, ext) {
		name = strings.TrimSuffix(name, ext)
	}
	if kind, known := endings[filepath.Ext(name)]; known {
		return kind
	}
	return KindAuto
}
