package web

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/PuerkitoBio/goquery"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/web/store"
	"github.com/gigawire/gigawire/web/view"
)

// site is a page with what it is made of.
type site struct {
	*Page
	t *testing.T
}

func newSite(t *testing.T, change func(*Options)) *site {
	t.Helper()
	held, err := store.New(1000)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{
		Store: held, Letters: NewLetters(), Meter: &Meter{}, Follower: &Follower{}, Brokers: "127.0.0.1:9092",
		Changes: func(h http.Handler) http.Handler { return h }, Reader: echo{}, Log: slog.New(slog.DiscardHandler),
	}
	if change != nil {
		change(&o)
	}
	p, err := New(o)
	if err != nil {
		t.Fatal(err)
	}
	return &site{p, t}
}

// echo is a reader that finds one company in all that is tried.
type echo struct{}

func (echo) Text(_ context.Context, text string) (Tried, error) {
	f := fact.Fact{ID: "f", Type: fact.TypeCompany, Company: &fact.Company{Name: "Acme", ID: "acme"}, Evidence: fact.Evidence{Field: fact.FieldText, Text: "Acme", End: 4}}
	return Tried{Article: article.Article{ID: "tried", Text: text}, Facts: []view.Explained{{Fact: f, Reason: "listed by hand"}}}, nil
}

func (echo) Address(_ context.Context, address string) (Tried, error) {
	return Tried{}, errors.New("there is nothing at " + address)
}

// ask sends a request and returns the answer, its body read.
func (s *site) ask(r *http.Request) (*http.Response, string) {
	s.t.Helper()
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	body, err := io.ReadAll(w.Result().Body)
	if err != nil {
		s.t.Fatal(err)
	}
	return w.Result(), string(body)
}

// get returns a page that is there.
func (s *site) get(path string) *goquery.Document {
	s.t.Helper()
	resp, body := s.ask(httptest.NewRequest(http.MethodGet, path, nil))
	if resp.StatusCode != http.StatusOK {
		s.t.Fatalf("%s: status %d: %s", path, resp.StatusCode, body)
	}
	return parsed(s.t, body)
}

// post sends a form.
func (s *site) post(path string, form url.Values) (*http.Response, string) {
	s.t.Helper()
	r := httptest.NewRequest(http.MethodPost, path, strings.NewReader(form.Encode()))
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return s.ask(r)
}

func parsed(t *testing.T, body string) *goquery.Document {
	t.Helper()
	doc, err := goquery.NewDocumentFromReader(strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	return doc
}

// texts returns the texts of what a selector finds.
func texts(doc *goquery.Document, selector string) []string {
	return doc.Find(selector).Map(func(_ int, s *goquery.Selection) string { return strings.Join(strings.Fields(s.Text()), " ") })
}

func text(doc *goquery.Document, selector string) string {
	return strings.Join(texts(doc, selector), " | ")
}

// noon is when the first article of a test was published.
var noon = time.Date(2026, 10, 5, 12, 0, 0, 0, time.UTC)

// publish adds an article whose text says of companies what they are worth, in
// billions of dollars.
func (s *site) publish(n int, source string, worth ...any) {
	s.t.Helper()
	a := article.Article{
		ID: fmt.Sprintf("a%d", n), URL: fmt.Sprintf("https://news.example/%d", n), Source: source,
		Title: fmt.Sprintf("Story %d 🚀", n), Published: noon.AddDate(0, 0, n),
	}
	var facts []fact.Fact
	for i := 0; i < len(worth); i += 2 {
		name, value := worth[i].(string), worth[i+1].(float64)
		said := fmt.Sprintf("$%g billion", value)
		a.Text += fmt.Sprintf("Zoë said 🎉: %s is worth ", name)
		start := len([]rune(a.Text))
		a.Text += said + ".\n\n"
		v := value * 1e9
		facts = append(facts, fact.Fact{
			ID: fmt.Sprintf("%s-f%d", a.ID, i/2), Type: fact.TypeValuation, Version: 1, Confidence: 0.97,
			Article:  fact.Article{ID: a.ID, URL: a.URL, Title: a.Title, Source: source, Published: a.Published},
			Evidence: fact.Evidence{Field: fact.FieldText, Text: said, Start: start, End: start + len([]rune(said)), Sentence: name + " is worth " + said + "."},
			Company:  &fact.Company{Name: name, ID: strings.ToLower(name)}, Status: fact.StatusActual,
			Amount: &fact.Amount{Low: &v, High: &v, Currency: "USD", Qualifier: fact.Exact},
		})
	}
	s.Store.Update(func(w *store.Writer) {
		w.Article(a, a.Published)
		for i := range facts {
			s.put(w, &facts[i])
		}
	})
}

func (s *site) put(w *store.Writer, f *fact.Fact) {
	s.t.Helper()
	raw, err := json.Marshal(f)
	if err != nil {
		s.t.Fatal(err)
	}
	w.Fact(f, raw, f.Article.Published)
}

func (s *site) add(f fact.Fact) {
	s.t.Helper()
	s.Store.Update(func(w *store.Writer) { s.put(w, &f) })
}

func escaped(text string) string { return url.PathEscape(text) }
