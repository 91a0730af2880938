package web

import (
	"bytes"
	"html/template"
	"net/http"
	"path"
	"slices"
	"strings"

	"github.com/gigawire/gigawire/web/view"
)

// readTemplates returns the template of each page, by the name of its file.
func readTemplates() (map[string]*template.Template, error) {
	parts, err := view.Parts()
	if err != nil {
		return nil, err
	}
	if _, err := parts.Funcs(functions()).ParseFS(files, "pages/layout.html"); err != nil {
		return nil, err
	}
	entries, err := files.ReadDir("pages")
	if err != nil {
		return nil, err
	}
	out := map[string]*template.Template{}
	for _, entry := range entries {
		page, err := parts.Clone()
		if err != nil {
			return nil, err
		}
		if out[strings.TrimSuffix(entry.Name(), ".html")], err = page.ParseFS(files, path.Join("pages", entry.Name())); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// frame is what each page is filled in with.
type frame struct {
	// Title is that of the page, and Here the page in the list of pages that it
	// belongs to.
	Title, Here string
	// Script is the name of its script, empty for none.
	Script string
	// Data are the page's own.
	Data any
}

// tab is a page in the list of pages.
type tab struct{ Name, Path string }

func tabs() []tab {
	return []tab{
		{"Live", "/"}, {"Companies", "/companies"}, {"Gigawatts", "/gigawatts"}, {"Valuations", "/valuations"},
		{"Pipeline", "/pipeline"}, {"Try it", "/try"},
	}
}

// show answers with a page.
func (p *Page) show(w http.ResponseWriter, status int, page string, f frame) {
	p.write(w, status, page, "layout", f)
}

// write answers with a part of a page. What cannot be filled in is an error of
// ours, and no half of it is sent.
func (p *Page) write(w http.ResponseWriter, status int, page, part string, data any) {
	var b bytes.Buffer
	if err := p.templates[page].ExecuteTemplate(&b, part, data); err != nil {
		p.Log.Error("filling in a page", "page", page, "error", err)
		http.Error(w, "this page cannot be shown: the log says why", http.StatusInternalServerError)
		return
	}
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the browser may have gone
}

// missing answers a request for what is not there.
func (p *Page) missing(w http.ResponseWriter, r *http.Request) {
	what := "There is no such page"
	if kind := strings.Split(strings.Trim(r.URL.Path, "/"), "/")[0]; slices.Contains([]string{"articles", "facts", "companies"}, kind) {
		what = "It is not among the newest articles that this page holds, or the address is wrong"
	}
	p.show(w, http.StatusNotFound, "missing", frame{Title: "Not found", Data: what})
}
