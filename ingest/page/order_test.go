package page

import (
	"strings"
	"testing"
)

// TestLiveBlogsAndListsKeepTheirOrder: each post with its time, each entry with
// its heading, in the order of the page.
func TestLiveBlogsAndListsKeepTheirOrder(t *testing.T) {
	const sentence = "The price of iron has fallen by a third since the spring, and nobody in London knows why."
	var posts, entries, items strings.Builder
	var wantPosts, wantEntries, wantItems []string
	for _, n := range []string{"12:40", "12:10", "11:55", "10:30", "09:15", "09:05"} {
		posts.WriteString(`<article class="live-post" id="p` + n + `"><header><time datetime="2026-03-01T` + n + `:00Z">` + n + `</time><h2>Post of ` + n + `</h2></header>
			<div class="post-body"><p>At ` + n + `. ` + sentence + `</p></div><div class="share"><a href="/s">Share this post</a></div></article>`)
		wantPosts = append(wantPosts, "Post of "+n, "At "+n+". "+sentence)
	}
	for _, n := range []string{"5", "4", "3", "2", "1"} {
		entries.WriteString(`<section><h3><a href="/e` + n + `">` + n + `. Entry of ` + n + `</a></h3><figure><figcaption>Photo</figcaption></figure><p>No ` + n + `: ` + sentence + `</p></section>`)
		wantEntries = append(wantEntries, n+". Entry of "+n, "No "+n+": "+sentence)
		items.WriteString("<li>Item " + n + ": " + sentence + "</li>")
		wantItems = append(wantItems, "Item "+n+": "+sentence)
	}
	for name, c := range map[string]struct {
		page string
		want []string
	}{
		"live blog": {"<main class=live-blog><h1>Iron</h1><div class=posts>" + posts.String() + "</div></main>", wantPosts},
		"list":      {"<article class=listicle><h1>Iron</h1>" + entries.String() + "</article>", wantEntries},
		"items":     {"<article><h1>Iron</h1><p>" + sentence + "</p><ol>" + items.String() + "</ol></article>", wantItems},
	} {
		a, err := New().HTML([]byte("<html lang=en><title>Iron</title><body>"+c.page+"</body></html>"), "", "")
		at := 0
		for _, want := range c.want {
			i := strings.Index(a.Text[at:], want)
			if i < 0 {
				t.Errorf("%s: %q is not where it belongs (%v) in\n%s", name, want, err, a.Text)
				break
			}
			at += i + len(want)
		}
		if strings.Contains(a.Text, "Share") || strings.Contains(a.Text, "Photo") {
			t.Errorf("%s: what is around it is in\n%s", name, a.Text)
		}
	}
}
