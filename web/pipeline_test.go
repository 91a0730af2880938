package web

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/gigawire/gigawire/sink/kafka"
)

// letter returns the message of a dead letter.
func letter(offset int64, reason, topic, value string) *kafka.Message {
	header := func(name, value string) kafka.Header { return kafka.Header{Key: name, Value: []byte(value)} }
	m := &kafka.Message{Offset: offset, Value: []byte(value), Time: noon, Headers: []kafka.Header{
		header("__connect.errors.stage", "extract"), header("gigawire.reason", reason), header("__connect.errors.exception.message", "it is broken"),
	}}
	if topic != "" {
		m.Headers = append(m.Headers, header("__connect.errors.topic", topic))
	}
	return m
}

func receipt(offset int64) *kafka.Message {
	return &kafka.Message{Offset: 100 + offset, Headers: []kafka.Header{
		{Key: "gigawire.replayed.partition", Value: []byte("0")}, {Key: "gigawire.replayed.offset", Value: []byte(strconv.FormatInt(offset, 10))},
	}}
}

func TestDeadLettersAreShownAndPutBack(t *testing.T) {
	var replayed []string
	s := newSite(t, func(o *Options) {
		o.MayChange = true
		o.Replay = func(_ context.Context, stage, reason string) (int, error) {
			replayed = append(replayed, stage+" "+reason)
			if reason == "refused" {
				return 0, errors.New("no broker")
			}
			return 2, nil
		}
	})
	for _, m := range []*kafka.Message{
		letter(1, "undecodable", "articles", "{<script>"), letter(2, "undecodable", "articles", "\x00\x01"), letter(3, "undecodable", "articles", "x"),
		letter(3, "undecodable", "articles", "x"), letter(4, "fetch", "", ""), receipt(3),
	} {
		s.Letters.add(m)
	}
	doc := s.get("/pipeline")
	if got := text(doc, ".letters h3"); got != "undecodable in extract, 3 | fetch in extract, 1" {
		t.Errorf("groups %s", got)
	}
	if got := text(doc, ".letters button"); got != "Put back 2" {
		t.Errorf("buttons %s", got)
	}
	if got := text(doc, ".letters pre"); got != "x | (binary) | {<script>" {
		t.Errorf("contents %s", got)
	}
	resp, _ := s.post("/pipeline/replay", url.Values{"stage": {"extract"}, "reason": {"undecodable"}})
	if location := resp.Header.Get("Location"); resp.StatusCode != http.StatusSeeOther || len(replayed) != 1 || replayed[0] != "extract undecodable" ||
		!strings.Contains(text(s.get(strings.Split(location, "#")[0]), "[role=status]"), "2 letters were put back") {
		t.Errorf("status %d, replayed %v", resp.StatusCode, replayed)
	}
	if resp, body := s.post("/pipeline/replay", url.Values{"reason": {"refused"}}); resp.StatusCode != http.StatusBadGateway || !strings.Contains(body, "no broker") {
		t.Errorf("status %d: %s", resp.StatusCode, body)
	}
}

func TestNothingIsPutBackWithoutTheToken(t *testing.T) {
	s := newSite(t, func(o *Options) {
		o.Changes = refuse
		o.Replay = func(context.Context, string, string) (int, error) { t.Error("replayed"); return 0, nil }
	})
	s.Letters.add(letter(1, "undecodable", "articles", "x"))
	if resp, _ := s.post("/pipeline/replay", url.Values{"stage": {"extract"}}); resp.StatusCode != http.StatusUnauthorized {
		t.Errorf("status %d", resp.StatusCode)
	}
	if doc := s.get("/pipeline"); doc.Find(".letters button").Length() > 0 || !strings.Contains(text(doc, "main"), "gigawire replay") {
		t.Error("there is a button that nobody may press")
	}
}

func TestLettersAreBounded(t *testing.T) {
	l := NewLetters()
	for i := range int64(mostLetters + 10) {
		l.add(letter(i, "undecodable", "articles", strings.Repeat("é", mostContent)))
	}
	groups := l.Groups()
	if len(groups) != 1 || len(groups[0].Letters) != mostLetters || len(groups[0].Letters[0].Content) > mostContent {
		t.Errorf("%d groups", len(groups))
	}
}

func TestSourcesAreShown(t *testing.T) {
	s := newSite(t, func(o *Options) {
		o.Sources = func() []Source {
			return []Source{{Name: "https://a.example/feed", Fetched: time.Now(), Requests: 3}, {Name: "https://b.example/feed", Error: "404 Not Found"}}
		}
		o.InFlight = func() int { return 7 }
	})
	doc := s.get("/pipeline")
	if got := text(doc, "[aria-labelledby=sources] tbody td"); got != "https://a.example/feed | 0 s ago | 3 | nothing | https://b.example/feed | never | 0 | 404 Not Found" {
		t.Errorf("sources %s", got)
	}
	if !strings.Contains(text(doc, ".figures"), "documents in flight7") {
		t.Errorf("figures %s", text(doc, ".figures"))
	}
}
