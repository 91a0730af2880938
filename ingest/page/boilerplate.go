package page

import (
	_ "embed"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// invisible reports whether an element shows no text of the page.
func invisible(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Embed,
		atom.Head, atom.Select, atom.Textarea, atom.Input, atom.Button, atom.Canvas, atom.Video, atom.Audio, atom.Math:
		return true
	}
	if attr(n, "aria-hidden") == "true" {
		return true
	}
	for _, a := range n.Attr {
		if a.Key == "hidden" {
			return true
		}
		if a.Key == "style" && strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
			return true
		}
	}
	return false
}

// skipped reports whether an element is no part of the article: what is
// invisible, what stands around articles by its element or role, and what the
// words of its class and id say.
func skipped(n *html.Node) bool {
	if invisible(n) {
		return true
	}
	switch n.DataAtom {
	case atom.Nav, atom.Aside, atom.Footer, atom.Form, atom.Figure, atom.Figcaption, atom.Address, atom.Dialog, atom.Menu, atom.Label, atom.Time:
		return true
	case atom.Body, atom.Html, atom.Article, atom.Main:
		return false
	}
	switch attr(n, "role") {
	case "navigation", "complementary", "banner", "contentinfo", "dialog", "search", "menu", "toolbar", "alert":
		return true
	case "main", "article":
		return false
	}
	return boilerplateClass(n)
}

// boilerplate lists words of class names and ids that mark what stands around
// an article.
//
//go:embed boilerplate.txt
var boilerplate string

// bodyWords are class names that mark the body itself.
var bodyWords = set(`article-body articlebody article__body article-content articlecontent article__content
	story-body storybody story__body story-content story__content entry-content post-content post-body post__content
	post__body body-copy bodycopy content-body article-text articletext article_body article_content story_body
	post_content entry_content news-body news-content news-text`)

var boilerplateWords = set(boilerplate)

func set(words string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(words) {
		out[w] = true
	}
	return out
}

func bodyClass(n *html.Node) bool {
	for _, class := range strings.Fields(strings.ToLower(attr(n, "class") + " " + attr(n, "id"))) {
		if bodyWords[class] {
			return true
		}
	}
	return false
}

// boilerplateClass reports whether a word of the class or id is on the list.
func boilerplateClass(n *html.Node) bool {
	return hasBoilerplate(attr(n, "class")) || hasBoilerplate(attr(n, "id"))
}

// hasBoilerplate looks at the words of a value: what stands between hyphens,
// underscores, spaces and changes of case.
func hasBoilerplate(value string) bool {
	start := 0
	for i := 0; i <= len(value); i++ {
		if i < len(value) && !isDivider(value[i]) && (i == start || !isUpper(value[i]) || isUpper(value[i-1])) {
			continue
		}
		if start < i && boilerplateWords[strings.ToLower(value[start:i])] {
			return true
		}
		start = i
		if i < len(value) && isDivider(value[i]) {
			start = i + 1
		}
	}
	return false
}

func isDivider(c byte) bool {
	return c == '-' || c == '_' || c == ' ' || c == ':' || c == '\n' || c == '\t'
}

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
