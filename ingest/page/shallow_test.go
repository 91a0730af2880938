package page

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest"
)

// TestDeepNestingKeepsTheArticle and what the page says of it, whatever is
// nested, and whether it is closed.
func TestDeepNestingKeepsTheArticle(t *testing.T) {
	const one, two = "The price of iron has fallen by a third since the spring, traders say.", "It is as low as in the year of the great flood, and nobody buys."
	head := `<html lang=en><title>Deep</title><link rel=canonical href="/deep"><meta property="article:published_time" content="2026-03-01T08:00:00Z">`
	for name, body := range map[string]string{
		"paragraphs":    strings.Repeat("<div>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>" + strings.Repeat("</div>", 10_000),
		"left open":     strings.Repeat("<div>", 10_000) + "<p>" + one + "<p>" + two,
		"bare text":     strings.Repeat("<div>", 10_000) + "<div>" + one + "</div><div>" + two + "</div>",
		"inline":        strings.Repeat("<div>", 300) + strings.Repeat("<span>", 10_000) + "<p>" + one + strings.Repeat("</span>", 10_000) + "<p>" + two,
		"sections":      strings.Repeat("<section><b><i>", 5_000) + "<p>" + one + "</p></i></b></section><p>" + two,
		"elsewhere":     "<article><p>" + one + "</p><p>" + two + "</p></article>" + strings.Repeat("<ul><li>", 10_000),
		"stray ends":    strings.Repeat("<div></b></nav>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>",
		"self-closing":  strings.Repeat("<div/>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>",
		"names unknown": strings.Repeat("<x-box>", 10_000) + "<p>" + one + "</p><p>" + two + "</p>",
	} {
		a, err := New().HTML([]byte(head+"<body><script>var x = '</p>'</script>"+body), "", "https://news.example/deep?from=a")
		if err != nil || a.Text != one+"\n\n"+two || a.Title != "Deep" || a.Published.IsZero() || a.CanonicalURL != "https://news.example/deep" {
			t.Errorf("%s: %+v, error %v", name, a, err)
		}
	}
}

// TestWhatCannotBeMadeShallowIsRejected: styles that go on behind the element
// that they begin in, more and more of them.
func TestWhatCannotBeMadeShallowIsRejected(t *testing.T) {
	var page strings.Builder
	for i := range 1000 {
		fmt.Fprintf(&page, "<div><font color=%d><p>x</div>", i)
	}
	if _, err := New().HTML([]byte(page.String()), "", ""); !errors.Is(err, ingest.ErrMalformed) {
		t.Errorf("error %v", err)
	}
}

// TestManyParagraphs are read, as many as an article may have, and no more are
// waited for.
func TestManyParagraphs(t *testing.T) {
	one := "The price of iron has fallen by a third."
	a, err := New().HTML([]byte("<html lang=en>"+strings.Repeat("<p>"+one+"</p>", 20_000)), "", "")
	if err != nil || strings.Count(a.Text, one) != 20_000 {
		t.Errorf("%d paragraphs, error %v", strings.Count(a.Text, one), err)
	}
	long := strings.Repeat(one+"\n\n", 100_000)
	for name, read := range map[string]func() error{
		"page":     func() error { _, err := New().HTML([]byte(strings.Repeat("<p>"+one, 100_000)), "", ""); return err },
		"text":     func() error { _, err := New().Text([]byte(long), ""); return err },
		"markdown": func() error { _, err := New().Markdown([]byte(long), ""); return err },
		"object": func() error {
			_, err := New().JSON([]byte(`{"text":"` + strings.Repeat(one, 100_000) + `"}`))
			return err
		},
	} {
		if err := read(); !errors.Is(err, ingest.ErrTooLarge) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}
