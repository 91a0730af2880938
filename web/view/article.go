package view

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/ingest/article"
	"github.com/gigawire/gigawire/web/mark"
)

// Article is an article as it is shown.
type Article struct {
	ID, Source, DuplicateOf string
	// Link is the address that it was read at, where that is one of the web.
	Link string
	// Href is its address on the page, empty in a report.
	Href       string
	Published  time.Time
	Title      []Piece
	Paragraphs []Paragraph
	Facts      []Fact
	// Whole says that it stands alone, with all that is known of it.
	Whole bool
	// Cut says that paragraphs are left out at the end.
	Cut bool
	// Waiting says that its facts may still come.
	Waiting bool
}

// Paragraph is a paragraph. Gap says that some before it are left out.
type Paragraph struct {
	Pieces []Piece
	Gap    bool
}

// Piece is a stretch of text with the facts that it states.
type Piece struct {
	Text string
	// Type is that of the fact whose colour is seen.
	Type fact.Type
	// Facts are the IDs of all, with spaces between.
	Facts string
	// Anchors are the IDs of those whose span begins here.
	Anchors []string
}

// NewArticle returns an article to be shown on the page, where articles, facts
// and companies have addresses.
func NewArticle(a article.Article, facts []Explained) Article {
	out := newArticle(a, facts)
	out.Href = ArticlePath(a.ID)
	for i := range out.Facts {
		f := &out.Facts[i]
		f.Href = FactPath(f.ID)
		if f.Company != nil {
			f.CompanyHref = CompanyPath(f.Company.ID)
		}
	}
	return out
}

func newArticle(a article.Article, facts []Explained) Article {
	facts = inOrder(facts)
	plain := make([]fact.Fact, len(facts))
	out := Article{ID: a.ID, Source: a.Source, Link: webAddress(a.URL), Published: a.Published, DuplicateOf: a.DuplicateOf}
	for i, f := range facts {
		plain[i] = f.Fact
		out.Facts = append(out.Facts, Fact{Explained: f, Href: "#at-" + f.ID})
	}
	begun := map[int]bool{}
	out.Title = pieces(mark.Pieces(a.Title, fact.FieldTitle, plain), plain, begun)
	for _, p := range mark.Paragraphs(a.Text, fact.FieldText, plain) {
		out.Paragraphs = append(out.Paragraphs, Paragraph{Pieces: pieces(p, plain, begun)})
	}
	return out
}

// inOrder returns facts in the order in which the article states them, the
// title's first.
func inOrder(facts []Explained) []Explained {
	sorted := slices.Clone(facts)
	slices.SortStableFunc(sorted, func(a, b Explained) int {
		return cmp.Or(-cmp.Compare(a.Evidence.Field, b.Evidence.Field), cmp.Compare(a.Evidence.Start, b.Evidence.Start),
			cmp.Compare(rank(b.Type), rank(a.Type)))
	})
	return sorted
}

// rank is the place of a type among all. Where spans share a stretch of text,
// the colour of the last type is seen.
func rank(t fact.Type) int { return slices.Index(fact.Types(), t) }

// pieces prepares stretches of text. The facts whose span has begun are noted
// in begun.
func pieces(of []mark.Piece, facts []fact.Fact, begun map[int]bool) []Piece {
	out := make([]Piece, len(of))
	for i, p := range of {
		out[i].Text = p.Text
		var ids []string
		for _, at := range p.Facts {
			f := &facts[at]
			ids = append(ids, f.ID)
			if out[i].Type == "" || rank(f.Type) > rank(out[i].Type) {
				out[i].Type = f.Type
			}
			if !begun[at] {
				begun[at] = true
				out[i].Anchors = append(out[i].Anchors, f.ID)
			}
		}
		out[i].Facts = strings.Join(ids, " ")
	}
	return out
}

// webAddress returns an address if it is one of the web, which a link may lead
// to.
func webAddress(address string) string {
	if strings.HasPrefix(address, "https://") || strings.HasPrefix(address, "http://") {
		return address
	}
	return ""
}

// Unlinked returns an article whose facts lead only to their spans, for it is not
// on the page for good.
func Unlinked(a article.Article, facts []Explained) Article {
	out := newArticle(a, facts)
	out.Whole = true
	return out
}

// Name returns the title, or what stands for it.
func (a Article) Name() string {
	var b strings.Builder
	for _, p := range a.Title {
		b.WriteString(p.Text)
	}
	if b.Len() == 0 {
		return "An article without a title"
	}
	return b.String()
}
