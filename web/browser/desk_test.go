package browser

import (
	"fmt"
	"math"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// worth is an article that values a company, in billions of dollars.
func worth(id, source, published, company string, billions float64) news {
	return news{
		ID: id, URL: "https://news.example/" + id, Title: fmt.Sprintf("A round for %s", company), Source: source, Published: published,
		Text: fmt.Sprintf("%s is now valued at $%g billion after a funding round, according to a statement on Friday.", company, billions),
	}
}

// TestWhatComesIsShownAtOnce on a page that is open, and passes its filter.
func TestWhatComesIsShownAtOnce(t *testing.T) {
	url := deskPage(t)
	all, filtered := open(t, url, desktop), open(t, url+"/?company=tarn&min=2bn", desktop)
	for _, b := range []*tab{all, filtered} {
		b.until("document.getElementById('pulse').textContent == 'Live'")
	}
	desk.take(t, "live", worth("l1", "The Dispatch", "2026-03-02T07:00:00Z", "Tarn Robotics", 1), worth("l2", "The Dispatch", "2026-03-02T08:00:00Z", "Tarn Robotics", 3),
		worth("l3", "The Dispatch", "2026-03-02T09:00:00Z", "Halberd Semiconductor", 4))
	all.until("['$1 billion', '$3 billion', '$4 billion'].every((v) => [...document.querySelectorAll('mark.valuation')].some((m) => m.textContent == v))")
	filtered.until("document.querySelectorAll('article mark.valuation').length == 1")
	if got := filtered.texts("article .facts .value"); len(got) != 1 || got[0] != "$3 billion" {
		t.Errorf("through the filter came %q", got)
	}
	filtered.click("#pause")
	desk.take(t, "paused", worth("l4", "The Dispatch", "2026-03-03T07:00:00Z", "Tarn Robotics", 5))
	filtered.until("document.getElementById('pause').textContent == 'Resume (1 waiting)'")
	if n := filtered.count("article"); n != 1 {
		t.Errorf("%d articles during a pause", n)
	}
	filtered.click("#pause")
	filtered.until("document.querySelectorAll('article').length == 2")
	all.wantNoErrors()
	filtered.wantNoErrors()
}

// TestPageThatNobodySeesHearsLater what came meanwhile, and holds no connection.
func TestPageThatNobodySeesHearsLater(t *testing.T) {
	url := deskPage(t)
	b := open(t, url+"/?company=mantsala", desktop)
	b.until("document.getElementById('pulse').textContent == 'Live'")
	turn := func(hidden string) {
		eval[bool](b, "(Object.defineProperty(document, 'hidden', { value: "+hidden+", configurable: true }), document.dispatchEvent(new Event('visibilitychange')), true)")
	}
	turn("true")
	desk.take(t, "unseen", worth("u1", "The Dispatch", "2026-03-05T07:00:00Z", "Mantsala Energy", 2))
	watched := open(t, url+"/?company=mantsala", desktop)
	watched.until("document.querySelector('article .facts')")
	if n := b.count("article"); n > 0 {
		t.Errorf("a page that nobody sees shows %d articles", n)
	}
	turn("false")
	b.until("document.querySelector('article .facts')")
	b.wantNoErrors()
}

// TestFactAndSpanLightUpTogether, whichever is pointed at or has the focus.
func TestFactAndSpanLightUpTogether(t *testing.T) {
	url := deskPage(t)
	desk.take(t, "lit", worth("t1", "The Dispatch", "2026-03-04T07:00:00Z", "Loomnet", 7))
	b := open(t, url+"/?company=loomnet", desktop)
	b.until("document.querySelector('article .facts')")
	b.point("article .text mark.valuation")
	b.until("document.querySelector('.facts li.valuation').matches('.lit') && document.querySelector('.text mark.valuation').matches('.lit')")
	b.do(chromedp.MouseEvent(chromedp.MouseMoved, 1, 1))
	b.until("!document.querySelector('.lit')")
	eval[bool](b, "(document.querySelector('.facts li.valuation a').focus(), true)")
	b.until("document.querySelector('.text mark.valuation').matches('.lit')")
	b.wantNoErrors()
}

// TestEmojiAndAccentsShiftNoHighlight.
func TestEmojiAndAccentsShiftNoHighlight(t *testing.T) {
	url := deskPage(t)
	desk.take(t, "emoji", news{
		ID: "e1", URL: "https://news.example/e1", Title: "🚀 Société Générale lends €3 billion", Source: "Le Café 🥐",
		Text: "🚀🎉 “Voilà,” said Zoë Müller. Société Générale will lend €3 billion to Électricité de France, and Nestlé pays CHF 2.1 billion — 👩‍👩‍👧 — " +
			"for a 15% stake in Café Olé, it said. A plant of 1.2 GW in Ålesund follows.",
	})
	b := open(t, url+"/?q="+"Olé", desktop)
	b.until("document.querySelectorAll('article .facts li').length >= 5")
	b.click("article h2 a")
	b.until("document.querySelector('h1 mark')")
	c := eval[comparison](b, highlighted)
	if c.Facts < 8 || len(c.Differ) > 0 {
		t.Errorf("%d facts, of which %q", c.Facts, c.Differ)
	}
	if got := b.texts("mark.gigawatt, mark.stake"); strings.Join(got, " ") != "15% 1.2 GW" {
		t.Errorf("marked: %q", got)
	}
	b.wantNoErrors()
}

// point is a point of a chart: where it leads, and the value that it stands at by
// the axis beside it.
type point struct {
	Href  string
	Value float64
}

// points reads the chart that is seen: the axis gives two places and values, which
// give the value of each place.
const points = `(() => {
	const svg = [...document.querySelectorAll("svg.chart")].find((s) => getComputedStyle(s).display !== "none");
	const axis = [...svg.querySelectorAll("text[text-anchor=end]")].map((t) => [Number(t.getAttribute("y")), parseFloat(t.textContent.replace(/[^0-9.]/g, ""))]);
	const [[y0, v0], [y1, v1]] = [axis[0], axis.at(-1)];
	return [...svg.querySelectorAll("a")].map((a) => ({
		Href: a.getAttribute("href"),
		Value: v0 + (Number(a.querySelector("circle").getAttribute("cy")) - y0) / (y1 - y0) * (v1 - v0),
	}));
})()`

// TestChartHasTheRightPoints, each at its value, in order, and linked to the fact
// that states it, on a desktop and on a phone.
func TestChartHasTheRightPoints(t *testing.T) {
	url := deskPage(t)
	desk.take(t, "chart", worth("c1", "The Dispatch", "2026-03-02T07:00:00Z", "Kestrel Robotics", 5), worth("c2", "Grid Weekly", "2026-06-02T07:00:00Z", "Kestrel Robotics", 9),
		worth("c3", "The Dispatch", "2026-09-02T07:00:00Z", "Kestrel Robotics", 12.5))
	for _, s := range []size{desktop, phone} {
		b := open(t, url+"/?company=kestrel", s)
		b.until("document.querySelectorAll('mark.valuation').length == 3")
		b.visit(url + eval[string](b, "document.querySelector('.names a').getAttribute('href')"))
		got := eval[[]point](b, points)
		if len(got) != 3 {
			t.Fatalf("%d points", len(got))
		}
		for i, want := range []float64{5, 9, 12.5} {
			stated := eval[float64](b, "fetch("+quoted(got[i].Href)+" + '.json').then((r) => r.json()).then((f) => f.amount.high / 1e9)")
			if math.Abs(got[i].Value-want) > 0.05 || stated != want {
				t.Errorf("point %d stands at %.2f and leads to a fact of %v, want %v", i, got[i].Value, stated, want)
			}
		}
		b.wantNoErrors()
	}
}

// TestHostileArticleDoesNothing: it is text on every page that shows it.
func TestHostileArticleDoesNothing(t *testing.T) {
	url := deskPage(t)
	const attack = `<img src=x onerror=alert(1)></p><script>alert(2)</script>" onmouseover="alert(3)`
	desk.take(t, "hostile", news{
		ID: "h1", URL: "https://news.example/h1", Source: "Evil " + attack, Title: "Acme " + attack + " raises $5 million",
		Text: "Acme Robotics " + attack + " raised $5 million on Monday, it said. The company is worth $50 million " + attack + " after the round, according to the statement.",
	})
	b := open(t, url+"/?q=Evil", desktop)
	b.until("document.querySelector('article .facts')")
	article := eval[string](b, "document.querySelector('article h2 a').getAttribute('href')")
	facts := eval[[]string](b, "[...document.querySelectorAll('.facts a')].map((a) => a.getAttribute('href'))")
	for _, path := range append(facts, "/?q=Evil", "/", article, "/companies", "/valuations", "/pipeline") {
		b.visit(url + path)
		if n := b.count("main img, main script"); n > 0 {
			t.Errorf("%s: %d elements are the article's", path, n)
		}
	}
	b.visit(url + article)
	if got := b.text(".text"); !strings.Contains(got, "<script>alert(2)</script>") {
		t.Errorf("the text is not shown as it is: %s", got)
	}
	b.wantNoErrors() // an alert would be one
	if blocked := eval[bool](b, "new Promise((done) => { document.addEventListener('securitypolicyviolation', () => done(true)); "+
		"const s = document.createElement('script'); s.textContent = 'window.ran = true'; document.head.append(s); setTimeout(() => done(false), 1000); })"); !blocked {
		t.Error("a script that is put into the page runs")
	}
}

// TestKeysAreEnough to search, go through articles, pause and open one.
func TestKeysAreEnough(t *testing.T) {
	url := deskPage(t)
	desk.take(t, "keys", worth("k1", "The Dispatch", "2026-04-02T07:00:00Z", "Orrery", 1), worth("k2", "The Dispatch", "2026-04-02T08:00:00Z", "Orrery", 2))
	b := open(t, url+"/?company=orrery", desktop)
	b.until("document.querySelectorAll('article .facts').length == 2 && !document.getElementById('pause').hidden")
	focused := func() string {
		return eval[string](b, "document.activeElement.textContent.trim() || document.activeElement.id")
	}
	b.press(keyTab)
	if got := focused(); got != "Skip to the content" {
		t.Errorf("the first stop is %q", got)
	}
	b.press(keyEnter)
	b.until("document.activeElement.id == 'main' || location.hash == '#main'")
	b.press("j")
	first := eval[string](b, "document.activeElement.getAttribute('href')")
	b.press("j")
	second := eval[string](b, "document.activeElement.getAttribute('href')")
	b.press("k")
	if back := eval[string](b, "document.activeElement.getAttribute('href')"); first == second || back != first || !strings.HasPrefix(first, "/articles/") {
		t.Errorf("j, j, k went to %q, %q, %q", first, second, back)
	}
	if outline := eval[string](b, "getComputedStyle(document.activeElement).outlineStyle"); outline == "none" {
		t.Error("the focus is not seen")
	}
	b.press("p")
	b.until("document.getElementById('pause').getAttribute('aria-pressed') == 'true'")
	b.press("/")
	if got := focused(); got != "search" {
		t.Errorf("/ goes to %q", got)
	}
	b.press("Orrery" + keyEnter)
	b.until("location.search.includes('q=Orrery') && location.search.includes('company=orrery') && !location.search.includes('min=')")
	b.until("!document.getElementById('pause').hidden") // the scripts are there
	b.press("j" + keyEnter)
	b.until("location.pathname.startsWith('/articles/') && document.querySelector('h1')")
	b.wantNoErrors()
}

// TestCopying puts a fact into the clipboard.
func TestCopying(t *testing.T) {
	url := deskPage(t)
	desk.take(t, "copy", worth("y1", "The Dispatch", "2026-05-02T07:00:00Z", "Skerry Bank", 6))
	b := open(t, url+"/?q=Skerry", desktop)
	b.until("document.querySelector('.facts a')")
	b.click(".facts a")
	b.until("document.querySelector('button.copy:not([hidden])')")
	eval[bool](b, "(navigator.clipboard.writeText = async (text) => { window.copied = text; }, true)")
	b.click("section[aria-labelledby=json] button.copy")
	b.until("window.copied")
	if got := eval[float64](b, "JSON.parse(window.copied).amount.high"); got != 6e9 {
		t.Errorf("copied a fact of %s", strconv.FormatFloat(got, 'g', -1, 64))
	}
	b.until("document.getElementById('said').textContent == 'Copied'")
	b.wantNoErrors()
}
