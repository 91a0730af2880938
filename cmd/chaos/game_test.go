package main

import (
	"bytes"
	"math/rand/v2"
	"os/exec"
	"strings"
	"testing"
	"time"
)

func TestEachFaultComesBeforeAnyComesAgain(t *testing.T) {
	g := &game{random: rand.New(rand.NewPCG(1, 1))}
	for range 3 {
		seen := map[string]bool{}
		for range faults() {
			seen[g.next().name] = true
		}
		if len(seen) != len(faults()) {
			t.Errorf("%d different faults came, want all %d", len(seen), len(faults()))
		}
	}
}

func TestArticlesAreThoseOfTheirSeed(t *testing.T) {
	one, same, other := newWriter(1), newWriter(1), newWriter(2)
	for range 50 {
		a := one.article()
		if !bytes.Equal(a, same.article()) || bytes.Equal(a, other.article()) {
			t.Fatal("the articles of a seed are not its own")
		}
		if bytes.ContainsAny(a[1:len(a)-2], "{}") {
			t.Errorf("something was not filled in: %s", a)
		}
	}
}

func TestReportTellsOfAllFaults(t *testing.T) {
	r := result{options: options{seed: 7}, began: time.Now(), inflicted: map[string]int{blackoutName: 1}, ledger: newBooks(t).ledger, odd: []string{"died"}}
	report := string(r.report())
	for _, f := range faults() {
		r.inflicted[f.name] = 3
		if !strings.Contains(report, "| "+f.name+" | 0 |") {
			t.Errorf("the report lacks %s", f.name)
		}
	}
	if !strings.Contains(report, "| **of those lost** | ") || !strings.Contains(report, "-seed 7") || !strings.Contains(report, "- died") {
		t.Error(report)
	}
	if report := string(r.report()); !strings.Contains(report, "| **all** | **31** |") {
		t.Error(report)
	}
}

// TestProgramLinksNoFaults: what breaks things stays out of what is shipped.
func TestProgramLinksNoFaults(t *testing.T) {
	out, err := exec.CommandContext(t.Context(), "go", "list", "-deps", "../gigawire").Output()
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(out), "toxiproxy") || strings.Contains(string(out), "cmd/chaos") {
		t.Error("gigawire links what is for tests")
	}
}
