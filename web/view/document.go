package view

import (
	"crypto/sha256"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"

	"github.com/gigawire/gigawire/ingest/article"
)

// Document is a self-contained page: it needs no other file and asks for none.
// It is written as it is added to.
type Document struct {
	w     io.Writer
	parts *template.Template
}

// Begin begins a document on w. Nothing of it is kept in memory.
func Begin(w io.Writer, title string) (*Document, error) {
	parts, err := Parts()
	if err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	style, err := files.ReadFile("style.css")
	if err != nil {
		return nil, fmt.Errorf("reading stylesheet: %w", err)
	}
	script, err := files.ReadFile("spans.js")
	if err != nil {
		return nil, fmt.Errorf("reading script: %w", err)
	}
	d := &Document{w, parts}
	return d, d.write("begin", map[string]any{
		"Title": title, "Style": template.CSS(style), "Policy": policy(style, script), //nolint:gosec // our own
	})
}

// policy lets a document's own style and script be used, and nothing else.
func policy(style, script []byte) string {
	return fmt.Sprintf("default-src 'none'; style-src '%s'; script-src '%s'; base-uri 'none'; form-action 'none'", hash(style), hash(script))
}

func hash(of []byte) string {
	sum := sha256.Sum256(of)
	return "sha256-" + base64.StdEncoding.EncodeToString(sum[:])
}

func (d *Document) write(part string, data any) error {
	if err := d.parts.ExecuteTemplate(d.w, part, data); err != nil {
		return fmt.Errorf("writing document: %w", err)
	}
	return nil
}

// Article adds an article with its spans highlighted and its facts beside it.
func (d *Document) Article(a article.Article, facts []Explained) error {
	part, err := d.Part(a, facts)
	if err != nil {
		return err
	}
	return d.HTML(part)
}

// Part returns what Article adds, for HTML. It may be called by several
// goroutines.
func (d *Document) Part(a article.Article, facts []Explained) (template.HTML, error) {
	var b strings.Builder
	if err := d.parts.ExecuteTemplate(&b, "article", newArticle(a, facts)); err != nil {
		return "", fmt.Errorf("writing an article: %w", err)
	}
	return template.HTML(b.String()), nil //nolint:gosec // html/template has escaped it
}

// HTML adds what the caller made with html/template or the package chart.
func (d *Document) HTML(html template.HTML) error {
	if _, err := io.WriteString(d.w, string(html)); err != nil {
		return fmt.Errorf("writing document: %w", err)
	}
	return nil
}

// End ends the document. The writer is not closed.
func (d *Document) End() error {
	script, err := files.ReadFile("spans.js")
	if err != nil {
		return fmt.Errorf("reading script: %w", err)
	}
	return d.write("end", map[string]any{"Script": template.JS(script)}) //nolint:gosec // our own
}
