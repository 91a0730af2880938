// Package web is the page to watch the news become facts. It shows what the
// topics say, as any other consumer could: it knows nothing of how facts are
// found, and holds nothing that could not be read again.
//
// Pages are made on the server and work without scripts; the few there are let
// them move. Everything comes from the program itself.
package web

import (
	"context"
	"embed"
	"fmt"
	"html/template"
	"log/slog"
	"net/http"
	"time"

	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/web/store"
	"github.com/gigawire/gigawire/web/view"
)

//go:embed pages/*.html static
var files embed.FS

// Options are what a page is made of.
type Options struct {
	Store    *store.Store
	Letters  *Letters
	Meter    *Meter
	Follower *Follower
	// Brokers are those that commands are shown with, "host:port,…".
	Brokers string
	// Sources tells of the sources of this process. It may be nil.
	Sources func() []Source
	// InFlight tells how many documents this process has taken from sources and
	// not yet written. It may be nil.
	InFlight func() int
	// Reader reads what is tried. It may be nil.
	Reader Reader
	// Replay puts the dead letters of a stage and reason back on their topics,
	// and says how many those were.
	Replay func(ctx context.Context, stage, reason string) (int, error)
	// Changes lets only those pass who may change something, and MayChange says
	// whether anyone may.
	Changes   func(http.Handler) http.Handler
	MayChange bool
	// Public says that other machines may ask: those need the token to have an
	// address fetched.
	Public bool
	Log    *slog.Logger
}

// Source is one that the pipeline takes documents from.
type Source struct {
	Name string
	// Fetched is when it was last asked, zero for never.
	Fetched time.Time
	// Error says what was wrong then, empty where nothing was.
	Error string
	// Requests is how often it was asked.
	Requests int
}

// Reader finds the facts of what a person tries, and why.
type Reader interface {
	// Text reads a text as it is given.
	Text(ctx context.Context, text string) (Tried, error)
	// Address fetches a page, reads its article and says why it cannot.
	Address(ctx context.Context, address string) (Tried, error)
}

// Tried is an article with its facts, each with its reason.
type Tried struct {
	Article article.Article
	Facts   []view.Explained
}

// Page answers requests for the live page.
type Page struct {
	Options
	templates map[string]*template.Template
	trying    chan struct{} // has a place for each that may be at work
	mux       *http.ServeMux
	choices   choices
}

// mostTrying is how many texts are tried at the same time.
const mostTrying = 2

// New returns a page.
func New(o Options) (*Page, error) {
	p := &Page{Options: o, trying: make(chan struct{}, mostTrying), mux: http.NewServeMux()}
	var err error
	if p.templates, err = readTemplates(); err != nil {
		return nil, fmt.Errorf("reading templates: %w", err)
	}
	if err := p.routes(); err != nil {
		return nil, fmt.Errorf("reading static files: %w", err)
	}
	return p, nil
}

// ServeHTTP answers a request.
func (p *Page) ServeHTTP(w http.ResponseWriter, r *http.Request) { p.mux.ServeHTTP(w, r) }

func (p *Page) routes() error {
	static, err := newStatic()
	if err != nil {
		return err
	}
	p.mux.Handle("GET /static/{name}", static)
	p.mux.HandleFunc("GET /{$}", p.live)
	p.mux.HandleFunc("GET /stream", p.stream)
	p.mux.HandleFunc("GET /articles/{id}", p.article)
	p.mux.HandleFunc("GET /facts/{id}", p.fact)
	p.mux.HandleFunc("GET /companies", p.companies)
	p.mux.HandleFunc("GET /companies/{id}", p.company)
	p.mux.HandleFunc("GET /gigawatts", p.gigawatts)
	p.mux.HandleFunc("GET /valuations", p.valuations)
	p.mux.HandleFunc("GET /pipeline", p.pipeline)
	p.mux.HandleFunc("GET /pipeline/now", p.pipelineNow)
	p.mux.Handle("POST /pipeline/replay", p.Changes(http.HandlerFunc(p.replay)))
	p.mux.HandleFunc("GET /try", p.try)
	p.mux.HandleFunc("POST /try", p.tryThis)
	p.mux.HandleFunc("GET /", p.missing)
	return nil
}
