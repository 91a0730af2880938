// Package parquet writes facts as tables in Apache Parquet files, for DuckDB,
// pandas, Spark and whoever else reads them: a row for each fact.
package parquet

import (
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

// row is a fact as a row. Fields that its type has not are null; docs/parquet.md
// lists them all. Columns are only added.
type row struct {
	ID      string `parquet:"id"`
	Type    string `parquet:"type,dict"`
	Version int32  `parquet:"version"`

	ArticleID        string     `parquet:"article_id,dict"`
	ArticleURL       string     `parquet:"article_url,optional,dict"`
	ArticleTitle     string     `parquet:"article_title,optional,dict"`
	ArticleSource    string     `parquet:"article_source,optional,dict"`
	ArticlePublished *time.Time `parquet:"article_published,optional,timestamp(microsecond)"`

	EvidenceField    string `parquet:"evidence_field,dict"`
	EvidenceText     string `parquet:"evidence_text"`
	EvidenceStart    int32  `parquet:"evidence_start"`
	EvidenceEnd      int32  `parquet:"evidence_end"`
	EvidenceSentence string `parquet:"evidence_sentence,dict"`

	Confidence float64 `parquet:"confidence"`

	CompanyName     string    `parquet:"company_name,optional,dict"`
	CompanyID       string    `parquet:"company_id,optional,dict"`
	CompanyTicker   string    `parquet:"company_ticker,optional,dict"`
	CompanyExchange string    `parquet:"company_exchange,optional,dict"`
	CompanyCIK      string    `parquet:"company_cik,optional,dict"`
	CompanyLEI      string    `parquet:"company_lei,optional,dict"`
	CompanyWikidata string    `parquet:"company_wikidata,optional,dict"`
	Outlet          *bool     `parquet:"outlet,optional"`
	Mentions        []mention `parquet:"mentions,list"`
	Nominals        []mention `parquet:"nominals,list"`

	Low       *float64 `parquet:"low,optional"`
	High      *float64 `parquet:"high,optional"`
	Currency  string   `parquet:"currency,optional,dict"`
	Unit      string   `parquet:"unit,optional,dict"`
	Qualifier string   `parquet:"qualifier,optional,dict"`
	Role      string   `parquet:"role,optional,dict"`
	Companies []party  `parquet:"companies,list"`

	Status string `parquet:"status,optional,dict"`
	Basis  string `parquet:"basis,optional,dict"`
	AsOf   string `parquet:"as_of,optional,dict"`

	Kind  string `parquet:"kind,optional,dict"`
	Site  string `parquet:"site,optional,dict"`
	Place string `parquet:"place,optional,dict"`
	Count *int32 `parquet:"count,optional"`

	HolderName   string   `parquet:"holder_name,optional,dict"`
	HolderID     string   `parquet:"holder_id,optional,dict"`
	HolderTicker string   `parquet:"holder_ticker,optional,dict"`
	PercentLow   *float64 `parquet:"percent_low,optional"`
	PercentHigh  *float64 `parquet:"percent_high,optional"`
}

// mention is a place that names a company.
type mention struct {
	Text  string `parquet:"text"`
	Start int32  `parquet:"start"`
	End   int32  `parquet:"end"`
}

// party is a company in its part.
type party struct {
	Name string `parquet:"name"`
	ID   string `parquet:"id"`
	Part string `parquet:"part"`
}

func rowsOf(facts []fact.Fact) []row {
	out := make([]row, len(facts))
	for i := range facts {
		out[i] = rowOf(&facts[i])
	}
	return out
}

func rowOf(f *fact.Fact) row {
	r := row{
		ID: f.ID, Type: string(f.Type), Version: int32(f.Version), Confidence: f.Confidence,
		ArticleID: f.Article.ID, ArticleURL: f.Article.URL, ArticleTitle: f.Article.Title, ArticleSource: f.Article.Source,
		EvidenceField: string(f.Evidence.Field), EvidenceText: f.Evidence.Text, EvidenceSentence: f.Evidence.Sentence,
		EvidenceStart: int32(f.Evidence.Start), EvidenceEnd: int32(f.Evidence.End),
		Qualifier: string(f.Qualifier), Role: string(f.Role), Status: string(f.Status), Basis: string(f.Basis), AsOf: f.AsOf,
		Kind: string(f.Kind), Site: f.Site, Place: f.Place,
	}
	if !f.Article.Published.IsZero() {
		published := f.Article.Published.UTC()
		r.ArticlePublished = &published
	}
	r.companies(f)
	r.values(f)
	return r
}

// companies sets the columns of companies.
func (r *row) companies(f *fact.Fact) {
	if c := f.Company; c != nil {
		r.CompanyName, r.CompanyID, r.CompanyTicker, r.CompanyExchange = c.Name, c.ID, c.Ticker, c.Exchange
		r.CompanyCIK, r.CompanyLEI, r.CompanyWikidata = c.CIK, c.LEI, c.Wikidata
	}
	if h := f.Holder; h != nil {
		r.HolderName, r.HolderID, r.HolderTicker = h.Name, h.ID, h.Ticker
	}
	if f.Type == fact.TypeCompany {
		r.Outlet = &f.Outlet
	}
	r.Mentions, r.Nominals = mentionsOf(f.Mentions), mentionsOf(f.Nominals)
	for _, p := range f.Companies {
		r.Companies = append(r.Companies, party{p.Name, p.ID, string(p.Part)})
	}
}

func mentionsOf(mentions []fact.Mention) []mention {
	var out []mention
	for _, m := range mentions {
		out = append(out, mention{m.Text, int32(m.Start), int32(m.End)})
	}
	return out
}

// values sets the columns of quantities.
func (r *row) values(f *fact.Fact) {
	switch {
	case f.Amount != nil:
		r.Low, r.High, r.Currency, r.Qualifier = f.Amount.Low, f.Amount.High, f.Amount.Currency, string(f.Amount.Qualifier)
	case f.Power != nil:
		r.Low, r.High, r.Unit, r.Qualifier = f.Power.Low, f.Power.High, f.Power.Unit, string(f.Power.Qualifier)
	case f.Percent != nil:
		r.PercentLow, r.PercentHigh = f.Percent.Low, f.Percent.High
	}
	if f.Type == fact.TypeGigawatt {
		count := int32(f.Count)
		r.Count = &count
	}
}
