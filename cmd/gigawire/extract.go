package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"html/template"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"github.com/gigawire/gigawire/cmd/gigawire/internal/pipeline"
	"github.com/gigawire/gigawire/cmd/gigawire/internal/render"
	"github.com/gigawire/gigawire/extract"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/sink/ndjson"
	"github.com/gigawire/gigawire/sink/parquet"
	"github.com/gigawire/gigawire/web/view"
)

func newExtract(a *app) *cobra.Command {
	e := &extraction{app: a}
	var html bool
	c := &cobra.Command{
		Use:   "extract [FILE|DIRECTORY|URL|-]...",
		Short: "Print the facts of articles",
		Long: `Extract reads articles and prints their facts: on a terminal, each sentence that states any,
with its facts beneath and how sure they are; into a pipe, one JSON object a line, in the
order of the articles. On the terminal, an amount that is stated as a valuation is shown as
that only.

Positions count Unicode code points of the article's text. With --input jsonl each line is an
article, {"id", "url", "title", "text"}; positions then count into "text" as it was given.`,
		Example: `  gigawire extract https://news.example/article
  gigawire extract --explain article.html
  gigawire extract --html article.html > facts.html
  gigawire extract -o ndjson --input jsonl - < articles.jsonl > facts.ndjson`,
		RunE: func(c *cobra.Command, args []string) error {
			if html && c.Flags().Changed("output") {
				return fmt.Errorf("%w: --html and -o exclude one another", errUsage)
			}
			if html {
				e.output = outputHTML
			}
			return e.run(c.Context(), args)
		},
	}
	c.Flags().StringVarP(&e.output, "output", "o", "auto", "table, ndjson, parquet, html, or auto: a table on a terminal, else ndjson")
	c.Flags().BoolVar(&html, "html", false, "write one self-contained page of the articles, their facts highlighted: -o html")
	e.written.flags(c)
	c.Flags().BoolVar(&e.explain, "explain", false, "say which cue, list or weight decided each fact")
	return c
}

// extraction is one call of the command.
type extraction struct {
	*app
	output    string
	written   written
	explain   bool
	extractor *extract.Extractor
	style     render.Style
	rejected  rejections
	parquet   *parquet.Writer // nil where it is not what is written
	page      *view.Document  // nil where it is not what is written
}

// outputHTML is the output that is one page.
const outputHTML = "html"

func (e *extraction) run(ctx context.Context, args []string) (err error) {
	documents, err := newDocuments(e.app, e.written, args)
	if err != nil {
		return err
	}
	switch {
	case !slices.Contains([]string{"auto", "table", "ndjson", "parquet", outputHTML}, e.output):
		return fmt.Errorf("%w: -o is %q: choose table, ndjson, parquet, html or auto", errUsage, e.output)
	case e.output == "parquet" && render.IsTerminal(e.out):
		return fmt.Errorf("%w: a Parquet file is nothing for a terminal: write > facts.parquet behind it", errUsage)
	case e.output == "parquet":
		e.parquet = parquet.New(e.out)
		defer func() { err = errors.Join(err, e.parquet.Close()) }()
	case e.output == outputHTML:
		if e.page, err = view.Begin(e.out, "Facts of articles"); err != nil {
			return err
		}
		defer func() { err = errors.Join(err, e.page.End()) }()
	}
	e.style = render.StyleOf(e.out, e.color)
	if e.extractor, err = extract.New(); err != nil {
		return fmt.Errorf("loading extractor: %w", err)
	}
	if err := pipeline.Ordered(ctx, documents.next, e.read, e.write); err != nil {
		return err
	}
	return e.rejected.err()
}

func (e *extraction) write(r *reading) error {
	if r.rejection != nil {
		e.rejected.add(e.app, r.rejection)
	}
	if r.err != nil {
		return r.err
	}
	switch {
	case e.parquet != nil:
		return e.parquet.Write(context.Background(), r.facts)
	case e.page != nil:
		return e.page.HTML(r.html)
	}
	if _, err := r.output.WriteTo(e.out); err != nil {
		return fmt.Errorf("writing facts: %w", err)
	}
	return nil
}

// reading is what came of one document.
type reading struct {
	rejection *ingest.Rejection
	output    bytes.Buffer
	facts     []fact.Fact   // where they are not in output
	html      template.HTML // of a page
	err       error
}

// read writes the facts of one document into its reading.
func (e *extraction) read(d ingest.Delivery) *reading {
	if d.Rejection != nil {
		return &reading{rejection: d.Rejection}
	}
	r, err := e.facts(d)
	if err != nil {
		return &reading{rejection: ingest.Reject(cmp.Or(d.Article.URL, d.Article.ID), nil, err)}
	}
	return r
}

// facts reads an article. The error is that of one at which the extractor
// panics.
func (e *extraction) facts(d ingest.Delivery) (r *reading, err error) {
	defer ingest.Recovered(&err)
	r = &reading{}
	switch {
	case e.parquet != nil:
		r.facts = e.extractor.Extract(d.Article)
	case e.page != nil:
		r.html, r.err = e.page.Part(d.Article, explained(e.extractor.Explain(d.Article), e.explain))
	case e.table():
		r.err = e.style.Article(&r.output, &d.Article, e.shown(e.extractor.Explain(d.Article)))
	default:
		r.err = ndjson.New(&r.output).Write(context.Background(), e.extractor.Extract(d.Article))
	}
	return r, nil
}

func (e *extraction) table() bool {
	return e.output == "table" || e.output == "auto" && render.IsTerminal(e.out)
}

func (e *extraction) shown(facts []extract.Explained) []render.Explained {
	out := make([]render.Explained, len(facts))
	for i, f := range facts {
		out[i] = render.Explained{Fact: f.Fact}
		if e.explain {
			out[i].Reason = f.Reason
		}
	}
	return out
}

func newArticle(a *app) *cobra.Command {
	var w written
	c := &cobra.Command{
		Use:     "article [FILE|DIRECTORY|URL|-]...",
		Short:   "Print the article found in a page, as JSON",
		Long:    "Article prints what is taken for the article of a page or another document: its text and what is known of it.",
		Example: "  gigawire article https://news.example/article\n  gigawire article page.html | jq -r .text",
		RunE: func(c *cobra.Command, args []string) error {
			documents, err := newDocuments(a, w, args)
			if err != nil {
				return err
			}
			return a.printArticles(c.Context(), documents)
		},
	}
	w.flags(c)
	return c
}

func (a *app) printArticles(ctx context.Context, documents *documents) error {
	var rejected rejections
	for {
		d, err := documents.next(ctx)
		switch {
		case errors.Is(err, io.EOF):
			return rejected.err()
		case err != nil:
			return err
		case d.Rejection != nil:
			rejected.add(a, d.Rejection)
			continue
		}
		if err := printJSON(a.out, d.Article); err != nil {
			return err
		}
	}
}
