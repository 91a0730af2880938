// Package bearer tells whether a request shows a token (RFC 6750).
package bearer

import (
	"crypto/sha256"
	"crypto/subtle"
	"net/http"
	"strings"
)

// Shown returns the token that a request shows as "Authorization: Bearer",
// empty for none.
func Shown(r *http.Request) string {
	scheme, shown, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(shown)
}

// Is reports whether what is shown is the token, which nothing is where the
// token is empty. It compares hashes, so that the time it takes tells nothing
// of the token, nor of its length.
func Is(shown, token string) bool {
	got, want := sha256.Sum256([]byte(shown)), sha256.Sum256([]byte(token))
	return token != "" && subtle.ConstantTimeCompare(got[:], want[:]) == 1
}
