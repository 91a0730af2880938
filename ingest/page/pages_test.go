package page

import (
	"compress/gzip"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"sort"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/markusmobius/go-trafilatura"
	"golang.org/x/net/html"
)

// BenchmarkPages measures bodies found in real pages, whose directory
// GIGAWIRE_PAGES names: html/KEY.html.gz and ground-truth.json, as
// scrapinghub's article-extraction-benchmark has them. It reports F1 over
// multisets of four words for the pages whose key begins with an even digit
// (to tune on) and the others (to score on), beside trafilatura in the same run.
func BenchmarkPages(b *testing.B) {
	dir := os.Getenv("GIGAWIRE_PAGES")
	if dir == "" {
		b.Skip("GIGAWIRE_PAGES names no directory of pages")
	}
	pages := loadPages(b, dir)
	for name, extract := range map[string]func(*html.Node) string{
		"ours": func(n *html.Node) string {
			m := readMeta(goquery.NewDocumentFromNode(n))
			text := bodyText(n, m.title)
			if len(text) < enough {
				text = better(text, fallback(n))
			}
			return text
		},
		"trafilatura": func(n *html.Node) string {
			r, err := trafilatura.ExtractDocument(n, trafilatura.Options{ExcludeComments: true})
			if err != nil || r == nil {
				return ""
			}
			return r.ContentText
		},
		"parse": func(*html.Node) string { return "" },
	} {
		b.Run(name, func(b *testing.B) { benchmarkPages(b, pages, extract) })
	}
}

func benchmarkPages(b *testing.B, pages []realPage, extract func(*html.Node) string) {
	var f1 [2]float64
	var n [2]float64
	for b.Loop() {
		f1, n = [2]float64{}, [2]float64{}
		for _, p := range pages {
			root, err := html.Parse(strings.NewReader(p.source))
			if err != nil {
				b.Fatal(err)
			}
			score := shingleF1(extract(root), p.body)
			f1[p.half] += score
			n[p.half]++
			if os.Getenv("GIGAWIRE_WORST") != "" && score < 0.85 && p.half == 0 {
				b.Logf("%.2f %s", score, p.key)
			}
		}
	}
	b.ReportMetric(f1[0]/n[0], "F1-tuned")
	b.ReportMetric(f1[1]/n[1], "F1-scored")
	b.ReportMetric(float64(len(pages))*float64(b.N)/b.Elapsed().Seconds(), "pages/s")
}

type realPage struct {
	key, source, body string
	half              int
}

func loadPages(b *testing.B, dir string) []realPage {
	b.Helper()
	raw, err := os.ReadFile(filepath.Join(dir, "ground-truth.json"))
	if err != nil {
		b.Fatal(err)
	}
	var truth map[string]struct {
		ArticleBody string `json:"articleBody"`
	}
	if err := json.Unmarshal(raw, &truth); err != nil {
		b.Fatal(err)
	}
	var pages []realPage
	for key, t := range truth {
		file, err := os.Open(filepath.Join(dir, "html", key+".html.gz"))
		if err != nil {
			b.Fatal(err)
		}
		unzipped, err := gzip.NewReader(file)
		if err != nil {
			b.Fatal(err)
		}
		body, err := io.ReadAll(unzipped)
		if err != nil {
			b.Fatal(err)
		}
		text, err := Decode(body, "")
		if err != nil {
			b.Fatal(err)
		}
		half := strings.IndexByte("0123456789abcdef", key[0]) % 2
		pages = append(pages, realPage{key, text, t.ArticleBody, half})
	}
	sort.Slice(pages, func(i, j int) bool { return pages[i].key < pages[j].key })
	return pages
}

var wordPattern = regexp.MustCompile(`[\p{L}\p{N}_]+`)

func shingles(text string) map[string]int {
	words := wordPattern.FindAllString(strings.ToLower(text), -1)
	out := map[string]int{}
	for i := range max(1, len(words)-3) {
		if len(words) > 0 {
			out[strings.Join(words[i:min(i+4, len(words))], " ")]++
		}
	}
	return out
}

func shingleF1(got, want string) float64 {
	g, w := shingles(got), shingles(want)
	both, all := 0, 0
	for s, n := range g {
		both += min(n, w[s])
		all += n
	}
	for _, n := range w {
		all += n
	}
	if all == 0 {
		return 1
	}
	return 2 * float64(both) / float64(all)
}
