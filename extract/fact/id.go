package fact

import (
	"crypto/sha256"
	"encoding/hex"
	"strconv"
)

// idBytes is how much of a SHA-256 an ID keeps: 128 bits.
const idBytes = 16

// ID returns the identifier of a fact: a hash of the article's ID, the type,
// the span and the value. Extracting the same text again gives the same IDs,
// so that a consumer can drop repeats.
func ID(f *Fact) string {
	b := make([]byte, 0, 192)
	b = appendField(b, f.Article.ID)
	b = appendField(b, string(f.Type))
	b = appendField(b, string(f.Evidence.Field))
	b = strconv.AppendInt(b, int64(f.Evidence.Start), 10)
	b = append(b, '-')
	b = strconv.AppendInt(b, int64(f.Evidence.End), 10)
	b = appendValue(append(b, 0), f)
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:idBytes])
}

// appendValue appends what distinguishes facts of one type on one span: whom
// they are about, and the number.
func appendValue(b []byte, f *Fact) []byte {
	if f.Company != nil {
		b = appendField(b, f.Company.ID)
	}
	if f.Holder != nil {
		b = appendField(b, f.Holder.ID)
	}
	switch {
	case f.Amount != nil:
		b = appendEnds(b, f.Amount.Low, f.Amount.High)
		b = appendField(b, f.Amount.Currency)
	case f.Power != nil:
		b = appendEnds(b, f.Power.Low, f.Power.High)
	case f.Percent != nil:
		b = appendEnds(b, f.Percent.Low, f.Percent.High)
	}
	return b
}

func appendEnds(b []byte, low, high *float64) []byte {
	for _, end := range []*float64{low, high} {
		if end != nil {
			b = strconv.AppendFloat(b, *end, 'g', -1, 64)
		}
		b = append(b, 0)
	}
	return b
}

// appendField ends each field with a NUL, so that no two lists of fields run
// together to the same bytes.
func appendField(b []byte, s string) []byte {
	return append(append(b, s...), 0)
}
