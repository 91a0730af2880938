package page

import (
	"errors"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/table"
)

// TestRowIsAnArticle, of a text that is kept, or of a page beside which what
// the row says holds.
func TestRowIsAnArticle(t *testing.T) {
	r := New()
	a, err := r.Row(map[string]string{"text": " The story.\n", "title": "A head", "url": "https://www.news.example/a?utm_source=x", "authors": "Ann Bo; Cy Do", "published": "1700000000.0"})
	if err != nil || a.Text != " The story.\n" || a.CanonicalURL != "https://www.news.example/a" || len(a.Authors) != 2 || a.Published.Unix() != 1700000000 {
		t.Errorf("article %+v, error %v", a, err)
	}
	page := "<html lang=en><head><title>In the page</title></head><body><article><p>" + strings.Repeat("Acme raised $5 million on Monday, it said. ", 5) + "</p></article></body></html>"
	a, err = r.Row(map[string]string{"html": page, "title": "In the row", "url": "https://news.example/b", "id": "7", "published": "March 5, 2026"})
	if err != nil || !strings.HasPrefix(a.Text, "Acme raised") || a.Title != "In the row" || a.ID != "7" || a.Published.Day() != 5 || a.ContentHash == "" {
		t.Errorf("article %+v, error %v", a, err)
	}
	for _, row := range []map[string]string{{}, {"text": " ", "url": "https://news.example/c"}} {
		if _, err := r.Row(row); !errors.Is(err, ingest.ErrEmpty) {
			t.Errorf("%v: error %v", row, err)
		}
	}
}

// TestObjectUnderOtherNames is read, or says what its keys are.
func TestObjectUnderOtherNames(t *testing.T) {
	r := New()
	for _, object := range []string{
		`{"headline":"A head","content":"The story.","pub_date":1700000000000,"byline":["Ann Bo","Cy Do"]}`,
		`{"title":"A head","text":"The story.","published":1700000000,"authors":"Ann Bo; Cy Do"}`,
	} {
		a, err := r.JSON([]byte(object))
		if err != nil || a.Text != "The story." || a.Title != "A head" || a.Published.Unix() != 1700000000 || len(a.Authors) != 2 {
			t.Errorf("%s: article %+v, error %v", object, a, err)
		}
	}
	a, err := r.Object([]byte(`{"meta":{"name":"A head"},"parts":["The story.","Its end."],"text":null}`), table.Mapping{"text": "parts", "title": "meta.name"})
	if err != nil || a.Text != "The story.\n\nIts end." || a.Title != "A head" {
		t.Errorf("article %+v, error %v", a, err)
	}
	for object, said := range map[string]string{
		`{"a":{"b":1}}`: `the keys of the object: no column is known to hold the text: the columns are "a.b"`,
		`["a"]`:         `want an object {"text": …}`,
		`{"text":["a"`:  `want an object {"text": …}`,
	} {
		if _, err := r.JSON([]byte(object)); !errors.Is(err, ingest.ErrMalformed) || !strings.Contains(err.Error(), said) {
			t.Errorf("%s: error %v, want %q", object, err, said)
		}
	}
}
