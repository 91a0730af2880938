package files

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/page"
	"github.com/gigawire/gigawire/ingest/table"
)

// tableOf reads a table from standard input, of rows of at most 1,000 bytes.
func tableOf(t *testing.T, kind Kind, in string) []taken {
	t.Helper()
	return takeAll(t, Config{Paths: []string{"-"}, Kind: kind, MaxDocument: 1000, Stdin: strings.NewReader(in)})
}

// TestTablesAreRead in the forms that they have.
func TestTablesAreRead(t *testing.T) {
	for name, test := range map[string]struct {
		kind Kind
		in   string
		want []string
	}{
		"plain":             {KindCSV, "text,title\none,A\ntwo,B\n", []string{"one", "two"}},
		"breaks of Windows": {KindCSV, "text,title\r\none,A\r\n\r\ntwo,B", []string{"one", "two"}},
		"quotes":            {KindCSV, "title,text\nA,\"one, \"\"two\"\"\nthree\"\nB,four\n", []string{"one, \"two\"\nthree", "four"}},
		"byte-order mark":   {KindCSV, "\xef\xbb\xbftext;title\none, two;A\n", []string{"one, two"}},
		"quoted names":      {KindCSV, "\"the\nid\",\"text\"\n1,one\n", []string{"one"}},
		"Latin 1":           {KindCSV, "text\ncaf\xe9\n", []string{"café"}},
		"tabs":              {KindTSV, "text\ttitle\none, \"two\" three\tA\n\"four\nfive\"\tB\n", []string{"one, \"two\" three", "four\nfive"}},
		"a quote in TSV":    {KindTSV, "text\ttitle\n5\" pipes\tA\ntwo\tB\nthree\t\"C\n", []string{"5\" pipes", "two", "three"}},
		"only names":        {KindCSV, "text,title\n", nil},
	} {
		if diff := cmp.Diff(test.want, texts(tableOf(t, test.kind, test.in))); diff != "" {
			t.Errorf("%s: -want +got\n%s", name, diff)
		}
	}
}

// TestRowThatIsDamagedIsNamedAndPassedOver: what a quote that nobody closed
// took in is read.
func TestRowThatIsDamagedIsNamedAndPassedOver(t *testing.T) {
	long := strings.Repeat("x", 600)
	for name, test := range map[string]struct {
		in   string
		want []string // texts, or the line and what is said of it
	}{
		"too few":        {"text,title\none,A\ntwo\nthree,C\n", []string{"one", "-:3 it has 1 values, where there are 2 columns", "three"}},
		"too many":       {"text,title\none,A,B\ntwo,B\n", []string{"-:2 it has 3 values", "two"}},
		"never closed":   {"text,title\n\"one,A\ntwo,B\nthree,C\n", []string{`-:2 extraneous or missing "`, "two", "three"}},
		"closed late":    {"text,title\n\"one,A\ntwo,\"B\"\nthree,C\n", []string{`-:2 extraneous or missing "`, "two", "three"}},
		"closed far off": {"text,title\n\"one,A\n\"two\",B\n\"three\",C\nfour,\"D\n\"\nfive,E", []string{`-:2 extraneous or missing "`, "two", "three", "four", "five"}},
		"bare quote":     {"text,title\n5\" pipe,A\ntwo,B\n", []string{`-:2 bare " in non-quoted-field`, "two"}},
		"long line":      {"text,title\n" + long + long + ",A\ntwo,B\n", []string{"-:2 more than 1000 bytes", "two"}},
		"long row":       {"text,title\n\"" + long + "\n" + long + "\",A\ntwo,B\n", []string{"-:2 a row of more than 1000 bytes", `-:3 bare " in non-quoted-field`, "two"}},
	} {
		got := tableOf(t, KindCSV, test.in)
		if len(got) != len(test.want) {
			t.Errorf("%s: %+v, want %q", name, got, test.want)
			continue
		}
		for i, want := range test.want {
			origin, said, damaged := strings.Cut(want, " ")
			switch {
			case !damaged && got[i].text != want:
				t.Errorf("%s: %+v, want %q", name, got[i], want)
			case damaged && (got[i].origin != origin || !strings.Contains(got[i].said, said)):
				t.Errorf("%s: %+v, want %q", name, got[i], want)
			}
		}
	}
}

// TestTableWithoutTextIsRefused with what to do.
func TestTableWithoutTextIsRefused(t *testing.T) {
	for in, said := range map[string]string{
		"name,value\n1,2\n":                `the columns are "name", "value": name the one of the text "text", or say which it is, on the command line with --columns text=value`,
		"":                                 "a first row that names the columns",
		"\"text\n":                         "the row that names the columns",
		"text" + strings.Repeat("x", 2000): "more than 1000 bytes",
	} {
		got := tableOf(t, KindCSV, in)
		if len(got) != 1 || got[0].origin != "-" || !strings.Contains(got[0].said, said) {
			t.Errorf("%q: %+v, want %q", in, got, said)
		}
	}
}

// TestColumnsAreObeyed in tables and in lines of JSON.
func TestColumnsAreObeyed(t *testing.T) {
	columns := table.Mapping{"text": "story", "title": "head.line", "published": "when", "url": "link"}
	csv := "when,link,head.line,story,text\n1700000000,https://news.example/a,A head,The story.,no\n"
	jsonl := `{"when":1700000000,"link":"https://news.example/a","head":{"line":"A head"},"story":"The story.","text":"no"}`
	for kind, in := range map[Kind]string{KindCSV: csv, KindJSONL: jsonl} {
		f, err := New(Config{Paths: []string{"-"}, Kind: kind, Columns: columns, Stdin: strings.NewReader(in)}, page.New())
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		d, err := f.Next(t.Context())
		a := d.Article
		if err != nil || a.Text != "The story." || a.Title != "A head" || a.URL != "https://news.example/a" || a.Published.Unix() != 1700000000 {
			t.Errorf("%s: %+v, rejection %+v, error %v", kind, a, d.Rejection, err)
		}
	}
	got := takeAll(t, Config{Paths: []string{"-"}, Kind: KindJSONL, Columns: columns, Stdin: strings.NewReader(`{"text":"x"}`)})
	if len(got) != 1 || got[0].reason != ingest.ReasonMalformed || !strings.Contains(got[0].said, `there is no column`) {
		t.Errorf("an object without the column: %+v", got)
	}
}

// TestTableIsGoneOnWith behind each of its rows and damages.
func TestTableIsGoneOnWith(t *testing.T) {
	in := "title,text\nA,one\n\"B\nb\",\"two\nlines\"\nC\nD,\"three\nE,four\n\nF,\"five\"\"\n\"\nG," + strings.Repeat("x", 400) + "\nH,six"
	dir := tree(t, map[string]string{"a.csv": in, "b.csv.gz": packed(t, in), "c.csv": "name\nx\n", "d.tsv": strings.ReplaceAll(in, ",", "\t")})
	goesOn(t, Config{Paths: []string{dir}, MaxDocument: 300}, 8+8+1+8)
}

// TestNoRowIsLostToAQuote that is never closed, or closed far behind it.
func TestNoRowIsLostToAQuote(t *testing.T) {
	long := strings.Repeat("x", 60)
	in := "title,text\n\"A,one\nB,two\nC," + long + "\nD,three\nE," + strings.Repeat("y", 400) + "\nF,four\n"
	for kind, in := range map[Kind]string{KindCSV: in, KindTSV: strings.ReplaceAll(in, ",", "\t")} {
		for _, end := range []string{"", "G\"\n"} {
			all, _ := positions(t, Config{Paths: []string{"-"}, Kind: kind, MaxDocument: 100, Stdin: strings.NewReader(in + end)})
			for i, text := range []string{"one", "two", long, "three", "", "four"} {
				if want := fmt.Sprintf("-:%d %s", i+2, text); (kind == KindTSV || i > 0) && !slices.Contains(all, want) {
					t.Errorf("%s that ends with %q: no %q among %q", kind, end, want, all)
				}
			}
		}
	}
}

// goesOn reads so many documents, and what is left behind each of them.
func goesOn(t *testing.T, c Config, want int) {
	t.Helper()
	all, at := positions(t, c)
	if len(all) != want {
		t.Fatalf("%d documents, want %d: %q", len(all), want, all)
	}
	for i := range all {
		c.After = at[i]
		rest, _ := positions(t, c)
		if diff := cmp.Diff(all[i+1:], rest); diff != "" && len(all[i+1:])+len(rest) > 0 {
			t.Errorf("behind %s, %+v: -want +got\n%s", all[i], at[i], diff)
		}
	}
}

// FuzzRows reads any table to its end, each line in one document at most, and
// goes on anywhere.
func FuzzRows(f *testing.F) {
	f.Add("text,title\none,A\n\"two\nthree\",B\n")
	f.Add("text\n\"\n0\n" + strings.Repeat("0", 120) + "\n1\n")
	f.Add("text\n\"0\n1\n" + strings.Repeat("0", 90))
	f.Add("text\n\"\n\"a\nb\"c\n\"\"\n")
	f.Fuzz(func(t *testing.T, in string) {
		c := Config{Paths: []string{"-"}, Kind: KindCSV, MaxDocument: 100, Stdin: strings.NewReader(in)}
		all, at := positions(t, c)
		last := 0
		for i := range all {
			if at[i].Line < last || at[i].Line > strings.Count(in, "\n")+1 {
				t.Fatalf("document %d is at %+v", i, at[i])
			}
			last = at[i].Line
		}
		if len(all) == 0 {
			return
		}
		c.After, c.Stdin = at[len(all)/2], strings.NewReader(in)
		if rest, _ := positions(t, c); c.After.Line > 0 && fmt.Sprint(rest) != fmt.Sprint(all[len(all)/2+1:]) {
			t.Errorf("behind %+v: %q, want %q", c.After, rest, all[len(all)/2+1:])
		}
	})
}
