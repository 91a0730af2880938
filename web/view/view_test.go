package view

import (
	"strings"
	"testing"

	"github.com/PuerkitoBio/goquery"
	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// story is an article about whose facts each test says something of its own.
func story() article.Article {
	return article.Article{
		ID: "a1", URL: "https://news.example/1", Source: "The Dispatch", Title: "🚀 Zoë’s Café is worth $5 billion",
		Text: "First there was nothing.\n\nZoë’s Café paid €3 million 🎉.\n\nThen it rained.\n\nIt is worth $5 billion, it said.",
	}
}

// stated returns a fact about the first place of a field that has some words.
func stated(t *testing.T, typ fact.Type, field fact.Field, words string) Explained {
	t.Helper()
	text := story().Text
	if field == fact.FieldTitle {
		text = story().Title
	}
	before, _, found := strings.Cut(text, words)
	if !found {
		t.Fatalf("%q is not in %q", words, text)
	}
	start := len([]rune(before))
	f := fact.Fact{
		ID: string(typ) + "-" + string(field), Type: typ, Confidence: 0.984, Company: &fact.Company{Name: "Zoë’s Café", ID: "zoes-cafe"},
		Evidence: fact.Evidence{Field: field, Text: words, Start: start, End: start + len([]rune(words))},
	}
	if typ != fact.TypeCompany {
		f.Amount = &fact.Amount{Qualifier: fact.Vague}
	}
	return Explained{Fact: f}
}

func facts(t *testing.T) []Explained {
	t.Helper()
	return []Explained{
		stated(t, fact.TypeCompany, fact.FieldText, "Zoë’s Café"), stated(t, fact.TypeAmount, fact.FieldText, "€3 million"),
		stated(t, fact.TypeValuation, fact.FieldTitle, "$5 billion"), stated(t, fact.TypeAmount, fact.FieldTitle, "$5 billion"),
		stated(t, fact.TypeValuation, fact.FieldText, "$5 billion"),
	}
}

// shown writes an article and reads it again.
func shown(t *testing.T, a Article) *goquery.Document {
	t.Helper()
	parts, err := Parts()
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := parts.ExecuteTemplate(&b, "article", a); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// texts returns the texts of what a selector finds.
func texts(doc *goquery.Document, selector string) []string {
	return doc.Find(selector).Map(func(_ int, s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") })
}

func TestArticleIsShownWithItsFacts(t *testing.T) {
	doc := shown(t, NewArticle(story(), facts(t)))
	for selector, want := range map[string][]string{
		"h2":                                    {"🚀 Zoë’s Café is worth $5 billion"},
		".text p":                               strings.Split(story().Text, "\n\n"),
		"mark.company":                          {"Zoë’s Café"},
		"mark.amount":                           {"€3 million"},
		"mark.valuation":                        {"$5 billion", "$5 billion"},
		"mark[data-facts~=amount-title]":        {"$5 billion"},
		"#at-amount-text + mark":                {"€3 million"},
		".facts li .value":                      {"$5 billion", "€3 million", "$5 billion"},
		".facts li .sure":                       {"98%", "98%", "98%"},
		`.names a[href="/companies/zoes-cafe"]`: {"Zoë’s Café"},
		`h2 a[href="/articles/a1"]`:             {"🚀 Zoë’s Café is worth $5 billion"},
		`.facts a[href="/facts/amount-text"]`:   {"€3 million Zoë’s Café 98% amount"},
	} {
		if diff := cmp.Diff(want, texts(doc, selector)); diff != "" {
			t.Errorf("%s: -want +got\n%s", selector, diff)
		}
	}
}

func TestPassagesAreThoseThatStateFacts(t *testing.T) {
	a := NewArticle(story(), facts(t))
	doc := shown(t, a.Passages(1000))
	if diff := cmp.Diff([]string{"Zoë’s Café paid €3 million 🎉.", "…", "It is worth $5 billion, it said.", "… the whole article"}, texts(doc, ".text p")); diff != "" {
		t.Error(diff)
	}
	if got := texts(shown(t, a.Passages(1)), ".text p"); len(got) != 2 {
		t.Errorf("with little room: %q", got)
	}
	if got := texts(shown(t, NewArticle(story(), nil).Passages(1000)), ".text p"); len(got) != 2 || got[0] != "First there was nothing." {
		t.Errorf("without facts: %q", got)
	}
}

// TestHostileArticleIsText: what an article or a fact says is never an element,
// an attribute or an address that does something.
func TestHostileArticleIsText(t *testing.T) {
	const hostile = `"'><script>alert(1)</script><img src=x onerror=alert(1)>{{.}}</style>`
	a := article.Article{ID: hostile, URL: "javascript:alert(1)", Source: hostile, Title: hostile, Text: hostile}
	f := fact.Fact{
		ID: hostile, Type: fact.TypeCompany, Company: &fact.Company{Name: hostile, ID: hostile},
		Evidence: fact.Evidence{Field: fact.FieldText, Text: hostile, End: len([]rune(hostile))},
	}
	whole := NewArticle(a, []Explained{{f, hostile}, {Fact: f}})
	whole.Whole = true
	doc := shown(t, whole)
	if n := doc.Find("script, img, style, iframe").Length(); n > 0 {
		t.Errorf("%d elements are the article's", n)
	}
	doc.Find("*").Each(func(_ int, s *goquery.Selection) {
		for _, attr := range s.Get(0).Attr {
			if strings.HasPrefix(attr.Key, "on") || strings.Contains(attr.Val, "javascript:") {
				t.Errorf("attribute %s=%q", attr.Key, attr.Val)
			}
		}
	})
	if got := doc.Find("mark").Text(); got != hostile {
		t.Errorf("the text became %q", got)
	}
}

func TestDocumentNeedsNothingElse(t *testing.T) {
	var b strings.Builder
	d, err := Begin(&b, "Facts </title><script>")
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if err := d.Article(story(), facts(t)); err != nil {
			t.Fatal(err)
		}
	}
	if err := d.HTML("<p>Added</p>"); err != nil {
		t.Fatal(err)
	}
	if err := d.End(); err != nil {
		t.Fatal(err)
	}
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(b.String()))
	if err != nil {
		t.Fatal(err)
	}
	if n := doc.Find("[src], link").Length(); n > 0 {
		t.Errorf("%d elements ask for files", n)
	}
	if got := doc.Find("script").Length(); got != 1 || doc.Find("article").Length() != 2 || doc.Find("main > p").Text() != "Added" {
		t.Errorf("%d scripts in\n%s", got, b.String())
	}
	policy, _ := doc.Find("meta[http-equiv=Content-Security-Policy]").Attr("content")
	for _, own := range []string{"style", "script"} {
		if want := hash([]byte(doc.Find(own).Text())); !strings.Contains(policy, own+"-src '"+want+"'") {
			t.Errorf("the policy %q does not allow the document's %s, %s", policy, own, want)
		}
	}
	if got := texts(doc, `.facts a[href="#at-amount-text"] .value`); len(got) != 2 {
		t.Errorf("facts do not lead to their spans: %q", got)
	}
}
