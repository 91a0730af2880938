package eval

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// The forms of quantities, told by their words alone.
var (
	scaleWord   = regexp.MustCompile(`(?i)hundred|thousand|million|billion|trillion|crore|lakh`)
	scaleLetter = regexp.MustCompile(`(?i)\d[\s-]?(k|m|mn|mm|mln|bn|b|bln|tn|trn|t|cr)([^\pL]|$)`)
	perUnit     = regexp.MustCompile(`^([- ]?per\b|/\pL| an? \pL|,? each\b| apiece\b)`)
)

func (m *marker) amountTraits(g GoldAmount) []trait {
	currency := g.Currency
	if currency == "" {
		currency = "none"
	}
	return []trait{
		{"form", m.amountForm(g)}, {"currency", currency}, {"qualifier", string(g.Qualifier)}, {"role", string(g.Role)},
	}
}

func (m *marker) amountForm(g GoldAmount) string {
	after := m.item.Article.Text[g.End:]
	switch {
	case g.Low == nil || g.High == nil:
		return "vague"
	case m.converts(g.Span):
		return "conversion in brackets"
	case *g.Low != *g.High:
		return "range"
	case perUnit.MatchString(after):
		return "for each unit"
	default:
		return numberForm(g.Text)
	}
}

func numberForm(text string) string {
	switch {
	case !strings.ContainsFunc(text, unicode.IsDigit):
		return "words"
	case scaleWord.MatchString(text):
		return "scale in full"
	case scaleLetter.MatchString(text):
		return "scale in letters"
	default:
		return "figures only"
	}
}

// maxAside is how many bytes may stand between a bracket and a conversion:
// "(about ", "(or roughly ".
const maxAside = 16

// converts reports whether s stands in a bracket that opens right after
// another amount.
func (m *marker) converts(s Span) bool {
	before := m.item.Article.Text[:s.Start]
	open := strings.LastIndexByte(before, '(')
	if open < 0 || s.Start-open > maxAside || strings.ContainsRune(before[open:], ')') {
		return false
	}
	end := len(strings.TrimRight(before[:open], " \u00a0"))
	return slices.ContainsFunc(m.item.Gold.Amounts, func(g GoldAmount) bool { return g.End == end })
}

func powerTraits(g GoldPower) []trait {
	form := "figures"
	switch {
	case g.Low == nil || g.High == nil:
		form = "vague"
	case *g.Low != *g.High:
		form = "range"
	case !strings.ContainsFunc(g.Text, unicode.IsDigit):
		form = "words"
	}
	return []trait{{"form", form}, {"unit", powerUnit(g.Text)}, {"kind", string(g.Kind)}}
}

func powerUnit(text string) string {
	text = strings.ToLower(text)
	switch {
	case strings.Contains(text, "gw") || strings.Contains(text, "giga"):
		return "gigawatt"
	case strings.Contains(text, "mw") || strings.Contains(text, "mega"):
		return "megawatt"
	default:
		return "other"
	}
}

// asAmount gives a found amount the shape of a gold one.
func asAmount(f *found) GoldAmount {
	money := GoldMoney{Low: f.Amount.Low, High: f.Amount.High, Currency: f.Amount.Currency, Qualifier: f.Amount.Qualifier}
	return GoldAmount{Span: f.Span, GoldMoney: money, Role: f.Role}
}

func asPower(f *found) GoldPower {
	return GoldPower{Span: f.Span, Low: f.Power.Low, High: f.Power.High, Kind: f.Kind}
}
