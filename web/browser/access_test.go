package browser

import (
	"fmt"
	"os"
	"strings"
	"testing"
)

// axe returns the source of axe-core.
func axe(t *testing.T) string {
	t.Helper()
	chromium(t)
	source, err := os.ReadFile(os.Getenv("GIGAWIRE_AXE"))
	if err != nil {
		t.Fatal("GIGAWIRE_AXE names no file: ", err)
	}
	return string(source)
}

// violations returns what axe finds wrong with the page, a line each.
func (b *tab) violations(axe string) []string {
	b.t.Helper()
	eval[bool](b, axe+"\n;true")
	return eval[[]string](b, "axe.run().then((r) => r.violations.map((v) => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map((n) => n.html).join(' ')))")
}

// pages returns the addresses of a page of each kind.
func pages(t *testing.T, b *tab, url string) []string {
	t.Helper()
	b.visit(url)
	b.until(whole)
	link := func(selector string) string {
		return eval[string](b, "document.querySelector("+quoted(selector)+").getAttribute('href')")
	}
	return []string{
		"/", "/?company=orrery&min=x", link("article h2 a"), link(".facts a"), link(".names a"), "/companies", "/companies/orrery", "/gigawatts", "/valuations", "/pipeline", "/try", "/nowhere",
	}
}

// TestEveryoneCanUseEveryPage in both themes, on a desktop and on a phone.
func TestEveryoneCanUseEveryPage(t *testing.T) {
	source, url := axe(t), newsroomPage(t)
	for _, s := range []size{desktop, phone} {
		b := open(t, url, s)
		for _, path := range pages(t, b, url) {
			for _, theme := range []string{"light", "dark"} {
				b.theme(theme)
				b.visit(url + path)
				for _, v := range b.violations(source) {
					t.Errorf("%s, %s, %d wide: %s", path, theme, s.width, v)
				}
			}
		}
	}
}

// TestViolationsAreFound shows that the check can fail.
func TestViolationsAreFound(t *testing.T) {
	source := axe(t)
	b := open(t, newsroomPage(t), desktop)
	eval[bool](b, "(document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=\"/static/icon.svg\"><p class=faint>faint</p>'), document.querySelector('.faint').style.color = '#eee', true)")
	got := strings.Join(b.violations(source), "\n")
	if !strings.Contains(got, "image-alt") || !strings.Contains(got, "color-contrast") {
		t.Errorf("found %s", got)
	}
}

// TestPhoneShowsAllOfEveryPage: nothing is wider than the screen but what scrolls
// by itself.
func TestPhoneShowsAllOfEveryPage(t *testing.T) {
	url := newsroomPage(t)
	b := open(t, url, phone)
	for _, path := range pages(t, b, url) {
		b.visit(url + path)
		if width := eval[int64](b, "document.scrollingElement.scrollWidth"); width > phone.width {
			t.Errorf("%s is %d pixels wide, for %q", path, width, eval[[]string](b, "[...document.querySelectorAll('main *')].filter((e) => !e.closest('.scroll, pre') && e.getBoundingClientRect().right > innerWidth).map((e) => e.outerHTML.slice(0, 90))"))
		}
	}
	b.visit(url)
	b.until(whole)
	if under := eval[bool](b, "document.querySelector('.beside').getBoundingClientRect().top >= document.querySelector('.text').getBoundingClientRect().bottom"); !under {
		t.Error("facts are not beneath the text")
	}
	b.wantNoErrors()
}

// TestThemeCanBeChosen, and stays.
func TestThemeCanBeChosen(t *testing.T) {
	url := newsroomPage(t)
	b := open(t, url+"/try", desktop)
	b.theme("light")
	paper := func() string { return eval[string](b, "getComputedStyle(document.documentElement).backgroundColor") }
	light := paper()
	b.click("#theme") // light
	b.click("#theme") // dark
	dark := paper()
	b.visit(url + "/companies")
	if light == dark || paper() != dark || b.text("#theme") != "Theme: dark" {
		t.Errorf("light %s, dark %s, then %s", light, dark, paper())
	}
	b.click("#theme")
	if got := fmt.Sprint(b.text("#theme"), paper()); got != "Theme: system"+light {
		t.Errorf("back at the system's: %s", got)
	}
	b.wantNoErrors()
}
