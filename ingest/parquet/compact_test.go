package parquet

import (
	"strings"
	"testing"

	"github.com/parquet-go/parquet-go/encoding/thrift"
	"github.com/parquet-go/parquet-go/format"
)

// TestStructuresAreWalkedOver as the library writes them, to the byte, and none
// that is cut is taken for whole.
func TestStructuresAreWalkedOver(t *testing.T) {
	var one format.Statistics
	one.Max, one.Min = []byte(strings.Repeat("x", 300)), []byte("a")
	footer := format.FileMetaData{
		Version: 2, NumRows: 1 << 40, CreatedBy: "test", Schema: []format.SchemaElement{{Name: "root"}, {Name: "a"}},
		RowGroups: make([]format.RowGroup, 20), KeyValueMetadata: []format.KeyValue{{Key: "k", Value: "v"}},
	}
	for _, v := range []any{&one, &footer, &format.PageHeader{Type: format.DataPageV2, CompressedPageSize: 7}} {
		data, err := thrift.Marshal(new(thrift.CompactProtocol), v)
		if err != nil {
			t.Fatal(err)
		}
		if n, err := lengthOf(append(data, "behind"...)); err != nil || n != len(data) {
			t.Errorf("%T: %d bytes of %d, error %v", v, n, len(data), err)
		}
		for cut := range data {
			if n, err := lengthOf(data[:cut]); err == nil {
				t.Fatalf("%T, cut at %d: %d bytes", v, cut, n)
			}
		}
	}
}

// TestListsThatLieAreFound: their elements are not there.
func TestListsThatLieAreFound(t *testing.T) {
	for name, data := range map[string]string{
		"list":    "\x19\xfc\xff\xff\xff\xff\x07\x00",
		"bytes":   "\x18\xff\xff\xff\xff\x07\x00",
		"nesting": strings.Repeat("\x1c", 1000),
		"map":     "\x1b\x7f\x55\x00",
	} {
		if _, err := lengthOf([]byte(data)); err == nil {
			t.Errorf("%s: taken for whole", name)
		}
	}
}
