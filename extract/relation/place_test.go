package relation

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/sentence"
)

// placeReader finds what places need.
type placeReader struct {
	quantities *quantity.Scanner
	companies  *company.Recogniser
	relations  *Relater
}

func newPlaceReader(t *testing.T) *placeReader {
	t.Helper()
	quantities, err := quantity.New()
	if err != nil {
		t.Fatal(err)
	}
	companies, err := company.New()
	if err != nil {
		t.Fatal(err)
	}
	relations, err := New()
	if err != nil {
		t.Fatal(err)
	}
	return &placeReader{quantities, companies, relations}
}

// places returns lines of the numbers of a text with their places, given their
// sites.
func (r *placeReader) places(raw string, sites []string) []string {
	text := sentence.Split(raw)
	quantities := r.quantities.Scan(text)
	d := &decoder{Relater: r.relations, view: &view{}}
	d.begin(text, quantities, r.companies.Recognise(text, company.Hint{}))
	var lines []string
	for q := range quantities {
		if quantities[q].Kind != quantity.Power || len(lines) >= len(sites) {
			continue
		}
		site := sites[len(lines)]
		d.sites(q)
		place := d.placeOf(q, strings.Trim(site, "-"))
		if place == "" {
			place = "-"
		}
		lines = append(lines, fmt.Sprintf("%s | %s | %s", quantities[q].Of(raw), site, place))
	}
	return lines
}

// TestPlaceCases holds the places of power to those that the file states.
func TestPlaceCases(t *testing.T) {
	data, err := os.ReadFile("testdata/places.txt")
	if err != nil {
		t.Fatal(err)
	}
	r := newPlaceReader(t)
	stated, none := 0, 0
	for block := range strings.SplitSeq(string(data), "\n\n") {
		if strings.HasPrefix(block, "#") {
			continue
		}
		lines := strings.Split(strings.TrimSpace(block), "\n")
		var want, sites []string
		for _, line := range lines[1:] {
			line = strings.TrimSpace(line)
			want, sites = append(want, line), append(sites, strings.Split(line, " | ")[1])
			if strings.HasSuffix(line, "| -") {
				none++
			} else {
				stated++
			}
		}
		if diff := cmp.Diff(want, r.places(lines[0], sites)); diff != "" {
			t.Errorf("%s\n-want +got\n%s", lines[0], diff)
		}
	}
	if stated < 18 || none < 12 {
		t.Errorf("read %d places and %d without, want all of them", stated, none)
	}
}
