package browser

import (
	"regexp"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"github.com/gigawire/gigawire/sink/kafka"
)

// TestDeadLetterIsShown with its reason, on a page that renews itself.
func TestDeadLetterIsShown(t *testing.T) {
	url := deskPage(t)
	desk.drop(t, "broken.html", []byte("\x89PNG\r\n\x1a\n\x00\x01"))
	b := open(t, url+"/pipeline", desktop)
	for b.count(".letters details") == 0 {
		b.visit(url + "/pipeline")
	}
	if got := b.text(".letters"); !strings.Contains(got, "binary") || !strings.Contains(got, "broken.html") {
		t.Errorf("letters: %s", got)
	}
	b.until("[...document.querySelectorAll('#now td')].some((d) => d.textContent == 'articles.dead' && Number(d.nextElementSibling.textContent) > 0)") // it renews itself
	b.wantNoErrors()
}

// TestDeadLettersArePutBack with the token, and not with another. What is put
// back here is broken still, and comes again.
func TestDeadLettersArePutBack(t *testing.T) {
	url := deskPage(t)
	b := open(t, url, desktop)
	brokers := regexp.MustCompile(`--brokers (\S+)`).FindStringSubmatch(eval[string](b, "document.querySelector('.bar-live pre').textContent"))
	c := kafka.DefaultConfig()
	c.Brokers = brokers[1:]
	client, err := kafka.Connect(t.Context(), c, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.Publish(t.Context(), []kafka.Message{{Topic: c.ArticlesTopic(), Key: []byte("k"), Value: []byte("{<b>no article")}}); err != nil {
		t.Fatal(err)
	}
	const form = "form[action='/pipeline/replay']"
	for b.count(form) == 0 {
		b.visit(url + "/pipeline")
	}
	if got := b.texts(".letters[aria-label='extract: undecodable'] pre"); len(got) != 1 || got[0] != "{<b>no article" {
		t.Errorf("the letter holds %q", got)
	}
	for _, typed := range []struct{ token, said string }{{"another", "the token is not that of http.token"}, {token, "1 letter was put back."}} {
		b.visit(url + "/pipeline")
		b.do(chromedp.SendKeys(chromedp.CSS(form+" input[name=token]"), typed.token), chromedp.Click(chromedp.CSS(form+" button")))
		b.until("document.body.innerText.includes(" + quoted(typed.said) + ")")
	}
	for !strings.Contains(strings.Join(b.texts(".letters summary"), " "), "put back") {
		b.visit(url + "/pipeline")
	}
}
