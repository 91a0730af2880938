package web

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/web/store"
)

func TestLiveShowsTheNewestWithTheirFacts(t *testing.T) {
	s := newSite(t, nil)
	s.publish(1, "The Dispatch", "Acme", 5.0)
	s.publish(2, "Grid Weekly", "Bolt", 7.0, "Acme", 6.0)
	doc := s.get("/")
	if got := text(doc, "article h2"); got != "Story 2 🚀 | Story 1 🚀" {
		t.Errorf("stories %s", got)
	}
	if got := text(doc, "#article-a2 mark.valuation"); got != "$7 billion | $6 billion" {
		t.Errorf("highlights %s", got)
	}
	if got := text(doc, "#article-a2 .facts .value"); got != "$7 billion | $6 billion" {
		t.Errorf("facts %s", got)
	}
	if href, _ := doc.Find("#article-a2 .facts a").First().Attr("href"); href != "/facts/a2-f0" {
		t.Errorf("a fact leads to %s", href)
	}
}

func TestLiveFilters(t *testing.T) {
	s := newSite(t, nil)
	s.publish(1, "The Dispatch", "Acme", 5.0)
	s.publish(2, "Grid Weekly", "Bolt", 7.0, "Acme", 6.0)
	s.publish(3, "Grid Weekly")
	for query, want := range map[string]string{
		"":                               "Story 3 🚀 | Story 2 🚀 | Story 1 🚀",
		"?type=valuation":                "Story 2 🚀 | Story 1 🚀",
		"?type=gigawatt":                 "",
		"?type=nonsense":                 "Story 3 🚀 | Story 2 🚀 | Story 1 🚀",
		"?company=bolt":                  "Story 2 🚀",
		"?source=Grid+Weekly":            "Story 3 🚀 | Story 2 🚀",
		"?min=6.5bn":                     "Story 2 🚀",
		"?q=story+2":                     "Story 2 🚀",
		"?q=zo%C3%AB":                    "Story 2 🚀 | Story 1 🚀",
		"?company=acme&min=5%20billion":  "Story 2 🚀 | Story 1 🚀",
		"?company=acme&source=The+Dispa": "Story 1 🚀",
	} {
		if got := text(s.get("/"+query), "article h2"); got != want {
			t.Errorf("%s: %s, want %s", query, got, want)
		}
	}
	doc := s.get("/?company=bolt&type=valuation&min=1bn&source=Grid+Weekly&q=story")
	if got := text(doc, ".facts .value"); got != "$7 billion" {
		t.Errorf("facts that pass: %s", got)
	}
	if got := text(doc, ".bar-live pre"); got != "gigawire tail --brokers 127.0.0.1:9092 --type valuation --company bolt --source 'Grid Weekly' --min-value 1e+09" {
		t.Errorf("command %s", got)
	}
	if got := text(s.get("/?min=lots"), "[role=alert]"); !strings.Contains(got, "2.5bn") {
		t.Errorf("a wrong number is explained by %q", got)
	}
	if got := text(s.get("/?company=nobody"), "#none"); !strings.Contains(got, "passes this filter") {
		t.Errorf("nothing is explained by %q", got)
	}
}

func TestOlderArticlesAreOnPagesOfTheirOwn(t *testing.T) {
	s := newSite(t, nil)
	for n := range perPage + 3 {
		s.publish(n, "The Dispatch", "Acme", 5.0)
	}
	first := s.get("/?company=acme")
	older, _ := first.Find("a[rel=next]").Attr("href")
	if first.Find("article").Length() != perPage || !strings.Contains(older, "company=acme") {
		t.Fatalf("%d articles, then %s", first.Find("article").Length(), older)
	}
	second := s.get(older)
	if got := text(second, "article h2"); got != "Story 2 🚀 | Story 1 🚀 | Story 0 🚀" || second.Find("a[rel=next], #pause").Length() > 0 {
		t.Errorf("older ones: %s", got)
	}
}

func TestArticleAndFactHavePermanentAddresses(t *testing.T) {
	s := newSite(t, nil)
	s.publish(1, "The Dispatch", "Acme", 5.0)
	doc := s.get("/articles/a1")
	if text(doc, "h1") != "Story 1 🚀" || text(doc, "mark") != "$5 billion" || doc.Find(`.meta a[href="https://news.example/1"]`).Length() != 1 {
		t.Errorf("article: %s", doc.Text())
	}
	doc = s.get("/facts/a1-f0")
	if text(doc, "h1") != "$5 billion" || text(doc, "blockquote mark") != "$5 billion" || text(doc, "blockquote") != "Acme is worth $5 billion." {
		t.Errorf("fact: %s", text(doc, "main"))
	}
	if link, _ := doc.Find(`a[href^="/articles/"]`).Attr("href"); link != "/articles/a1#at-a1-f0" || s.get("/articles/a1").Find("#at-a1-f0 + mark").Length() != 1 {
		t.Errorf("a fact leads to %s in its article", link)
	}
	raw, _ := doc.Find("button.copy").Last().Attr("data-copy")
	var f fact.Fact
	if err := json.Unmarshal([]byte(raw), &f); err != nil || f.ID != "a1-f0" || f.Company.ID != "acme" {
		t.Errorf("copied as JSON: %s, %v", raw, err)
	}
	for _, want := range []string{
		"gigawire tail --brokers 127.0.0.1:9092 --type valuation --company acme",
		`gigawire tail --brokers 127.0.0.1:9092 --type valuation --company acme --from beginning --once -o ndjson | jq 'select(.id == "a1-f0")'`,
	} {
		if !strings.Contains(text(doc, "pre"), want) {
			t.Errorf("no command %s", want)
		}
	}
	for path, part := range map[string]string{"/facts/a1-f0.json": `"a1-f0"`, "/articles/a1.json": "Zoë said 🎉"} {
		resp, body := s.ask(httptest.NewRequest(http.MethodGet, path, nil))
		if resp.Header.Get("Content-Type") != "application/json" || !json.Valid([]byte(body)) || !strings.Contains(body, part) {
			t.Errorf("%s: %s", path, body)
		}
	}
}

// TestIDsMayLookLikeFiles: those of articles come from whoever brought them.
func TestIDsMayLookLikeFiles(t *testing.T) {
	s := newSite(t, nil)
	s.Store.Update(func(w *store.Writer) { w.Article(article.Article{ID: "archive/a 1.json", Title: "Of Acme"}, noon) })
	link, _ := s.get("/").Find("article h2 a").Attr("href")
	doc := s.get(link)
	if text(doc, "h1") != "Of Acme" {
		t.Errorf("%s shows %s", link, text(doc, "main"))
	}
	asJSON, _ := doc.Find(`a[href$=".json.json"]`).Attr("href")
	if resp, body := s.ask(httptest.NewRequest(http.MethodGet, asJSON, nil)); resp.Header.Get("Content-Type") != "application/json" || !strings.Contains(body, "Of Acme") {
		t.Errorf("%s: %s", asJSON, body)
	}
}

func TestWhatIsNotThereIsSaid(t *testing.T) {
	s := newSite(t, nil)
	for _, path := range []string{"/articles/none", "/facts/none", "/companies/none", "/nowhere", "/facts/none.json"} {
		resp, body := s.ask(httptest.NewRequest(http.MethodGet, path, nil))
		if resp.StatusCode != http.StatusNotFound || !strings.Contains(body, "Not found") {
			t.Errorf("%s: status %d", path, resp.StatusCode)
		}
	}
	for _, path := range []string{"/", "/companies", "/gigawatts", "/valuations", "/pipeline", "/try"} {
		if s.get(path).Find("main h1").Length() != 1 {
			t.Errorf("%s has no heading while nothing is held", path)
		}
	}
}

func TestCompanyPageLinksEachPointToItsEvidence(t *testing.T) {
	s := newSite(t, nil)
	s.publish(1, "The Dispatch", "Acme", 5.0)
	s.publish(9, "Grid Weekly", "Acme", 6.0, "Bolt", 7.0)
	s.add(fact.Fact{
		ID: "named", Type: fact.TypeCompany, Article: fact.Article{ID: "a9", Source: "Grid Weekly"}, Confidence: 1,
		Company: &fact.Company{Name: "Acme", ID: "acme", Ticker: "ACM", CIK: "123"}, Mentions: []fact.Mention{{Text: "Acme"}, {Text: "Acme Inc"}},
	})
	doc := s.get("/companies/acme")
	var points []string
	doc.Find("svg.wide a").Each(func(_ int, a *goquery.Selection) {
		href, _ := a.Attr("href")
		label, _ := a.Attr("aria-label")
		points = append(points, href+" "+label)
	})
	want := "/facts/a1-f0 $5 billion, actual, 6 Oct 2026, The Dispatch; /facts/a9-f0 $6 billion, actual, 14 Oct 2026, Grid Weekly"
	if got := strings.Join(points, "; "); got != want {
		t.Errorf("points\n got %s\nwant %s", got, want)
	}
	main := text(doc, "main")
	for _, said := range []string{"ACM", "CIK 123", "Acme, Acme Inc", "The Dispatch (1)", "Grid Weekly (1)"} {
		if !strings.Contains(main, said) {
			t.Errorf("the page does not say %q: %s", said, main)
		}
	}
	if got := text(s.get("/companies?q=acm"), "tbody a"); got != "Acme" {
		t.Errorf("companies %s", got)
	}
}

func TestRankings(t *testing.T) {
	s := newSite(t, nil)
	s.publish(1, "The Dispatch", "Acme", 5.0, "Bolt", 2.0)
	s.publish(2, "Grid Weekly", "Acme", 10.0)
	gw := 1.5
	s.add(fact.Fact{
		ID: "g1", Type: fact.TypeGigawatt, Article: fact.Article{ID: "a2"}, Confidence: 0.9, Site: "Amber Field", Place: "Hull, England", Status: fact.StatusPlanned, Kind: fact.KindDemand,
		Count: 2, Power: &fact.Power{Low: &gw, High: &gw, Unit: "GW", Qualifier: fact.Exact}, Companies: []fact.Party{{Name: "Acme", ID: "acme"}},
	})
	doc := s.get("/valuations")
	if got := text(doc, "[aria-labelledby=moved] tbody td"); got != "Acme | $5 billion | $10 billion | 2×" {
		t.Errorf("moved: %s", got)
	}
	if got := text(doc, "[aria-labelledby=disputed] tbody td"); got != "Acme | $5 billionThe Dispatch | $10 billionGrid Weekly | 2×" {
		t.Errorf("disputed: %s", got)
	}
	if got := text(doc, "[aria-labelledby=latest] tbody tr td:nth-child(2)"); got != "$10 billion | $2 billion" {
		t.Errorf("latest: %s", got)
	}
	if got := text(s.get("/companies/acme"), "[aria-labelledby=power] tbody td:first-child"); got != "Amber Field Hull, England" {
		t.Errorf("power of a company: %s", got)
	}
	doc = s.get("/gigawatts")
	if got := text(doc, "[aria-labelledby=sites] tbody td"); got != "Amber Field Hull, England | Acme | – | – | 3 GW | – | " {
		t.Errorf("sites: %s", got)
	}
	if href, _ := doc.Find("[aria-labelledby=owners] tbody td a").Last().Attr("href"); href != "/facts/g1" {
		t.Errorf("power leads to %s", href)
	}
}

// TestHostileArticleStaysText: on no page does what an article says become an
// element or an attribute that does something.
func TestHostileArticleStaysText(t *testing.T) {
	s := newSite(t, nil)
	const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)><svg onload=alert(1)>`
	s.publish(1, hostile, hostile, 5.0)
	s.publish(2, hostile+"2", hostile, 50.0)
	s.add(fact.Fact{
		ID: "x" + hostile, Type: fact.TypeGigawatt, Article: fact.Article{ID: "a1", URL: "javascript:alert(1)", Source: hostile}, Site: hostile, Place: hostile, Confidence: 1,
		Companies: []fact.Party{{Name: hostile, ID: hostile}}, Power: &fact.Power{}, Evidence: fact.Evidence{Sentence: hostile, Text: hostile},
	})
	for _, path := range []string{
		"/", "/?q=" + escaped(hostile), "/?company=" + escaped(hostile) + "&source=" + escaped(hostile) + "&min=" + escaped(hostile), "/articles/a1", "/facts/a1-f0", "/facts/" + escaped("x"+hostile),
		"/companies", "/companies/" + escaped(strings.ToLower(hostile)), "/companies?q=" + escaped(hostile), "/gigawatts", "/valuations", "/pipeline",
	} {
		doc := s.get(path)
		if n := doc.Find("img, main script, [onload], [onerror]").Length(); n > 0 {
			t.Errorf("%s: %d elements are the article's", path, n)
		}
		if n := doc.Find(`[href^="javascript"], [style], style, script:not([src])`).Length(); n > 0 {
			t.Errorf("%s: %d elements would break the policy", path, n)
		}
	}
}
