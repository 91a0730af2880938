package duplicate

import (
	"errors"
	"iter"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/ingest/article"
)

// records is a log in memory.
type records [][]byte

func (r *records) Append(more [][]byte) error { *r = append(*r, more...); return nil }

func (r *records) All() iter.Seq2[[]byte, error] {
	return func(yield func([]byte, error) bool) {
		for _, record := range *r {
			if !yield(record, nil) {
				return
			}
		}
	}
}

// clock is what a test says the time is.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

var noon = time.Date(2026, 11, 2, 12, 0, 0, 0, time.UTC)

func open(t testing.TB, c Config, log Log, at *clock) *Finder {
	t.Helper()
	f, err := Open(c, log, at.now)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func newFinder(t testing.TB) *Finder {
	return open(t, DefaultConfig(), &records{}, &clock{noon})
}

// mark returns what an article is a copy of.
func (f *Finder) mark(id, text string) string {
	a := article.Article{ID: id, Text: text}
	f.Mark(&a)
	return a.DuplicateOf
}

// TestCopiesAreFound among other news, and for what they are.
func TestCopiesAreFound(t *testing.T) {
	const stories = 300
	w := newNewswriter(1)
	for _, c := range []struct {
		kind   string
		change func(string) string
		least  float64 // the share that is found
	}{
		{"word for word", func(s string) string { return s }, 1},
		{"with capitals and marks changed", func(s string) string { return strings.ToUpper(strings.ReplaceAll(s, ". ", " – ")) }, 1},
		{"a wire's prefix", w.prefixed, 0.97},
		{"a cut tail", w.cut, 0.95},
		{"10 % edits", w.edited, 0.95},
		{"a prefix and edits", func(s string) string { return w.prefixed(w.edited(s)) }, 0.9},
		{"a prefix and a cut tail", func(s string) string { return w.prefixed(w.cut(s)) }, 0.8},
	} {
		f, texts := newFinder(t), make([]string, stories)
		for i := range texts {
			texts[i] = w.report()
			if i%3 == 0 {
				texts[i] = w.release()
			}
			f.mark(strconv.Itoa(i), texts[i])
			f.mark("other"+strconv.Itoa(i), w.story())
		}
		found := 0
		for i, text := range texts {
			of := f.mark("copy"+strconv.Itoa(i), c.change(text))
			if of != "" && of != strconv.Itoa(i) {
				t.Errorf("%s: a copy of %d is taken for one of %s", c.kind, i, of)
			}
			found += count(of != "")
		}
		share := float64(found) / stories
		t.Logf("%s: %.3f", c.kind, share)
		if share < c.least {
			t.Errorf("%s: %.3f of copies are found, want %.2f", c.kind, share, c.least)
		}
	}
}

// TestUnrelatedTextsAreNoCopies, though they share templates, what companies
// say of themselves, and agencies' formulas.
func TestUnrelatedTextsAreNoCopies(t *testing.T) {
	if n := wrong(t, 5_000); n > 0 {
		t.Errorf("%d of 5,000 texts are taken for copies", n)
	}
}

// wrong returns how many of so many unrelated texts are taken for copies.
func wrong(t testing.TB, stories int) int {
	w, f, n := newNewswriter(2), newFinder(t), 0
	texts := make([]string, stories)
	for i := range texts {
		texts[i] = w.story()
		if of := f.mark(strconv.Itoa(i), texts[i]); of != "" {
			first, _ := strconv.Atoi(of)
			if n < 5 {
				t.Logf("%q\nis taken for a copy of\n%q", texts[i], texts[first])
			}
			n++
		}
	}
	return n
}

// TestCopyNamesTheFirst: a copy of a copy is one of the article met first.
func TestCopyNamesTheFirst(t *testing.T) {
	w, f := newNewswriter(4), newFinder(t)
	text := w.prose(300)
	for id, c := range []struct{ text, want string }{
		{text, ""}, {w.prefixed(text), "0"}, {w.prefixed(w.edited(text)), "0"}, {w.prose(300), ""}, {"", ""}, {"", ""}, {"Too short to tell.", ""}, {"Too short to tell.", ""},
	} {
		if got := f.mark(strconv.Itoa(id), c.text); got != c.want {
			t.Errorf("article %d is a copy of %q, want %q", id, got, c.want)
		}
	}
}

// TestNewVersionIsNoCopy of the old one, nor of what was copied from that.
func TestNewVersionIsNoCopy(t *testing.T) {
	w, f := newNewswriter(5), newFinder(t)
	text := w.prose(300)
	for _, c := range []struct{ id, text, want string }{
		{"a", text, ""}, {"b", w.prefixed(text), "a"}, {"a", text + " " + w.prose(30), ""}, {"b", w.edited(text), "a"}, {"a", text, ""},
	} {
		if got := f.mark(c.id, c.text); got != c.want {
			t.Errorf("%s is a copy of %q, want %q", c.id, got, c.want)
		}
	}
}

// TestFinderForgets what is older than the window, and the oldest where there
// is no room.
func TestFinderForgets(t *testing.T) {
	w, at := newNewswriter(6), &clock{noon}
	f := open(t, Config{Window: time.Hour, Articles: 100}, &records{}, at)
	first, second := w.prose(200), w.prose(200)
	f.mark("first", first)
	at.at = noon.Add(40 * time.Minute)
	f.mark("second", second)
	at.at = noon.Add(61 * time.Minute)
	if got := f.mark("copy", first); got != "" {
		t.Errorf("after the window a copy is one of %q", got)
	}
	for i := range 98 {
		f.mark(strconv.Itoa(i), w.prose(200))
	}
	if got := f.mark("second copy", second); got != "second" {
		t.Errorf("within the last 100 a copy is one of %q", got)
	}
	for i := range 150 {
		f.mark("more"+strconv.Itoa(i), w.prose(200))
	}
	if got := f.mark("third copy", second); got != "" {
		t.Errorf("after 100 others a copy is one of %q", got)
	}
}

// TestFinderOutlivesARestart with what was saved, and only that.
func TestFinderOutlivesARestart(t *testing.T) {
	w, at, log := newNewswriter(7), &clock{noon}, &records{}
	f := open(t, DefaultConfig(), log, at)
	saved, lost := w.prose(200), w.prose(200)
	f.mark("saved", saved)
	f.mark("copy", saved)
	if err := f.Save(); err != nil {
		t.Fatal(err)
	}
	f.mark("lost", lost)
	*log = append(*log, []byte("no record"))
	f = open(t, DefaultConfig(), log, at)
	if got := f.mark("later", w.edited(saved)); got != "saved" {
		t.Errorf("a copy of what was saved is one of %q", got)
	}
	if got := f.mark("later too", lost); got != "" {
		t.Errorf("a copy of what was not saved is one of %q", got)
	}
}

// failing is a log that is broken.
type failing struct{ records }

var errBroken = errors.New("the disk is full")

func (failing) Append([][]byte) error { return errBroken }

// TestSaveTriesAgain what could not be saved.
func TestSaveTriesAgain(t *testing.T) {
	log := &records{}
	f := open(t, DefaultConfig(), &failing{}, &clock{noon})
	f.mark("a", newNewswriter(8).prose(100))
	if err := f.Save(); !errors.Is(err, errBroken) {
		t.Errorf("error %v", err)
	}
	f.log = log
	if err := f.Save(); err != nil || len(*log) != 1 {
		t.Errorf("%d records, error %v", len(*log), err)
	}
}

func TestConfigSaysWhatIsWrong(t *testing.T) {
	if err := DefaultConfig().Validate(); err != nil {
		t.Error(err)
	}
	for want, c := range map[string]Config{
		"duplicates.window is 0s": {Articles: 1}, "duplicates.articles is 0": {Window: time.Hour}, "duplicates.articles is 2147483648": {Window: time.Hour, Articles: 1 << 31},
	} {
		if err := c.Validate(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("error %v, want %s", err, want)
		}
	}
}
