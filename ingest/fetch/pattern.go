package fetch

import (
	"strconv"
	"strings"
)

// longest returns the length of the longest pattern that matches, -1 for none.
func longest(patterns []string, path string) int {
	best := -1
	for _, p := range patterns {
		if len(p) > best && matches(p, path) {
			best = len(p)
		}
	}
	return best
}

// matches reports whether a pattern, * standing for anything and a final $
// for the end, matches the beginning of a path.
func matches(pattern, path string) bool {
	pattern, anchored := strings.CutSuffix(pattern, "$")
	part, pattern, more := strings.Cut(pattern, "*")
	rest, ok := strings.CutPrefix(path, part)
	for ok && more {
		part, pattern, more = strings.Cut(pattern, "*")
		if anchored && !more {
			return strings.HasSuffix(rest, part)
		}
		_, rest, ok = strings.Cut(rest, part)
	}
	return ok && (!anchored || rest == "")
}

// canonicalPath brings percent-encodings to one form, so that rules and paths
// that mean the same compare as the same (RFC 9309, section 2.2.2).
func canonicalPath(path string) string {
	var b strings.Builder
	for i := 0; i < len(path); i++ {
		c, encoded := path[i], false
		if v, ok := escaped(path[i:]); ok {
			c, encoded, i = v, true, i+2
		}
		if c >= 0x80 || (encoded && !unreserved(c)) {
			writeEncoded(&b, c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// escaped returns the byte that a percent-encoding at the beginning of s
// stands for.
func escaped(s string) (byte, bool) {
	if len(s) < 3 || s[0] != '%' {
		return 0, false
	}
	v, err := strconv.ParseUint(s[1:3], 16, 8)
	return byte(v), err == nil
}

func unreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || strings.IndexByte("-._~", c) >= 0
}

func writeEncoded(b *strings.Builder, c byte) {
	const digits = "0123456789ABCDEF"
	b.Write([]byte{'%', digits[c>>4], digits[c&15]})
}
