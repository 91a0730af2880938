package web

import (
	"fmt"
	"html/template"
	"math"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/fact/say"
	"github.com/gigawire/gigawire/web/chart"
	"github.com/gigawire/gigawire/web/tally"
	"github.com/gigawire/gigawire/web/view"
)

// functions are those that pages call.
func functions() template.FuncMap {
	return template.FuncMap{
		"tabs": tabs, "value": value, "words": words, "gigawatts": inGigawatts, "times": times, "percent": percent, "count": count, "size": size, "rate": rate,
		"date": date, "ago": ago, "bar": chart.Bar, "segment": segment, "powerBar": powerBar, "statusClass": statusClass,
		"factPath": view.FactPath, "articlePath": view.ArticlePath, "companyPath": view.CompanyPath,
		"powerStatuses": powerStatuses, "float": func(n int) float64 { return float64(n) },
	}
}

// value writes the number of a statement as people do.
func value(s tally.Statement) string {
	f := fact.Fact{Amount: &fact.Amount{Low: &s.Low, High: &s.High, Currency: s.Unit, Qualifier: s.Qualifier}}
	switch s.Unit {
	case fact.UnitGW:
		f = fact.Fact{Power: &fact.Power{Low: &s.Low, High: &s.High, Qualifier: s.Qualifier}}
	case "%":
		f = fact.Fact{Percent: &fact.Percent{Low: &s.Low, High: &s.High}, Qualifier: s.Qualifier}
	}
	return say.Value(&f)
}

// words writes a word of the schema as people do.
func words(s any) string { return strings.ReplaceAll(fmt.Sprint(s), "_", " ") }

func inGigawatts(v float64) string {
	if v == 0 {
		return "–"
	}
	return say.Power(v)
}

// times writes a factor: "3×", "1.5×".
func times(v float64) string { return strconv.FormatFloat(math.Round(v*100)/100, 'f', -1, 64) + "×" }

func percent(share float64) string { return strconv.FormatFloat(100*share, 'f', 0, 64) + "%" }

// count writes a whole number, of any type, with commas.
func count(n any) string { return message.NewPrinter(language.English).Sprintf("%d", n) }

// size writes a number of bytes.
func size(bytes float64) string {
	for _, unit := range []struct {
		of   float64
		name string
	}{{1e9, "GB"}, {1e6, "MB"}, {1e3, "kB"}} {
		if bytes >= unit.of {
			return strconv.FormatFloat(bytes/unit.of, 'f', 1, 64) + " " + unit.name
		}
	}
	return strconv.FormatFloat(bytes, 'f', 0, 64) + " B"
}

// rate writes how many a second, with as many decimals as tell.
func rate(v float64) string {
	decimals := 0
	if v > 0 && v < 10 {
		decimals = 1
	}
	return strconv.FormatFloat(v, 'f', decimals, 64)
}

func date(t time.Time) string { return t.UTC().Format("2 Jan 2006") }

// ago writes how long before now a time was.
func ago(t time.Time) string {
	if t.IsZero() {
		return "never"
	}
	switch d := time.Since(t); {
	case d < time.Minute:
		return fmt.Sprintf("%d s ago", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d min ago", int(d.Minutes()))
	default:
		return date(t) + t.UTC().Format(", 15:04")
	}
}

func segment(v float64, class string) chart.Segment { return chart.Segment{Value: v, Class: class} }

// statusClass returns how power of a status is drawn.
func statusClass(s fact.Status) string {
	if s == "" {
		return "unsaid"
	}
	return string(s)
}

// powerBar shows power by status.
func powerBar(full float64, p tally.Power) template.HTML {
	var segments []chart.Segment
	for _, s := range powerStatuses() {
		segments = append(segments, segment(p.Of(s), statusClass(s)))
	}
	return chart.Bar(full, segments...)
}

// powerStatuses are in the order of a table's columns: what is there, what comes.
func powerStatuses() []fact.Status {
	return []fact.Status{fact.StatusOperating, fact.StatusConstruction, fact.StatusPlanned, ""}
}
