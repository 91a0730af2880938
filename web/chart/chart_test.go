package chart

import (
	"encoding/xml"
	"errors"
	"fmt"
	"html/template"
	"io"
	"math"
	"strconv"
	"strings"
	"testing"
	"time"
)

func day(text string) time.Time {
	t, err := time.Parse(time.DateOnly, text)
	if err != nil {
		panic(err)
	}
	return t
}

func plain(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// element is one of a drawing, with its attributes.
type element struct {
	name string
	attr map[string]string
}

// elements reads a drawing, which must be well-formed XML.
func elements(t *testing.T, drawing template.HTML) []element {
	t.Helper()
	var out []element
	for d := xml.NewDecoder(strings.NewReader(string(drawing))); ; {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			return out
		}
		if err != nil {
			t.Fatalf("%v in %s", err, drawing)
		}
		if start, ok := token.(xml.StartElement); ok {
			e := element{start.Name.Local, map[string]string{}}
			for _, a := range start.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			out = append(out, e)
		}
	}
}

// of returns the elements of a name in the wide drawing.
func of(all []element, name string) []element {
	var out []element
	drawings := 0
	for _, e := range all {
		if e.name == "svg" {
			drawings++
		}
		if e.name == name && drawings == 1 {
			out = append(out, e)
		}
	}
	return out
}

func (e element) number(t *testing.T, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(e.attr[name], 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestTimelinePutsPointsAtTheirPlaces(t *testing.T) {
	drawing := Timeline{
		Title: "What it was worth", Format: plain, Line: "actual",
		Points: []Point{
			{day("2026-03-01"), 40, "40 in March", "/facts/b", "actual"},
			{day("2026-01-01"), 10, "10 in January", "/facts/a", "actual"},
			{day("2026-02-01"), 20, "20, they say", "/facts/c", "talks"},
			{time.Time{}, 20, "at no time", "/facts/d", "actual"},
			{day("2026-02-01"), math.NaN(), "of no value", "/facts/e", "actual"},
		},
	}.HTML()
	all := elements(t, drawing)
	dots, links := of(all, "circle"), of(all, "a")
	if len(dots) != 3 || len(links) != 3 {
		t.Fatalf("%d points, %d links:\n%s", len(dots), len(links), drawing)
	}
	for i, want := range []struct {
		href  string
		value float64
		days  float64 // since the first
	}{{"/facts/a", 10, 0}, {"/facts/c", 20, 31}, {"/facts/b", 40, 59}} {
		if links[i].attr["href"] != want.href {
			t.Errorf("point %d leads to %s, want %s", i, links[i].attr["href"], want.href)
		}
		x, y := dots[i].number(t, "cx"), dots[i].number(t, "cy")
		first, last := dots[0].number(t, "cx"), dots[2].number(t, "cx")
		if got := 59 * (x - first) / (last - first); math.Abs(got-want.days) > 0.2 {
			t.Errorf("%s is at day %.2f, want %v", want.href, got, want.days)
		}
		bottom, top := 260.0-bottom, float64(top) // the axis goes from 0 to 40
		if got := 40 * (bottom - y) / (bottom - top); math.Abs(got-want.value) > 0.1 {
			t.Errorf("%s is at %.2f, want %v", want.href, got, want.value)
		}
	}
	line := of(all, "polyline")
	if len(line) != 1 || len(strings.Fields(line[0].attr["points"])) != 2 {
		t.Errorf("the line joins %v, want the two actual points", line)
	}
}

func TestTimelineOfFarApartValuesIsLogarithmic(t *testing.T) {
	drawing := string(Timeline{Title: "x", Format: plain, Points: []Point{
		{Time: day("2020-01-01"), Value: 2e6}, {Time: day("2026-01-01"), Value: 3e10},
	}}.HTML())
	if !strings.Contains(drawing, "logarithmic") || !strings.Contains(drawing, ">1000000<") || !strings.Contains(drawing, ">100000000000<") {
		t.Error(drawing)
	}
	if Timeline.HTML(Timeline{}) != "" || (Columns{}).HTML() != "" {
		t.Error("nothing is drawn")
	}
}

func TestHostileWordsStayWords(t *testing.T) {
	const hostile = `"><script>alert(1)</script>`
	drawing := string(Timeline{Title: hostile, Format: plain, Points: []Point{
		{day("2026-01-01"), 1, hostile, "javascript:alert(1)", hostile},
	}}.HTML()) + string(Columns{Title: hostile, Format: plain, Columns: []Column{{hostile, hostile, 1}}}.HTML()) +
		string(Bar(1, Segment{1, hostile}))
	if strings.Contains(drawing, "<script") || strings.Contains(drawing, "javascript:") {
		t.Error(drawing)
	}
	elements(t, template.HTML(drawing))
}

func TestColumnsAreAsHighAsTheirValues(t *testing.T) {
	var c []Column
	for i := range 40 {
		c = append(c, Column{Label: fmt.Sprint(i), Said: fmt.Sprintf("%d facts", i), Value: float64(i)})
	}
	all := elements(t, Columns{Title: "Facts", Columns: c, Format: plain}.HTML())
	blocks := of(all, "rect")
	if len(blocks) != 40 || len(of(all, "text")) > 20 {
		t.Fatalf("%d columns, %d texts", len(blocks), len(of(all, "text")))
	}
	unit := blocks[39].number(t, "height") / 39
	for i, b := range blocks {
		if math.Abs(b.number(t, "height")-float64(i)*unit) > 0.1 || b.attr["aria-label"] != fmt.Sprintf("%d facts", i) {
			t.Errorf("column %d: %v", i, b.attr)
		}
	}
}

func TestBarsHaveTheirShareOfTheCell(t *testing.T) {
	parts := of(elements(t, Bar(8, Segment{2, "operating"}, Segment{0, "none"}, Segment{4, "planned"})), "rect")
	if len(parts) != 2 || parts[0].attr["width"] != "250.0" || parts[1].attr["x"] != "250.0" || parts[1].attr["width"] != "500.0" {
		t.Errorf("%v", parts)
	}
	if parts := of(elements(t, Bar(0, Segment{2, "x"})), "rect"); len(parts) > 0 {
		t.Errorf("of nothing: %v", parts)
	}
}

func TestAxesCountAsPeopleDo(t *testing.T) {
	for _, c := range []struct {
		values []float64
		want   string
	}{
		{[]float64{11.7}, "[0 5 10 15]"},
		{[]float64{0.3, 2.2}, "[0 1 2 3]"},
		{[]float64{0}, "[0 0.5 1]"},
		{[]float64{183e9, 61.5e9}, "[0 5e+10 1e+11 1.5e+11 2e+11]"},
		{[]float64{1, 900}, "[1 10 100 1000]"},
	} {
		if got := fmt.Sprint(scaleOf(c.values).ticks()); got != c.want {
			t.Errorf("%v: %s, want %s", c.values, got, c.want)
		}
	}
	for _, c := range []struct{ from, to, first, last string }{
		{"2026-10-05", "2026-10-05", "4 Oct", "6 Oct"},
		{"2026-09-20", "2026-10-05", "25 Sep", "2 Oct"},
		{"2026-01-20", "2026-08-05", "Feb 2026", "Aug 2026"},
		{"2019-05-20", "2026-05-05", "2020", "2026"},
		{"1900-05-20", "2026-05-05", "1900", "2000"},
	} {
		times, format := spanOf([]time.Time{day(c.from), day(c.to)}).ticks(8)
		if len(times) == 0 || len(times) > 9 || times[0].Format(format) != c.first || times[len(times)-1].Format(format) != c.last {
			t.Errorf("%s to %s: %v in %q", c.from, c.to, times, format)
		}
	}
}
