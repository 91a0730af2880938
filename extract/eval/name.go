package eval

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// mentionTraits describes a mention among all those of its company.
func (m *marker) mentionTraits(s Span, name string, all []Span) []trait {
	return []trait{
		{"form", nameForm(s.Text, name, all)},
		{"word", choose(m.ordinary(s.Text), "ordinary word", "no other word")},
		{"place", choose(m.beginsSentence(s), "start of a sentence", "within a sentence")},
		{"mark", choose(m.possessive(s), "possessive", "none")},
		{"order", choose(s == all[0], "first of its company", "later")},
	}
}

func nameForm(text, name string, all []Span) string {
	longest := utf8.RuneCountInString(name)
	for _, o := range all {
		longest = max(longest, utf8.RuneCountInString(o.Text))
	}
	switch n := utf8.RuneCountInString(text); {
	case n >= 2 && n <= 6 && text == strings.ToUpper(text) && strings.ContainsFunc(text, unicode.IsLetter):
		return "acronym"
	case n < longest:
		return "short name"
	default:
		return "full name"
	}
}

// ordinary reports whether every word of a name also stands somewhere in
// small letters.
func (m *marker) ordinary(name string) bool {
	for word := range strings.FieldsSeq(name) {
		if !m.item.small[strings.ToLower(word)] {
			return false
		}
	}
	return true
}

// addSmall adds the words of a text that are in small letters.
func addSmall(words map[string]bool, text string) {
	for word := range strings.FieldsFuncSeq(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if word == strings.ToLower(word) {
			words[word] = true
		}
	}
}

func (m *marker) possessive(s Span) bool {
	after := m.item.Article.Text[s.End:]
	return strings.HasPrefix(after, "'s") || strings.HasPrefix(after, "’s") ||
		strings.HasSuffix(s.Text, "s") && (strings.HasPrefix(after, "' ") || strings.HasPrefix(after, "’ "))
}

func (m *marker) beginsSentence(s Span) bool {
	start := m.sentences[m.sentenceOf(s)].Start
	return s.Start <= start || !strings.ContainsFunc(m.item.Article.Text[start:s.Start], unicode.IsLetter)
}

func choose(condition bool, yes, no string) string {
	if condition {
		return yes
	}
	return no
}
