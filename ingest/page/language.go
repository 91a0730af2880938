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
	beginning := strings.ToValidUTF8(a.Text[:min(len(a.Text), sample)], "")
	if readsEnglish(beginning) {
		setEnglish(a)
		return nil
	}
	guess := whatlanggo.Detect(beginning)
	switch {
	case guess.Lang == whatlanggo.Eng:
		setEnglish(a)
		return nil
	case guess.IsReliable() || !declaredEnglish:
		return notEnglish(guess.Lang.Iso6391())
	default:
		return nil
	}
}

func setEnglish(a *article.Article) {
	if !isEnglish(a.Language) {
		a.Language = "en"
	}
}

// englishWords are frequent words of English. Some are words of another
// language, too, but no other has many of them.
var englishWords = set(`the and of to that with from as been are was were has had said would will which their this
	these they it its not but who than about after into more on or an he his she her you could when what`)

// mostlyEnglish is the share of such words, as a divisor, above which a text is
// English without a doubt: news in English has a quarter to a third of them,
// Dutch and Portuguese less than a twentieth.
const mostlyEnglish = 6

// readsEnglish reports whether a text is English without a doubt, for a
// hundredth of the time that telling all languages apart takes.
func readsEnglish(text string) bool {
	words, english := 0, 0
	for word := range strings.FieldsSeq(text) {
		words++
		if englishWords[word] {
			english++
		}
	}
	return english*mostlyEnglish > words
}

func notEnglish(tag string) error {
	return fmt.Errorf("%w but in %q, which gigawire does not read", ingest.ErrLanguage, tag)
}

func isEnglish(tag string) bool {
	tag = strings.ToLower(tag)
	return tag == "en" || strings.HasPrefix(tag, "en-") || tag == "english"
}
