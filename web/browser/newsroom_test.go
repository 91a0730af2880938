package browser

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// whole is true on the live page when the sample newsroom is read.
const whole = "document.querySelectorAll('article .facts').length >= 15 && document.getElementById('pulse').textContent == 'Live'"

// TestNewsroomComesLive: the articles come onto a page that was opened before
// they were read, and their facts with them.
func TestNewsroomComesLive(t *testing.T) {
	b := open(t, newsroomPage(t), desktop)
	b.until(whole)
	if got := b.texts("main article h2"); len(got) < 16 {
		t.Errorf("%d articles: %q", len(got), got)
	}
	b.wantNoErrors()
	b.until("performance.getEntriesByName('first-contentful-paint').length")
	paint := eval[float64](b, "performance.getEntriesByName('first-contentful-paint')[0].startTime")
	t.Logf("first paint of the live page after %.0f ms", paint)
}

// highlighted compares, in the page of an article, what is marked for each fact
// with the words that the fact gives: it returns how many facts were compared,
// and what differs.
const highlighted = `(async () => {
	const differ = [];
	const ids = [...document.querySelectorAll("[data-facts]:not(mark)")].map((e) => e.dataset.facts).filter((id) => !id.includes(" "));
	for (const id of new Set(ids)) {
		const fact = await (await fetch("/facts/" + id + ".json")).json();
		const inTitle = fact.evidence.field === "title";
		const marks = [...document.querySelectorAll(inTitle ? "h1 mark" : ".text mark")].filter((m) => m.dataset.facts.split(" ").includes(id));
		const all = marks.map((m) => m.textContent).join("");
		const want = fact.mentions ? fact.mentions.map((m) => m.text).join("") : fact.evidence.text;
		if (all !== want) differ.push(all + " is marked for " + want);
	}
	return { Facts: ids.length, Differ: differ };
})()`

type comparison struct {
	Facts  int
	Differ []string
}

// TestHighlightsAreAtTheRightCharacters of every article of the sample newsroom.
func TestHighlightsAreAtTheRightCharacters(t *testing.T) {
	url := newsroomPage(t)
	b := open(t, url, desktop)
	b.until(whole)
	facts := 0
	for _, path := range eval[[]string](b, "[...document.querySelectorAll('article h2 a')].map((a) => a.getAttribute('href'))") {
		b.visit(url + path)
		c := eval[comparison](b, highlighted)
		facts += c.Facts
		for _, d := range c.Differ {
			t.Errorf("%s: %s", path, d)
		}
	}
	if facts < 150 {
		t.Errorf("%d facts were compared", facts)
	}
	b.wantNoErrors()
}

// TestPictures takes the pictures of the documents, where GIGAWIRE_PICTURES names
// a directory for them.
func TestPictures(t *testing.T) {
	url, dir := newsroomPage(t), os.Getenv("GIGAWIRE_PICTURES")
	if dir == "" {
		t.Skip("GIGAWIRE_PICTURES names no directory")
	}
	b := open(t, url, size{1280, 860})
	b.until(whole)
	orrery := eval[string](b, "[...document.querySelectorAll('article h2 a')].find((a) => a.textContent.startsWith('Orrery')).getAttribute('href')")
	for _, p := range []struct{ name, theme, path string }{
		{"live", "light", "/?q=campus"}, {"article-dark", "dark", orrery}, {"pipeline", "light", "/pipeline"}, {"gigawatts", "light", "/gigawatts"},
	} {
		b.theme(p.theme)
		b.visit(url + p.path)
		if err := os.WriteFile(filepath.Join(dir, p.name+".png"), b.picture(), 0o644); err != nil { //nolint:gosec // for everyone to see
			t.Fatal(err)
		}
	}
	b.wantNoErrors()
}

// TestTryIt finds the facts of a text while it is pasted.
func TestTryIt(t *testing.T) {
	b := open(t, newsroomPage(t)+"/try", desktop)
	text := "🎉 Zoë’s Kestrel Robotics was valued at $12.5 billion in a round led by Sequoia Capital, it said on Friday."
	b.until("document.getElementById('theme').textContent.startsWith('Theme')") // the scripts are there
	eval[bool](b, "(() => { const t = document.getElementById('text'); t.value = "+quoted(text)+"; t.dispatchEvent(new Event('input')); return true; })()")
	b.until("document.querySelector('#found mark.valuation')")
	if got := b.texts("#found mark.valuation"); len(got) != 1 || got[0] != "$12.5 billion" {
		t.Errorf("marked: %q", got)
	}
	if got := strings.Join(b.texts("#found .because"), " "); !strings.Contains(got, "because") || !strings.Contains(got, "valu") {
		t.Errorf("reasons: %q", got)
	}
	b.wantNoErrors()
}
