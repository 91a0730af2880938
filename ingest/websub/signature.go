package websub

import (
	"crypto/hmac"
	"crypto/sha1" // #nosec G505 -- section 7.1 has it, as an HMAC
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash"
	"strings"
)

// methods are those that section 7.1 names for signatures.
var methods = map[string]func() hash.Hash{"sha1": sha1.New, "sha256": sha256.New, "sha384": sha512.New384, "sha512": sha512.New}

// signed reports whether one of the signatures, "method=hex", is that of a body.
func signed(body []byte, signatures []string, secret string) bool {
	for _, signature := range signatures {
		method, written, _ := strings.Cut(strings.TrimSpace(signature), "=")
		newHash, known := methods[strings.ToLower(method)]
		given, err := hex.DecodeString(written)
		if !known || err != nil {
			continue
		}
		mac := hmac.New(newHash, []byte(secret))
		mac.Write(body)
		if hmac.Equal(mac.Sum(nil), given) {
			return true
		}
	}
	return false
}
