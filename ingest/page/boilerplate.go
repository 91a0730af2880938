package page

import (
	_ "embed"
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// invisible reports whether an element shows no text of the page.
func invisible(n *html.Node) bool { return textless(n) || concealed(n) }

// textless reports whether what an element holds is no text of the page.
func textless(n *html.Node) bool {
	switch n.DataAtom {
	case atom.Script, atom.Style, atom.Noscript, atom.Template, atom.Svg, atom.Iframe, atom.Object, atom.Embed,
		atom.Head, atom.Select, atom.Textarea, atom.Input, atom.Button, atom.Canvas, atom.Video, atom.Audio, atom.Math:
		return true
	}
	return false
}

// concealed reports whether the attributes of an element say not to show it,
// which a script may undo.
func concealed(n *html.Node) bool {
	for _, a := range n.Attr {
		switch a.Key {
		case "hidden":
			return true
		case "aria-hidden":
			if a.Val == "true" {
				return true
			}
		case "style":
			if strings.Contains(strings.ReplaceAll(a.Val, " ", ""), "display:none") {
				return true
			}
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
	case atom.Body, atom.Html, atom.Article, atom.Main, atom.Blockquote:
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
func boilerplateClass(n *html.Node) bool { return namedFrom(n, boilerplateWords) }

// unpardonable are words of what may be longer than an article and is none.
var unpardonable = set(`comment comments commenting disqus respond reply related recommended recommendations cookie
	cookies consent gdpr menu footer nav navigation`)

// pardonable reports whether a skipped element may hold the article after all,
// as one with the page's heading does whatever its name.
func pardonable(n *html.Node, heading bool) bool {
	switch n.DataAtom {
	case atom.Nav, atom.Footer, atom.Dialog, atom.Menu:
		return false
	}
	return heading || !namedFrom(n, unpardonable)
}

// namedFrom reports whether a word of an element's class names or id is among
// some.
func namedFrom(n *html.Node, words map[string]bool) bool {
	for _, a := range n.Attr {
		if a.Key != "class" && a.Key != "id" {
			continue
		}
		for name := range strings.FieldsSeq(a.Val) {
			if !tellsOfContent(name) && hasWord(name, words) {
				return true
			}
		}
	}
	return false
}

// tellsOfContent reports whether a name, such as has-sidebar, says what stands
// in an element or beside it, and not what it is.
func tellsOfContent(name string) bool {
	for _, beginning := range []string{"has-", "with-", "without-", "no-", "has_", "with_", "no_"} {
		if strings.HasPrefix(name, beginning) {
			return true
		}
	}
	return false
}

// hasWord looks at the words of a name: what stands between hyphens,
// underscores and changes of case.
func hasWord(name string, words map[string]bool) bool {
	start := 0
	for i := 0; i <= len(name); i++ {
		if i < len(name) && !isDivider(name[i]) && (i == start || !isUpper(name[i]) || isUpper(name[i-1])) {
			continue
		}
		if start < i && words[strings.ToLower(name[start:i])] {
			return true
		}
		start = i
		if i < len(name) && isDivider(name[i]) {
			start = i + 1
		}
	}
	return false
}

func isDivider(c byte) bool { return c == '-' || c == '_' || c == ':' }

func isUpper(c byte) bool { return c >= 'A' && c <= 'Z' }
