package fetch

import (
	"fmt"
	"net/url"
	"testing"
)

func at(host string) *url.URL { return &url.URL{Scheme: "https", Host: host, Path: "/"} }

// TestManySitesStaySmall visits many more than are kept.
func TestManySitesStaySmall(t *testing.T) {
	f, _ := fetcherFor(t, nil)
	inUse := f.sites.use(at("in-use.example"))
	for i := range maxSites + 500 {
		f.sites.letGo(f.sites.use(at(fmt.Sprintf("%d.example", i))))
	}
	if n := len(f.sites.byKey); n != maxSites || f.sites.recent.Len() != n {
		t.Errorf("%d sites are kept, %d in order, want %d", n, f.sites.recent.Len(), maxSites)
	}
	if again := f.sites.use(at("in-use.example")); again != inUse {
		t.Error("a site in use was forgotten")
	}
	for host, kept := range map[string]bool{"0.example": false, fmt.Sprintf("%d.example", maxSites+499): true} {
		if _, ok := f.sites.byKey["https://"+host+":443"]; ok != kept {
			t.Errorf("%s is kept: %v", host, ok)
		}
	}
}

// TestManyRulesStaySmall has sites with as many rules as are read.
func TestManyRulesStaySmall(t *testing.T) {
	f, _ := fetcherFor(t, nil)
	for i := range 500 {
		s := f.sites.use(at(fmt.Sprintf("%d.example", i)))
		f.sites.weigh(s, maxRobots/2)
		f.sites.weigh(s, maxRobots)
		f.sites.letGo(s)
	}
	if want := maxWeight / maxRobots; len(f.sites.byKey) != want || f.sites.weight != want*maxRobots {
		t.Errorf("%d sites are kept, which weigh %d", len(f.sites.byKey), f.sites.weight)
	}
}

func TestSchemesAndPortsAreSitesOfTheirOwn(t *testing.T) {
	f, _ := fetcherFor(t, nil)
	first := f.sites.use(at("News.example"))
	for address, same := range map[string]bool{
		"https://news.example:443/a?b": true, "https://user@news.example/": true, "http://news.example/": false, "https://news.example:8443/": false,
	} {
		u, err := url.Parse(address)
		if err != nil {
			t.Fatal(err)
		}
		if got := f.sites.use(u) == first; got != same {
			t.Errorf("%s is the same site: %v", address, got)
		}
	}
}
