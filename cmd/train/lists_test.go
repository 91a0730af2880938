package main

import (
	"errors"
	"os"
	"path/filepath"
	"testing"
)

func TestCompanyName(t *testing.T) {
	for registered, want := range map[string]string{
		"FJORD ROBOTICS, INC.":           "Fjord Robotics",
		"Fjord Robotics Holdings Ltd/UK": "Fjord Robotics Holdings",
		"THE KESTREL CO":                 "Kestrel",
		"IBM CORP":                       "IBM",
		"Bramwell & Co.":                 "Bramwell",
		"Kestrel (Class A)":              "Kestrel",
	} {
		if got := companyName(registered); got != want {
			t.Errorf("%q: got %q, want %q", registered, got, want)
		}
	}
}

func TestTells(t *testing.T) {
	words := map[string]bool{"target": true}
	for name, want := range map[string]bool{
		"Target": false, "Kestrelon": true, "Target Hospitality": true, "ABC": false,
		"Kestrel Growth ETF": false, "Fjord Acquisition II": false, "1234": false,
	} {
		if got := tells(name, words); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestMakeLists(t *testing.T) {
	from, to := t.TempDir(), t.TempDir()
	write(t, filepath.Join(from, "sec_company_tickers_exchange.json"),
		`{"fields":["cik","name","ticker","exchange"],"data":[
		[7,"KESTREL FOODS INC","KSTL","NYSE"],[7,"KESTREL FOODS INC","KSTL-P","NYSE"],[9,"TARGET CORP","TGT","NYSE"],[11,"GAP INC","GAP","NYSE"]]}`)
	write(t, filepath.Join(from, "sp500_constituents.csv"), "Symbol,Security,S,I,H,D,CIK,F\nTGT,Target Corporation,,,,,9,1902\n")
	write(t, filepath.Join(to, "words.txt"), "# words\ntarget\ngap\n")
	path := filepath.Join(to, "sec.tsv")
	if err := makeLists(from, path); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	want := "# Made by train lists. Name, ticker, exchange, CIK.\nKestrel Foods\tKSTL\tNYSE\t7\nTarget\tTGT\tNYSE\t9\n"
	if string(got) != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestListsWantTheirColumns(t *testing.T) {
	path := filepath.Join(t.TempDir(), "list")
	for _, text := range []string{"", "Name,Number\nTarget,9\n"} {
		write(t, path, text)
		if _, err := readConstituents(path); !errors.Is(err, errColumns) {
			t.Errorf("%q: error %v", text, err)
		}
	}
	write(t, path, `{"data":[["KESTREL FOODS INC",7,"KSTL","NYSE"]]}`)
	if _, err := readRegister(path); !errors.Is(err, errColumns) {
		t.Errorf("error %v", err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
