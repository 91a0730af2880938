package page

import "testing"

// TestEnglishIsToldWithoutADoubt, and nothing else is, though it shares words
// with English.
func TestEnglishIsToldWithoutADoubt(t *testing.T) {
	for text, want := range map[string]bool{
		"The company said on Monday that it would build a plant in the north of the country for $2 billion.":           true,
		"Shares of the maker of chips were up by 4% after it had raised its forecast for the year.":                    true,
		"For at kunne bygge en by på øen har selskabet brug for to milliarder, og der er mange, der have ventet.":      false,
		"Het bedrijf zei maandag dat het of een fabriek bouwt of twee, en dat het in het noorden was.":                 false,
		"As ações da empresa caíram as 4% depois do anúncio, e as vendas para o ano foram revistas as pressas.":        false,
		"Die Firma will im Norden des Landes für zwei Milliarden ein Werk bauen, was im Ort nicht alle begrüßen.":      false,
		"Kirken ligger ved by og strand, for at folk have et sted at be, og by for by er det at be der er det største": false,
		"": false,
	} {
		if got := readsEnglish(text); got != want {
			t.Errorf("%v for %q", got, text)
		}
	}
}
