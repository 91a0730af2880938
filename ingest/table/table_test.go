package table

import (
	"errors"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	got, err := Parse("text=body, title = headline,published=date,")
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(Mapping{"text": "body", "title": "headline", "published": "date"}, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
	for text, said := range map[string]string{
		"text":           "write field=column",
		"text=":          "write field=column",
		"headline=title": "no field \"headline\": choose among text, html, title",
	} {
		if _, err := Parse(text); err == nil || !strings.Contains(err.Error(), said) {
			t.Errorf("%s: error %v, want %q", text, err, said)
		}
	}
}

func TestColumnsAreKnownByTheirNames(t *testing.T) {
	for columns, want := range map[string]Mapping{
		"url title text date":                          {"url": "url", "title": "title", "text": "text", "published": "date"},
		"Headline Article-Text Link Publish_Date":      {"title": "Headline", "text": "Article-Text", "url": "Link", "published": "Publish_Date"},
		"maintext date_publish source_domain language": {"text": "maintext", "published": "date_publish", "source": "source_domain", "language": "language"},
		"requested_url domain title plain_text tags":   {"url": "requested_url", "source": "domain", "title": "title", "text": "plain_text"},
		"html url":     {"html": "html", "url": "url"},
		"content body": {"text": "body"},
		"title description domain date url article.txt": nil,
	} {
		got, err := Match(nil, strings.Fields(columns))
		if want == nil {
			if !errors.Is(err, ErrNoText) || !strings.Contains(err.Error(), `"description", "domain"`) || !strings.Contains(err.Error(), "--columns text=article.txt") {
				t.Errorf("%s: error %v", columns, err)
			}
			continue
		}
		if diff := cmp.Diff(want, got); err != nil || diff != "" {
			t.Errorf("%s: error %v, -want +got\n%s", columns, err, diff)
		}
	}
}

// TestWhatIsGivenHolds over names that look right, and no column is used twice.
func TestWhatIsGivenHolds(t *testing.T) {
	got, err := Match(Mapping{"title": "text", "text": "story"}, []string{"text", "story", "url"})
	if diff := cmp.Diff(Mapping{"title": "text", "text": "story", "url": "url"}, got); err != nil || diff != "" {
		t.Errorf("error %v, -want +got\n%s", err, diff)
	}
	if _, err := Match(Mapping{"text": "boddy"}, []string{"body"}); err == nil || !strings.Contains(err.Error(), `no column "boddy" for text: the columns are "body"`) {
		t.Errorf("error %v", err)
	}
	if _, err := Match(nil, make([]string, 100)); err == nil || !strings.Contains(err.Error(), "and 60 more") {
		t.Errorf("error %v", err)
	}
}
