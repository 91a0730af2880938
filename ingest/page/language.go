package page

import (
	"fmt"
	"strings"

	"github.com/abadojack/whatlanggo"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/article"
)

// sample is how much of a text is looked at to tell its language, in bytes,
// and tooShort under how much a guess is not worth having.
const (
	sample   = 4000
	tooShort = 120
)

// checkLanguage sets the article's language, where the page does not say, and
// returns an error that wraps ingest.ErrLanguage where it is not English. What
// the page says is believed only as far as its text does not speak against it.
func checkLanguage(a *article.Article) error {
	declaredEnglish := a.Language == "" || isEnglish(a.Language)
	if len(a.Text) < tooShort {
		if declaredEnglish {
			return nil
		}
		return notEnglish(a.Language)
	}
	guess := whatlanggo.Detect(strings.ToValidUTF8(a.Text[:min(len(a.Text), sample)], ""))
	switch {
	case guess.Lang == whatlanggo.Eng:
		if !isEnglish(a.Language) {
			a.Language = "en"
		}
		return nil
	case guess.IsReliable() || !declaredEnglish:
		return notEnglish(guess.Lang.Iso6391())
	default:
		return nil
	}
}

func notEnglish(tag string) error {
	return fmt.Errorf("%w but in %q, which gigawire does not read", ingest.ErrLanguage, tag)
}

func isEnglish(tag string) bool {
	tag = strings.ToLower(tag)
	return tag == "en" || strings.HasPrefix(tag, "en-") || tag == "english"
}
