package store

import (
	"fmt"
	"runtime"
	"strings"
	"testing"
	"time"
	"unique"

	"github.com/google/go-cmp/cmp"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
)

// TestArticleAndFactsMeetInAnyOrder: their topics say nothing of each other's.
func TestArticleAndFactsMeetInAnyOrder(t *testing.T) {
	a := article.Article{ID: "a", Title: "Of Acme", Text: "Acme is worth 5.", Source: "The Dispatch"}
	for name, articleLast := range map[string]bool{"article first": false, "facts first": true} {
		s := newStore(t, 10)
		if !articleLast {
			s.addArticle(a, at(0))
		}
		s.addFact(t, worth("f1", "a", "Acme", 5), at(1))
		s.addFact(t, power("f2", "a", "Acme", 0.4), at(1))
		if articleLast {
			if got, _ := s.Article("a"); got.Read || got.Article.Title != "" && got.Article.Title != "Of Acme" || len(got.Facts) != 2 {
				t.Errorf("before the article: %+v", got)
			}
			s.addArticle(a, at(2))
		}
		got, ok := s.Article("a")
		if !ok || !got.Read || got.Article.Text != a.Text || len(got.Facts) != 2 || len(got.Raw) != 2 {
			t.Errorf("%s: %+v", name, got)
		}
		f, raw, in, ok := s.Fact("f1")
		if diff := cmp.Diff(worth("f1", "a", "Acme", 5), f); !ok || diff != "" || in.Article.ID != "a" || !strings.Contains(string(raw), `"f1"`) {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

// TestFactSaidAnewHoldsOnce: a repeat is no second fact, and a better model's
// word goes over what was said.
func TestFactSaidAnewHoldsOnce(t *testing.T) {
	s := newStore(t, 10)
	f := worth("f1", "a", "Acme", 5)
	s.addFact(t, f, at(0))
	s.packer.pack(s.entries["a"])
	f.Confidence = 0.5
	s.addFact(t, f, at(1))
	got, _ := s.Article("a")
	if len(got.Facts) != 1 || got.Facts[0].Confidence != 0.5 || s.Size() != (Size{1, 1}) {
		t.Errorf("%+v, %+v", got.Facts, s.Size())
	}
}

// TestStoreKeepsTheNewest, in the order in which they were written, and with them
// goes all that was of the others.
func TestStoreKeepsTheNewest(t *testing.T) {
	s := newStore(t, 3)
	for i, id := range []string{"a", "c", "b", "d"} {
		s.addArticle(article.Article{ID: id, Text: id}, at([]int{0, 2, 1, 3}[i]))
		s.addFact(t, worth("f-"+id, id, "Acme", 5), at(9))
	}
	s.addArticle(article.Article{ID: "old"}, at(-5))
	if got := titles(s.Newest(Filter{}, 10, "")); got != "d c b" {
		t.Errorf("%s, want d c b", got)
	}
	if got := titles(s.Newest(Filter{}, 1, "c")); got != "b" {
		t.Errorf("after c: %s, want b", got)
	}
	_, _, _, ok := s.Fact("f-a")
	if _, there := s.Article("a"); ok || there || s.Size() != (Size{3, 3}) || len(s.packer.queue) != 3 {
		t.Errorf("what was dropped is there: %+v", s.Size())
	}
}

// TestArticlesWithManyFactsTakeRoomFromOthers, so that memory is bounded.
func TestArticlesWithManyFactsTakeRoomFromOthers(t *testing.T) {
	s := newStore(t, 3)
	for i, id := range []string{"a", "b", "c"} {
		s.addArticle(article.Article{ID: id}, at(i))
		for n := range 25 {
			s.addFact(t, worth(fmt.Sprint(id, n), id, "Acme", 5), at(i))
		}
	}
	if got := titles(s.Newest(Filter{}, 10, "")); got != "c b" || s.Size() != (Size{2, 50}) {
		t.Errorf("%s with %+v", got, s.Size())
	}
}

func TestChangesAreToldOnceAndNewestFirst(t *testing.T) {
	s := newStore(t, 10)
	next, last := s.Changed()
	s.Update(func(w *Writer) {
		for _, id := range []string{"a", "b", "c", "a"} {
			w.Article(article.Article{ID: id, Source: "S" + id}, at(0))
		}
	})
	select {
	case <-next:
	case <-time.After(10 * time.Second):
		t.Fatal("nobody is told of an update")
	}
	any := func(string) bool { return true }
	stories, more, now := s.Since(last, Filter{}, func(id string) bool { return id != "c" })
	if titles(stories) != "a b" || more != 1 {
		t.Errorf("%s and %d more, want a b and 1", titles(stories), more)
	}
	if stories, more, _ := s.Since(last, Filter{Source: "sb"}, any); titles(stories) != "b" || more != 0 {
		t.Errorf("filtered: %s and %d more", titles(stories), more)
	}
	if stories, _, _ := s.Since(now, Filter{}, any); len(stories) > 0 {
		t.Errorf("%s changed after the last change", titles(stories))
	}
	s.addFact(t, worth("f", "b", "Acme", 5), at(1))
	if stories, _, _ := s.Since(now, Filter{}, any); titles(stories) != "b" {
		t.Errorf("%s changed, want b", titles(stories))
	}
	for range 3 * mostChanges {
		s.addArticle(article.Article{ID: "x"}, at(1))
		s.addArticle(article.Article{ID: "y"}, at(1))
	}
	if len(s.changes.latest) >= 2*mostChanges {
		t.Errorf("%d changes are remembered", len(s.changes.latest))
	}
}

func TestRowsSayWhatIsCounted(t *testing.T) {
	s := newStore(t, 10)
	f := worth("f", "a", "Acme", 5)
	f.AsOf = "2024-03"
	s.addFact(t, f, at(0))
	s.addArticle(article.Article{ID: "a", DuplicateOf: "b", Source: "S", Published: at(3)}, at(0))
	g := fact.Fact{ID: "g", Type: fact.TypeAmount, Article: fact.Article{ID: "a"}, Amount: &fact.Amount{Qualifier: fact.Vague}, Role: fact.RoleDebt}
	s.addFact(t, g, at(0))
	n := 0
	s.Rows(func(r *Row) bool {
		n++
		switch r.ID {
		case "f":
			if r.At().Format("2006-01") != "2024-03" || r.Said() != at(3) || !r.IsCopy() || r.High != 5 || r.Unit.Value() != "USD" || !r.IsAbout(unique.Make("acme")) {
				t.Errorf("%+v", r)
			}
		case "g":
			if r.HasNumber() || r.At() != at(3) || r.What.Value() != "debt" || r.Source() != "S" || r.IsAbout(unique.Make("acme")) {
				t.Errorf("%+v", r)
			}
		}
		return true
	})
	if n != 2 {
		t.Errorf("%d rows", n)
	}
}

// TestMemoryIsBounded fills a store that is smaller than a page's with articles
// that each have twice the facts of the sample newsroom's, and goes on. What the
// run has beside the page, extractor and broker, has room in the rest of 300 MB.
func TestMemoryIsBounded(t *testing.T) {
	const limit = Limit / 5
	const most = 2*mostFresh + limit*(150<<20/Limit) // bytes: what is unpacked, and the articles
	before := heap()
	s := newStore(t, limit)
	for n := range limit + limit/10 {
		a, facts := news(n)
		s.addArticle(a, at(n))
		for _, f := range facts {
			s.addFact(t, f, at(n))
		}
	}
	size, used := s.Size(), heap()-before
	t.Logf("%d articles with %d facts in %d MB", size.Articles, size.Facts, used>>20)
	if size.Facts != factsPerArticle*limit-factsPerArticle*limit%24 || used > most {
		t.Errorf("%+v take %d bytes, want at most %d", size, used, most)
	}
	runtime.KeepAlive(s)
}

func heap() uint64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC() // what the first one found to be finalised
	runtime.ReadMemStats(&m)
	return m.HeapAlloc
}
