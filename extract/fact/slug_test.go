package fact

import "testing"

func TestSlug(t *testing.T) {
	for name, want := range map[string]string{
		"Orrery": "orrery", "Quarrel & Daub": "quarrel-daub", "Amazon.com": "amazon-com", "3M": "3m",
		"Levi’s": "levis", "Levi's": "levis", "KʼNEX": "knex", "‘Tis": "tis", "L’Oréal": "loréal",
		"Hub–West": "hub-west", " (The) Hub! ": "the-hub", "’": "", "": "", "–": "",
	} {
		if got := Slug(name); got != want {
			t.Errorf("Slug(%q) is %q, want %q", name, got, want)
		}
	}
}
