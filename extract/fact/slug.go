package fact

import (
	"strings"
	"unicode"
)

// Slug returns the words of a name in small letters with hyphens between: the
// ID of a company, and what names of one site have in common.
func Slug(name string) string {
	var b strings.Builder
	gap := false
	for _, r := range name {
		switch {
		case strings.ContainsRune("'’‘ʼ", r):
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(unicode.ToLower(r))
			gap = false
		default:
			gap = true
		}
	}
	return b.String()
}
