package quantity

import (
	"strings"
	"testing"

	"github.com/gigawire/gigawire/extract/fact"
	"github.com/gigawire/gigawire/extract/sentence"
)

// codesInUse are those of ISO 4217 that are money: without gold, test codes,
// funds and units of account.
const codesInUse = `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF
CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR ILS INR IQD
IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN
NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SYP SZL THB
TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG`

func TestCurrenciesAreComplete(t *testing.T) {
	l := newScanner(t).lexicon
	for _, code := range strings.Fields(codesInUse) {
		if !l.codes[code] {
			t.Errorf("%s is missing", code)
		}
	}
}

func TestEveryCodeStandsBeforeAndAfter(t *testing.T) {
	s := newScanner(t)
	for _, code := range strings.Fields(codesInUse) {
		if s.before[code][0].weak != strong {
			continue // a word, such as TRY and ALL
		}
		for _, raw := range []string{code + " 5.2 billion", code + "5.2bn", "5.2 billion " + code, "5.2bn " + code} {
			all := s.Scan(sentence.Split("It paid " + raw + " for it."))
			if len(all) != 1 || all[0].Currency != code || all[0].Low != 5.2e9 {
				t.Errorf("%q gives %v", raw, all)
			}
		}
	}
}

func TestEveryNamedCurrencyHasACode(t *testing.T) {
	l := newScanner(t).lexicon
	for _, table := range []map[string][]denomination{l.before, l.after} {
		for form, choices := range table {
			for _, d := range choices {
				if !l.codes[d.currency] {
					t.Errorf("%q means %q, which is no code", form, d.currency)
				}
			}
			if len(form) > longestWord {
				t.Errorf("%q is longer than longestWord", form)
			}
		}
	}
}

func TestPhrasesFitTheReader(t *testing.T) {
	l := newScanner(t).lexicon
	for phrase := range l.cueBefore {
		if n := len(strings.Fields(phrase)); n > cueWords || phrase != strings.ToLower(phrase) {
			t.Errorf("%q has %d words or a capital, and is never found", phrase, n)
		}
	}
	for phrase := range l.cueAfter {
		if n := len(strings.Fields(phrase)); n > cueWords || phrase != strings.ToLower(phrase) {
			t.Errorf("%q has %d words or a capital, and is never found", phrase, n)
		}
	}
}

func TestPhrasesOfOtherPlacesFitTheReader(t *testing.T) {
	l := newScanner(t).lexicon
	for _, table := range []map[string]fact.Qualifier{l.cueGiven, l.cueLater} {
		for phrase := range table {
			if n := len(strings.Fields(phrase)); n > cueWords || phrase != strings.ToLower(phrase) {
				t.Errorf("%q has %d words or a capital, and is never found", phrase, n)
			}
		}
	}
}

func TestBadLinesAreErrors(t *testing.T) {
	l := newScanner(t).lexicon
	tests := []struct {
		add  func(string) error
		line string
	}{
		{l.addCurrency, "USD | $"},
		{l.addCurrency, "USD | $ | dollar:x | US"},
		{l.addCurrency, "USD | $:x | dollar | US"},
		{l.addScale, "word 6"},
		{l.addScale, "word six million"},
		{l.addScale, "long 6 million"},
		{l.addNumber, "one uno"},
		{l.addUnit, "power 0"},
		{l.addUnit, "force 0 newton"},
		{l.addUnit, "power x GW"},
		{l.addQualifier, "approx before about"},
		{l.addQualifier, "approx beside: about"},
		{l.addQualifier, "roughly before: about"},
		{l.addVague, "lots: many"},
		{l.addContext, "weather: rain"},
		{l.addPer, "share"},
	}
	for _, tt := range tests {
		if tt.add(tt.line) == nil {
			t.Errorf("%q is taken", tt.line)
		}
	}
}

func TestMissingTableIsAnError(t *testing.T) {
	if err := readTable("nothing", func(string) error { return nil }); err == nil {
		t.Error("no error")
	}
}
