package web

import (
	"fmt"
	"net/http"
	"strconv"

	"github.com/gigawire/gigawire/web/chart"
	"github.com/gigawire/gigawire/web/store"
)

// pipelinePage is what it is filled in with.
type pipelinePage struct {
	Gauges
	InFlight int
	// Sources are the first of AllSources.
	Sources    []Source
	AllSources int
	Letters    []Group
	Held       store.Size
	Share      float64
	Caught     bool
	// MayReplay says that the button is there, and Replayed what it did, empty
	// where it was not pressed.
	MayReplay bool
	Replayed  string
}

// pipeline shows how the pipeline is doing.
func (p *Page) pipeline(w http.ResponseWriter, r *http.Request) {
	page := p.state()
	if n, err := strconv.Atoi(r.URL.Query().Get("replayed")); err == nil {
		page.Replayed = fmt.Sprintf("%d letters were put back.", n)
		if n == 1 {
			page.Replayed = "1 letter was put back."
		}
	}
	p.show(w, http.StatusOK, "pipeline", frame{Title: "Pipeline", Here: "/pipeline", Script: "pipeline.js", Data: page})
}

// pipelineNow gives the part of the page that moves.
func (p *Page) pipelineNow(w http.ResponseWriter, _ *http.Request) {
	p.write(w, http.StatusOK, "pipeline", "now", p.state())
}

func (p *Page) state() pipelinePage {
	page := pipelinePage{Gauges: p.Meter.Gauges(), Letters: p.Letters.Groups(), Held: p.Store.Size(), MayReplay: p.MayChange && p.Replay != nil}
	page.Share, page.Caught = p.Follower.Caught()
	if p.Sources != nil {
		all := p.Sources()
		page.Sources, page.AllSources = all[:min(len(all), mostListed)], len(all)
	}
	if p.InFlight != nil {
		page.InFlight = p.InFlight()
	}
	return page
}

// rateHeight is how high a chart of rates is, in pixels: there is one beside the
// other.
const rateHeight = 130

// Chart shows the rates of a stage over the last minutes.
func (s Stage) Chart() chart.Columns {
	c := chart.Columns{Title: s.What + " a second, over the last minutes", Format: rate, Height: rateHeight}
	seconds := int(lately * period.Seconds())
	for i, v := range s.History {
		ago := (len(s.History) - i - 1) * seconds
		c.Columns = append(c.Columns, chart.Column{
			Label: fmt.Sprintf("−%d s", ago), Said: fmt.Sprintf("%s a second, %d seconds ago", rate(v), ago), Value: v,
		})
	}
	return c
}

// replay puts the dead letters of a stage and reason back.
func (p *Page) replay(w http.ResponseWriter, r *http.Request) {
	if p.Replay == nil {
		http.Error(w, "there is nothing to replay with", http.StatusNotFound)
		return
	}
	n, err := p.Replay(r.Context(), r.PostFormValue("stage"), r.PostFormValue("reason"))
	if err != nil {
		p.Log.Error("replaying dead letters from the page", "error", err)
		http.Error(w, "the letters could not be put back: "+err.Error(), http.StatusBadGateway)
		return
	}
	http.Redirect(w, r, "/pipeline?replayed="+strconv.Itoa(n)+"#dead", http.StatusSeeOther)
}
