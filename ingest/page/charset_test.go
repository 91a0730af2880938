package page

import (
	"strings"
	"testing"

	"golang.org/x/text/encoding/charmap"
)

func TestDecode(t *testing.T) {
	latin, err := charmap.ISO8859_1.NewEncoder().String("Café für £3m")
	if err != nil {
		t.Fatal(err)
	}
	for name, test := range map[string]struct{ body, contentType, want string }{
		"utf-8":              {"Café £3m", "", "Café £3m"},
		"utf-8 beats header": {"Café £3m", "text/html; charset=iso-8859-1", "Café £3m"},
		"header":             {latin, "text/html; charset=ISO-8859-1", "Café für £3m"},
		"meta":               {`<meta charset="latin1">` + latin, "", `<meta charset="latin1">Café für £3m`},
		"neither":            {latin, "", "Café für £3m"},
		"mark":               {"\xef\xbb\xbfCafé", "", "Café"},
		"utf-16":             {"\xff\xfeC\x00a\x00f\x00\xe9\x00", "", "Café"},
		"broken utf-8":       {"Café £3m — “quoted” \xff end", "", "Café £3m — “quoted” \uFFFD end"},
		"wrong label":        {"Caf\xe9 for \xa33m", "text/html; charset=utf-8", "Café for £3m"},
		"wrong label, meta":  {`<meta charset="latin1"><p>caf` + "\xe9", "text/html; charset=utf-8", `<meta charset="latin1"><p>café`},
		"cut utf-8":          {"“Café” for £3m, “a \xe2\x80", "text/html; charset=iso-8859-1", "“Café” for £3m, “a \uFFFD"},
		"far meta":           {strings.Repeat(" ", 100_000) + `<META content="text/html; charset=koi8-r">` + "\xd0", "", strings.Repeat(" ", 100_000) + `<META content="text/html; charset=koi8-r">п`},
		"script's charset":   {`<script charset="koi8-r"></script><meta charset="latin1">` + "\xe9", "", `<script charset="koi8-r"></script><meta charset="latin1">é`},
		"meta as UTF-16":     {`<meta charset="utf-16">caf` + "\xe9", "", `<meta charset="utf-16">café`},
		"unknown in header":  {`<meta charset="latin1">caf` + "\xe9", "text/html; charset=klingon", `<meta charset="latin1">café`},
		"no content type":    {"caf\xe9", "text/html;; charset = 'latin1' ; x", "café"},
		"xml":                {`<?xml version="1.0" encoding='koi8-r'?><p>` + "\xd0", "", `<?xml version="1.0" encoding='koi8-r'?><p>п`},
	} {
		if got, err := Decode([]byte(test.body), test.contentType); err != nil || got != test.want {
			t.Errorf("%s: %q, %v, want %q", name, got, err, test.want)
		}
	}
}
