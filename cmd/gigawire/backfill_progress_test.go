package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/extract/fact"
)

// halfway is the progress of a call that has read 50 of 100 MB in ten seconds.
func halfway(out *bytes.Buffer, bar bool) *progress {
	d := &done{Documents: 12_345, Articles: 11_000, Facts: map[fact.Type]int{fact.TypeAmount: 98_765}}
	return &progress{
		out: out, bar: bar, width: 200, done: d, began: time.Now().Add(-10 * time.Second),
		bytes: func() (int64, int64) { return 50e6, 100e6 },
	}
}

// TestProgressOnATerminalStaysOnOneLine, however narrow it is.
func TestProgressOnATerminalStaysOnOneLine(t *testing.T) {
	var out bytes.Buffer
	p := halfway(&out, true)
	p.show()
	if got := out.String(); got[:len(eraseLine)] != eraseLine || strings.Contains(got, "\n") || strings.Count(got, "█") != barWidth/2 {
		t.Errorf("told %q", got)
	}
	for _, words := range []string{" 50%", "50 MB of 100 MB", "12,345 records", "11,000 articles", "98,765 facts", "10s left"} {
		if !strings.Contains(out.String(), words) {
			t.Errorf("%q lacks %q", out.String(), words)
		}
	}
	out.Reset()
	p.show() // not due
	if out.Len() > 0 {
		t.Errorf("told %q again", out.String())
	}
	p.next, p.width = time.Time{}, 40
	p.show()
	if got := []rune(strings.TrimPrefix(out.String(), eraseLine)); len(got) >= 40 {
		t.Errorf("a line of %d columns", len(got))
	}
}

func TestProgressElsewhereIsLines(t *testing.T) {
	var out bytes.Buffer
	p := halfway(&out, false)
	p.show()
	p.say("%s", "a message")
	if got := out.String(); strings.ContainsAny(got, "\r\x1b█") || strings.Count(got, "\n") != 2 || !strings.HasPrefix(got, "gigawire: 50 MB of 100 MB, ") {
		t.Errorf("told %q", got)
	}
}

func TestSummaryTellsDamageAgain(t *testing.T) {
	var out bytes.Buffer
	p := halfway(&out, false)
	p.done.Rejected = rejections{Unfit: 3}
	p.done.Damage = []string{"a.warc, record 7, at byte 90: malformed", "b.warc: cut"}
	p.done.SetAside, p.done.Filtered = map[string]int{"paywall": 2, "language": 1}, map[string]int{"date": 4}
	p.end()
	for _, words := range []string{
		"12345 documents, 11000 articles, 98765 facts, 3 could not be read", "facts         0 company, 98765 amount",
		"set aside     1 language, 2 paywall", "filtered      4 date", "not read      a.warc, record 7", "and 1 more",
	} {
		if !strings.Contains(out.String(), words) {
			t.Errorf("the summary lacks %q:\n%s", words, out.String())
		}
	}
}
