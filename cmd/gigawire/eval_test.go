package main

import (
	"encoding/json"
	"strings"
	"testing"
)

const goldDir = "../../extract/testdata/gold"

func TestEvalBreaksDownAndWritesJSON(t *testing.T) {
	c := run1(t, "", "eval", goldDir, "--split", "look", "--breakdown", "-o", "json")
	c.want(t, exitDone)
	var report struct {
		Articles int
		Figures  []struct {
			Name  string
			Value float64
		}
		Breakdown []struct{ Figure, Aspect, Value string }
		Errors    []any
	}
	if err := json.Unmarshal([]byte(c.out), &report); err != nil {
		t.Fatal(err)
	}
	if report.Articles != 28 || report.Figures[2].Name != "amounts" || report.Figures[2].Value < 0.9 {
		t.Errorf("report: %+v", report.Figures)
	}
	if len(report.Breakdown) < 50 || report.Errors != nil {
		t.Errorf("%d cases, %d errors that nobody asked for", len(report.Breakdown), len(report.Errors))
	}
}

func TestEvalListsErrorsByKindOfLookOnly(t *testing.T) {
	c := run1(t, "", "eval", goldDir, "--split", "look", "--errors", "--breakdown")
	c.want(t, exitDone)
	for _, part := range []string{"link wrong: ", "»", "amounts by form", "conversion in brackets"} {
		if !strings.Contains(c.out, part) {
			t.Errorf("the report lacks %q", part)
		}
	}
	for _, split := range []string{"score", "all"} {
		run1(t, "", "eval", goldDir, "--split", split, "--errors", "-o", "json").want(t, exitUsage, "--split look")
	}
}

func TestEvalScoresGivenFacts(t *testing.T) {
	// One amount of the first article, and a company that it does not name.
	facts := write(t, "facts.ndjson", `
{"type":"amount","article":{"id":"002-ledgerloom-series-b"},"evidence":{"field":"text","text":"$42M","start":159,"end":163},"amount":{"low":42e6,"high":42e6,"currency":"USD","qualifier":"exact"}}
{"type":"company","article":{"id":"002-ledgerloom-series-b"},"evidence":{"field":"text","text":"a","start":0,"end":1},"company":{"name":"A","id":"a"},"mentions":[{"text":"a","start":0,"end":1}]}`)
	c := run1(t, "", "eval", goldDir, "--split", "look", "-o", "json", "--facts", facts)
	c.want(t, exitDone)
	var report struct {
		Figures []struct{ Right, Wrong int }
	}
	if err := json.Unmarshal([]byte(c.out), &report); err != nil {
		t.Fatal(err)
	}
	if amounts, mentions := report.Figures[2], report.Figures[0]; amounts.Right != 1 || amounts.Wrong != 0 || mentions.Wrong != 1 {
		t.Errorf("amounts %+v, mentions %+v", amounts, mentions)
	}
	run1(t, "", "eval", goldDir, "--facts", "nothing.ndjson").want(t, exitFailed, "nothing.ndjson")
	run1(t, "", "eval", goldDir, "-o", "xml").want(t, exitUsage, "table or json")
}
