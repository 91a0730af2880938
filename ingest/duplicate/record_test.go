package duplicate

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

func TestRecordsComeBack(t *testing.T) {
	w := newNewswriter(10)
	for _, text := range []string{"", w.prose(20), w.prose(900), w.release()} {
		for _, first := range []string{"id", "other"} {
			e := entry{id: "id", first: first, at: noon, signature: sign(text)}
			got, ok := decode(e.encode())
			if !ok || !got.at.Equal(e.at) {
				t.Fatalf("%v comes back as %v, %v", e, got, ok)
			}
			got.at = e.at
			if diff := cmp.Diff(e, got, cmp.AllowUnexported(entry{}, signature{}), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("-before +after\n%s", diff)
			}
		}
	}
}

func FuzzDecode(f *testing.F) {
	e := entry{id: "id", first: "first", at: noon, signature: sign(newNewswriter(11).prose(100))}
	f.Add(e.encode())
	f.Add(e.encode()[:150])
	f.Fuzz(func(t *testing.T, record []byte) {
		if e, ok := decode(record); ok {
			again, ok := decode(e.encode())
			if !ok || again.id != e.id || again.first != e.first || again.signature.exact != e.signature.exact {
				t.Errorf("%v is written and read as %v, %v", e, again, ok)
			}
		}
	})
}
