package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net/http"
	"strings"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/web/store"
	"github.com/gigawire/gigawire/web/view"
)

// jsonSuffix, behind the address of an article or fact, asks for it as JSON.
const jsonSuffix = ".json"

// article shows one article whole or, at its address with .json, as its topic has
// it.
func (p *Page) article(w http.ResponseWriter, r *http.Request) {
	id, asJSON := r.PathValue("id"), false
	s, ok := p.Store.Article(id)
	if !ok { // an ID may itself end so
		id, asJSON = strings.CutSuffix(id, jsonSuffix)
		s, ok = p.Store.Article(id)
	}
	switch {
	case !ok:
		p.missing(w, r)
	case asJSON:
		raw, err := json.Marshal(s.Article)
		if err != nil {
			p.Log.Error("writing an article", "error", err)
		}
		writeJSON(w, raw)
	default:
		a := view.NewArticle(s.Article, plain(s.Facts))
		a.Whole, a.Href = true, ""
		p.show(w, http.StatusOK, "article", frame{Title: a.Name(), Here: "/", Data: map[string]any{
			"Article": a, "Read": s.Read, "JSON": view.ArticlePath(id) + jsonSuffix, "Other": p.original(s),
		}})
	}
}

// original returns the ID of the article that one is a copy of, if it is held.
func (p *Page) original(s store.Story) string {
	if _, ok := p.Store.Article(s.Article.DuplicateOf); ok {
		return s.Article.DuplicateOf
	}
	return ""
}

// factPage is what it is filled in with.
type factPage struct {
	Fact    view.Fact
	Article view.Article
	// Raw is the fact as its topic has it, Pretty the same to read.
	Raw, Pretty string
	Tail, JQ    string
	JSON        string
	// Sentence is the sentence that states it, as pieces.
	Sentence []view.Piece
}

// fact shows one fact or, at its address with .json, gives it as its topic has it.
func (p *Page) fact(w http.ResponseWriter, r *http.Request) {
	id, asJSON := strings.CutSuffix(r.PathValue("id"), jsonSuffix)
	f, raw, in, ok := p.Store.Fact(id)
	switch {
	case !ok:
		p.missing(w, r)
	case asJSON:
		writeJSON(w, raw)
	default:
		var pretty bytes.Buffer
		if err := json.Indent(&pretty, raw, "", "  "); err != nil {
			pretty.Write(raw)
		}
		shown := view.Fact{Explained: view.Explained{Fact: f}}
		p.show(w, http.StatusOK, "fact", frame{Title: strings.TrimSpace(string(f.Type) + " " + shown.Value() + " " + shown.Who()), Here: "/", Data: factPage{
			Fact: shown, Article: view.NewArticle(in.Article, plain(in.Facts)), Raw: string(raw), Pretty: pretty.String(),
			Tail: p.tail(&f), JQ: p.tail(&f) + " --from beginning --once -o ndjson | jq " + quote(fmt.Sprintf("select(.id == %q)", f.ID)),
			JSON: view.FactPath(id) + jsonSuffix, Sentence: view.Sentence(f, fieldOf(in, f)),
		}})
	}
}

// fieldOf returns the text that a fact's positions count in.
func fieldOf(in store.Story, f fact.Fact) string {
	if f.Evidence.Field == fact.FieldTitle {
		return in.Article.Title
	}
	return in.Article.Text
}

// tail returns the command that follows facts like one.
func (p *Page) tail(f *fact.Fact) string {
	like := filter{Filter: store.Filter{Types: []fact.Type{f.Type}}}
	switch {
	case f.Company != nil:
		like.Company = f.Company.ID
	case len(f.Companies) > 0:
		like.Company = f.Companies[0].ID
	}
	return like.Tail(p.Brokers)
}

func writeJSON(w http.ResponseWriter, raw []byte) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "no-store")
	_, _ = w.Write(append(raw, '\n')) // the browser may have gone
}
