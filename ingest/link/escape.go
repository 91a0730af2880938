package link

import "strings"

// The characters, beside letters, digits and -._~, that stand as they are. In
// both, an escape of one of common is the character itself; that of another is
// not, for servers tell them apart.
const (
	common  = "!'()*,:@"
	inPath  = common + "/;=&$+[]"
	inQuery = common + "/;=$+?[]"
)

const hexDigits = "0123456789ABCDEF"

// escape returns a part of an address with each character in the one way to
// write it (RFC 3986, section 6.2.2): escapes in capitals, none of what needs
// none, and all of what needs one.
func escape(s, plain string) string {
	if isPlain(s, plain) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s) + 8)
	for i := 0; i < len(s); i++ {
		c, escaped := s[i], false
		if c == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			c, escaped = unhex(s[i+1])<<4|unhex(s[i+2]), true
			i += 2
		}
		switch {
		case isUnreserved(c), strings.IndexByte(common, c) >= 0, !escaped && strings.IndexByte(plain, c) >= 0:
			b.WriteByte(c)
		case c == ' ' && plain == inQuery:
			b.WriteByte('+')
		default:
			b.WriteByte('%')
			b.WriteByte(hexDigits[c>>4])
			b.WriteByte(hexDigits[c&15])
		}
	}
	return b.String()
}

func isPlain(s, plain string) bool {
	for i := range len(s) {
		if !isUnreserved(s[i]) && strings.IndexByte(plain, s[i]) < 0 {
			return false
		}
	}
	return true
}

// mendEscapes escapes each % that begins no escape, as in /a-100%-rise.
func mendEscapes(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	begin := strings.Index(s, "://") + len("://")
	slash := strings.IndexAny(s[min(begin, len(s)):], "/?#")
	if slash < 0 {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '%' && i >= begin+slash && (i+2 >= len(s) || !isHex(s[i+1]) || !isHex(s[i+2])) {
			b.WriteString("25")
		}
	}
	return b.String()
}

func isUnreserved(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '.' || c == '_' || c == '~'
}

func isHex(c byte) bool {
	return c >= '0' && c <= '9' || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func unhex(c byte) byte {
	if c >= 'a' {
		return c - 'a' + 10
	}
	if c >= 'A' {
		return c - 'A' + 10
	}
	return c - '0'
}
