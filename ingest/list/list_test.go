package list

import (
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/poll"
	"github.com/gigawire/gigawire/ingest/poll/polltest"
)

func newList(t *testing.T, s *polltest.Site, d *polltest.Desk, once bool, entries ...string) []poll.Task {
	t.Helper()
	tasks, err := New(Config{Pages: entries, Once: once}, d.Visitor(polltest.Fetcher(t, s)))
	if err != nil {
		t.Fatal(err)
	}
	return tasks
}

func write(t *testing.T, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "pages.txt")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// takeAll takes in a list, slot after slot.
func takeAll(t *testing.T, d *polltest.Desk, tasks []poll.Task) (titles []string, rejected []*ingest.Rejection) {
	t.Helper()
	for _, task := range tasks {
		for _, delivery := range d.TakeAll(t, task) {
			if delivery.Rejection != nil {
				rejected = append(rejected, delivery.Rejection)
			} else {
				titles = append(titles, delivery.Article.Title)
			}
		}
	}
	return titles, rejected
}

// TestEachPageOfAListIsTakenInOnce, from the list itself and from files, also
// over a restart; a line that is no address is set aside with its place.
func TestEachPageOfAListIsTakenInOnce(t *testing.T) {
	pages := map[string]polltest.Document{}
	for i := range 50 {
		pages[fmt.Sprintf("/%d", i)] = polltest.Page(fmt.Sprintf("Story %d", i))
	}
	s, d := polltest.NewSite(t, pages), polltest.NewDesk()
	text := "\ufeff# stories\r\n\r\n"
	for i := range 50 {
		text += fmt.Sprintf("%s/%d?utm_source=x\r\n", s.URL(), i)
	}
	file := write(t, text+"no address\n"+s.URL()+"/missing")
	titles, rejected := takeAll(t, d, newList(t, s, d, true, s.URL()+"/3", file))
	if slices.Sort(titles); len(titles) != 50 || len(slices.Compact(titles)) != 50 {
		t.Errorf("%d articles: %q", len(titles), titles)
	}
	var said []string
	for _, r := range rejected {
		said = append(said, r.Reason+" "+r.Err.Error())
	}
	if all := strings.Join(said, "\n"); len(said) != 2 || !strings.Contains(all, "malformed") || !strings.Contains(all, file+", line 53") || !strings.Contains(all, "404") {
		t.Errorf("set aside: %s", all)
	}
	titles, rejected = takeAll(t, d, newList(t, s, d, true, file))
	if len(titles) != 0 || len(rejected) != 1 || s.Visits("/3") != 1 || s.Visits("/missing") != 1 {
		t.Errorf("a second run takes in %q; asked for %q", titles, s.Asked())
	}
}

// TestPageOfAListIsTriedAgain by a run that stays.
func TestPageOfAListIsTriedAgain(t *testing.T) {
	s, d := polltest.NewSite(t, map[string]polltest.Document{"/1": {Status: http.StatusBadGateway}}), polltest.NewDesk()
	task := newList(t, s, d, false, s.URL()+"/1")[0]
	if got := d.Until(t, task, time.Minute); len(got) > 0 {
		t.Fatalf("deliveries %+v", got)
	}
	s.Set("/1", polltest.Page("It is back"))
	d.At = d.At.Add(10 * time.Minute)
	if got := d.TakeAll(t, task); len(got) != 1 || got[0].Article.Title != "It is back" {
		t.Errorf("deliveries %+v", got)
	}
}

func TestEntriesAreChecked(t *testing.T) {
	for entry, said := range map[string]string{
		"https://news.example/1": "", "ftp://news.example/1": "http://", "": "http://", "nowhere.txt": "nowhere.txt", t.TempDir(): "sources.paths", write(t, ""): "",
	} {
		_, err := New(Config{Pages: []string{entry}}, nil)
		if (err == nil) != (said == "") || err != nil && (!strings.Contains(err.Error(), said) || !strings.Contains(err.Error(), "sources.pages")) {
			t.Errorf("%q: error %v", entry, err)
		}
	}
}

// TestLineThatIsNoAddressEndsNoList, however long it is.
func TestLineThatIsNoAddressEndsNoList(t *testing.T) {
	s, d := polltest.NewSite(t, map[string]polltest.Document{"/1": polltest.Page("Story")}), polltest.NewDesk()
	titles, rejected := takeAll(t, d, newList(t, s, d, true, write(t, strings.Repeat("a", 1<<20)+"\n"+s.URL()+"/1\n"+strings.Repeat("b", 1<<20))))
	if len(titles) != 1 || len(rejected) != 2 || !strings.Contains(rejected[1].Err.Error(), "line 3 is no address") {
		t.Errorf("titles %q, %d rejections", titles, len(rejected))
	}
}
