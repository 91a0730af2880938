// Package view is the look that the page and self-contained reports share: the
// stylesheet, and how an article is shown with its spans highlighted and its
// facts beside it.
//
// Whatever is shown goes through html/template: the text of an article is never
// taken for anything else.
package view

import (
	"embed"
	"html/template"
	"io/fs"
)

//go:embed *.html style.css spans.js
var files embed.FS

// Parts are the templates "article", "facts", "fact", "pieces" and "when", for
// others to build on. The caller may add to them.
func Parts() (*template.Template, error) {
	return template.New("").ParseFS(files, "*.html")
}

// Assets are the stylesheet, style.css, and the script, spans.js, that an
// article needs.
func Assets() fs.FS { return files }
