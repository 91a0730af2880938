package markup

import (
	"encoding/xml"
	"errors"
	"strings"
	"testing"

	"github.com/gigawire/gigawire/ingest"
)

// TestWhatIsRefused, and what is merely old or broken.
func TestWhatIsRefused(t *testing.T) {
	for name, c := range map[string]struct{ text, said string }{
		"an old doctype":          {`<!DOCTYPE rss PUBLIC "-//Netscape//DTD RSS 0.91//EN" "http://a.example/rss.dtd"><rss/>`, ""},
		"elements declared":       {`<!DOCTYPE rss [<!ELEMENT rss ANY>]><rss/>`, ""},
		"entities by the million": {`<!DOCTYPE l [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><l>&b;</l>`, "declares entities"},
		"a file":                  {`<!doctype l [<!entity f SYSTEM "file:///etc/passwd">]><l>&f;</l>`, "declares entities"},
		"a parameter entity":      {`<!DOCTYPE l [ <!ENTITY % p SYSTEM "http://a.example/p.dtd"> %p; ]><l/>`, "declares entities"},
		"deep":                    {strings.Repeat("<a>", 10_000) + strings.Repeat("</a>", 10_000), "nested more than 256"},
		"deep and open":           {strings.Repeat("<a>", 10_000), "nested more than 256"},
		"as deep as may be":       {strings.Repeat("<a>", MaxDepth) + strings.Repeat("</a>", MaxDepth), ""},
		"broken":                  {"<rss><channel><item", ""},
		"entities of HTML":        {"<rss>&nbsp;&eacute;</rss>", ""},
		"in a comment":            {"<rss><!-- <!ENTITY a 'b'> --></rss>", ""},
		"in character data":       {"<rss><![CDATA[<!ENTITY a 'b'>]]></rss>", ""},
		"another declaration":     {`<?xml version="1.0" encoding="klingon"?><rss/>`, ""},
	} {
		err := Check(c.text)
		if c.said == "" && err != nil || c.said != "" && (!errors.Is(err, ingest.ErrMalformed) || !strings.Contains(err.Error(), c.said)) {
			t.Errorf("%s: error %v", name, err)
		}
	}
}

func TestMendKeepsWhatIsSound(t *testing.T) {
	for text, want := range map[string]string{
		"<rss><channel><item>a</item><item>b":                     "<rss><channel><item>a</item></channel></rss>",
		"<f:feed><f:entry>a</f:entry><f:entry>b</f:entry><f:entr": "<f:feed><f:entry>a</f:entry><f:entry>b</f:entry></f:feed>",
		"<rss><item>a<b></item><item":                             "<rss><item>a<b></item></rss>",
		"<rss></x><item/><item>":                                  "<rss></x><item/></rss>",
		"<rss><item>a</item></rss>":                               "<rss><item>a</item></rss>",
		"<rss><channel>":                                          "",
		"":                                                        "",
	} {
		got, ok := Mend(text, "item", "entry")
		if got != want || ok != (want != "") {
			t.Errorf("%s became %q, %v, want %q", text, got, ok, want)
		}
	}
}

func TestCleanDropsWhatXMLDoesNotAllow(t *testing.T) {
	if got := Clean("a\x0b\x00b\tc\r\nd\uffff é"); got != "ab\tc\r\nd é" {
		t.Errorf("%q", got)
	}
}

func FuzzMend(f *testing.F) {
	f.Add("<rss><channel><item>a</item><item>b")
	f.Add("<!DOCTYPE a [<!ENTITY b 'c'>]><a:item x='&b;'/>")
	f.Fuzz(func(t *testing.T, text string) {
		mended, ok := Mend(text, "item")
		if !ok {
			return
		}
		d := NewDecoder(strings.NewReader(mended))
		for {
			if _, err := d.xml.RawToken(); err != nil {
				var broken *xml.SyntaxError
				if errors.As(err, &broken) {
					t.Errorf("%q became %q: %v", text, mended, err)
				}
				return
			}
		}
	})
}
