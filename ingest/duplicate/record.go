package duplicate

import (
	"encoding/binary"
	"time"
)

// A record is an entry on the disk: time (seconds, 4 bytes), exact (8), long
// (1), mins, names, numbers and lead (length, then 2 bytes each), ID (length, bytes),
// and first unless it is the ID. Numbers are little-endian.

const fixedBytes = 13 + bins

func (e *entry) encode() []byte {
	s := &e.signature
	b := make([]byte, 0, fixedBytes+3+2*(len(s.names)+len(s.numbers)+len(s.lead))+2+len(e.id)+len(e.first))
	b = binary.LittleEndian.AppendUint32(b, uint32(e.at.Unix())) //nolint:gosec // until 2106
	b = binary.LittleEndian.AppendUint64(b, s.exact)
	b = append(b, bit(s.long))
	b = append(b, s.mins[:]...)
	for _, hashes := range [][]uint16{s.names, s.numbers, s.lead} {
		b = appendHashes(b, hashes)
	}
	b = binary.AppendUvarint(b, uint64(len(e.id)))
	b = append(b, e.id...)
	if e.first != e.id {
		b = append(b, e.first...)
	}
	return b
}

func appendHashes(b []byte, hashes []uint16) []byte {
	b = append(b, byte(len(hashes)))
	for _, h := range hashes {
		b = binary.LittleEndian.AppendUint16(b, h)
	}
	return b
}

// cutHashes reads hashes from the front of what is left of a record.
func cutHashes(b []byte) (hashes []uint16, rest []byte, ok bool) {
	if len(b) == 0 || len(b) < 1+2*int(b[0]) {
		return nil, nil, false
	}
	hashes = make([]uint16, b[0])
	for i := range hashes {
		hashes[i] = binary.LittleEndian.Uint16(b[1+2*i:])
	}
	return hashes, b[1+2*len(hashes):], true
}

func bit(set bool) byte {
	if set {
		return 1
	}
	return 0
}

// decode reads a record, and reports false for what is none.
func decode(b []byte) (e entry, ok bool) {
	if len(b) < fixedBytes {
		return e, false
	}
	s := &e.signature
	e.at = time.Unix(int64(binary.LittleEndian.Uint32(b)), 0)
	s.exact, s.long = binary.LittleEndian.Uint64(b[4:]), b[12] == 1
	b = b[13+copy(s.mins[:], b[13:]):]
	for _, hashes := range []*[]uint16{&s.names, &s.numbers, &s.lead} {
		if *hashes, b, ok = cutHashes(b); !ok {
			return e, false
		}
	}
	return e.named(b)
}

// named reads the IDs at the end of a record.
func (e entry) named(b []byte) (entry, bool) {
	length, n := binary.Uvarint(b)
	if n <= 0 || length > uint64(len(b)-n) {
		return e, false
	}
	ids := string(b[n:])
	e.id, e.first = ids[:length], ids[length:]
	if e.first == "" {
		e.first = e.id
	}
	return e, true
}
