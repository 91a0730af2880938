package web

import (
	"net/http"
	"strings"

	"github.com/gigawire/gigawire/web/view"
)

// mostTried is how long a text may be that is tried, in bytes.
const mostTried = 256 << 10

// tryPage is what it is filled in with.
type tryPage struct {
	Text, Address string
	// Article is what was found, nil where nothing was tried.
	Article *view.Article
	Wrong   string
	// NeedsToken says that a token is to be shown to have an address fetched.
	NeedsToken bool
}

// try shows the form.
func (p *Page) try(w http.ResponseWriter, _ *http.Request) {
	p.showTry(w, http.StatusOK, tryPage{})
}

func (p *Page) showTry(w http.ResponseWriter, status int, t tryPage) {
	t.NeedsToken = p.Public
	p.show(w, status, "try", frame{Title: "Try it", Here: "/try", Script: "try.js", Data: t})
}

// tryThis shows what is found in a text or behind an address. With the parameter
// "part" it gives that alone.
func (p *Page) tryThis(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, mostTried)
	if err := r.ParseForm(); err != nil {
		p.showTry(w, http.StatusRequestEntityTooLarge, tryPage{Wrong: "The text is too long: a quarter of a megabyte is the most."})
		return
	}
	t := tryPage{Text: r.PostFormValue("text"), Address: strings.TrimSpace(r.PostFormValue("address"))}
	answer := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.answerTry(w, r, t) })
	if t.Address != "" && p.Public {
		p.Changes(answer).ServeHTTP(w, r)
		return
	}
	answer.ServeHTTP(w, r)
}

func (p *Page) answerTry(w http.ResponseWriter, r *http.Request, t tryPage) {
	select {
	case p.trying <- struct{}{}:
		defer func() { <-p.trying }()
	case <-r.Context().Done():
		return
	}
	tried, err := p.read(r, t)
	if err != nil {
		t.Wrong = err.Error()
	} else if t.Text != "" || t.Address != "" {
		a := view.Unlinked(tried.Article, tried.Facts)
		t.Article = &a
	}
	if r.PostFormValue("part") != "" {
		p.write(w, http.StatusOK, "try", "found", t)
		return
	}
	p.showTry(w, http.StatusOK, t)
}

func (p *Page) read(r *http.Request, t tryPage) (Tried, error) {
	switch {
	case p.Reader == nil || t.Text == "" && t.Address == "":
		return Tried{}, nil
	case t.Address != "":
		return p.Reader.Address(r.Context(), t.Address)
	default:
		return p.Reader.Text(r.Context(), t.Text)
	}
}
