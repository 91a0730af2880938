package extract

import (
	"github.com/gigawire/gigawire/extract/company"
	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/quantity"
	"github.com/gigawire/gigawire/extract/relation"
	"github.com/gigawire/gigawire/ingest/article"
)

// reporter writes down as facts what was read of the fields of an article.
type reporter struct {
	article   fact.Article
	field     fact.Field
	reading   reading
	positions positions
	facts     []fact.Fact
	// reasons has one for each fact, where explain asks for them.
	explain bool
	reasons []string
}

// newReporter returns one with room for so many facts.
func newReporter(a article.Article, explain bool, room int) *reporter {
	return &reporter{
		article: fact.Article{
			ID: a.ID, URL: a.URL, Title: a.Title, Source: a.Source, Published: a.Published,
			DuplicateOf: a.DuplicateOf,
		},
		facts:   make([]fact.Fact, 0, room),
		explain: explain,
	}
}

// report adds the facts of a field: companies, amounts, valuations, power and
// stakes. A company that is in known already is not told again.
func (r *reporter) report(field fact.Field, read reading, known []company.Entity) {
	r.field, r.reading, r.positions = field, read, newPositions(read.text.Raw)
	r.companies(known)
	for _, a := range r.reading.relations.Amounts {
		r.amount(a)
	}
	for _, v := range r.reading.relations.Valuations {
		r.valuation(v)
	}
	for _, g := range r.reading.relations.Gigawatts {
		r.gigawatt(g)
	}
	for _, s := range r.reading.relations.Stakes {
		r.stake(s)
	}
}

func (r *reporter) companies(known []company.Entity) {
	told := make(map[string]bool, len(known))
	for i := range known {
		told[known[i].ID] = true
	}
	for i := range r.reading.entities {
		if e := &r.reading.entities[i]; !told[e.ID] {
			r.company(e)
		}
	}
}

func (r *reporter) company(e *company.Entity) {
	mentions := make([]fact.Mention, 0, len(e.Mentions))
	var nominals []fact.Mention
	var first company.Mention
	for _, m := range e.Mentions {
		start, end := r.span(m.Span)
		mention := fact.Mention{Text: m.Of(r.reading.text.Raw), Start: start, End: end}
		if m.Nominal {
			nominals = append(nominals, mention)
			continue
		}
		if len(mentions) == 0 {
			first = m
		}
		mentions = append(mentions, mention)
	}
	r.add(fact.Fact{
		Type: fact.TypeCompany, Evidence: r.evidence(first.Span, first.Sentence), Confidence: e.Confidence,
		Company: &e.Company, Mentions: mentions, Nominals: nominals, Outlet: e.Outlet,
	}, func() string { return e.Reason })
}

func (r *reporter) amount(a relation.Amount) {
	q := &r.reading.quantities[a.Quantity]
	r.add(fact.Fact{
		Type: fact.TypeAmount, Evidence: r.evidence(q.Span, q.Sentence), Confidence: a.Confidence,
		Amount: money(q), Role: a.Role, Companies: r.parties(a.Parties),
	}, a.Reason.String)
}

func (r *reporter) valuation(v relation.Valuation) {
	q := &r.reading.quantities[v.Quantity]
	r.add(fact.Fact{
		Type: fact.TypeValuation, Evidence: r.evidence(q.Span, q.Sentence), Confidence: v.Confidence,
		Company: &r.reading.entities[v.Entity].Company, Amount: money(q),
		Status: v.Status, Basis: v.Basis, AsOf: v.AsOf,
	}, v.Reason.String)
}

func (r *reporter) gigawatt(g relation.Gigawatt) {
	q := &r.reading.quantities[g.Quantity]
	low, high := ends(q)
	r.add(fact.Fact{
		Type: fact.TypeGigawatt, Evidence: r.evidence(q.Span, q.Sentence), Confidence: g.Confidence,
		Power: &fact.Power{Low: low, High: high, Unit: fact.UnitGW, Qualifier: q.Qualifier},
		Kind:  g.Kind, Status: g.Status, Companies: r.parties(g.Parties), Site: g.Site, Place: g.Place, Count: q.Count,
	}, g.Reason.String)
}

func (r *reporter) stake(s relation.Stake) {
	q := &r.reading.quantities[s.Quantity]
	low, high := ends(q)
	var holder *fact.Company
	if s.Holder >= 0 {
		holder = &r.reading.entities[s.Holder].Company
	}
	r.add(fact.Fact{
		Type: fact.TypeStake, Evidence: r.evidence(q.Span, q.Sentence), Confidence: s.Confidence,
		Holder: holder, Company: &r.reading.entities[s.Entity].Company,
		Percent: &fact.Percent{Low: low, High: high}, Qualifier: q.Qualifier, Status: s.Status,
	}, s.Reason.String)
}

// add completes a fact and writes it down. Its reason is only put into words
// where it is asked for, which costs more than the fact.
func (r *reporter) add(f fact.Fact, reason func() string) {
	f.Version = fact.Version
	f.Article = r.article
	f.ID = fact.ID(&f)
	r.facts = append(r.facts, f)
	if r.explain {
		r.reasons = append(r.reasons, reason())
	}
}

func (r *reporter) parties(parties []relation.Party) []fact.Party {
	out := make([]fact.Party, len(parties))
	for i, p := range parties {
		c := &r.reading.entities[p.Entity].Company
		out[i] = fact.Party{Name: c.Name, ID: c.ID, Part: p.Part}
	}
	return out
}

func money(q *quantity.Quantity) *fact.Amount {
	low, high := ends(q)
	return &fact.Amount{Low: low, High: high, Currency: q.Currency, Qualifier: q.Qualifier}
}

// ends returns the ends of a quantity, nil where it is vague.
func ends(q *quantity.Quantity) (low, high *float64) {
	if q.Qualifier == fact.Vague {
		return nil, nil
	}
	return &q.Low, &q.High
}
