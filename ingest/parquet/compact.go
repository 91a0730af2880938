package parquet

import (
	"encoding/binary"
	"errors"
)

// errCompact means that bytes are no structure of Thrift.
var errCompact = errors.New("it is no structure of Thrift's compact protocol, or cut")

// The types of Thrift's compact protocol that are told apart.
const (
	stop     = 0
	isFalse  = 2
	isByte   = 3
	int64s   = 6
	double   = 7
	binaries = 8
	set      = 10
	pairs    = 11
	inner    = 12
)

// maxDepth bounds structures in structures. Parquet's have five levels.
const maxDepth = 16

// compact walks over a structure in Thrift's compact protocol, in which Parquet
// describes itself. The library makes room for as many elements as a list says
// it has; here it is seen first that they are there.
type compact struct {
	data []byte
	at   int
}

// lengthOf returns how many bytes the structure has that data begin with.
func lengthOf(data []byte) (int, error) {
	c := compact{data: data}
	if !c.structure(maxDepth) {
		return 0, errCompact
	}
	return c.at, nil
}

// structure walks over fields up to the end of a structure.
func (c *compact) structure(depth int) bool {
	for depth > 0 {
		head, ok := c.byte()
		if !ok || head == stop {
			return ok
		}
		if head>>4 == 0 && !c.varint() { // the number of the field
			return false
		}
		kind := head & 0xf
		if kind <= isFalse {
			continue // the value is in the type
		}
		if !c.value(kind, depth) {
			return false
		}
	}
	return false
}

func (c *compact) value(kind byte, depth int) bool {
	switch {
	case kind <= isByte:
		return c.skip(1)
	case kind <= int64s:
		return c.varint()
	case kind == double:
		return c.skip(8)
	case kind == binaries:
		n, ok := c.uint()
		return ok && c.skip(n)
	case kind <= set:
		return c.list(depth)
	case kind == pairs:
		n, ok := c.uint()
		return ok && n == 0 // Parquet has none
	case kind == inner:
		return c.structure(depth - 1)
	}
	return false
}

func (c *compact) list(depth int) bool {
	head, ok := c.byte()
	if !ok {
		return false
	}
	n := uint64(head >> 4)
	if n == 15 {
		if n, ok = c.uint(); !ok {
			return false
		}
	}
	if n > uint64(len(c.data)-c.at) {
		return false // each element has a byte at least
	}
	for range n {
		if !c.value(head&0xf, depth) {
			return false
		}
	}
	return true
}

func (c *compact) byte() (byte, bool) {
	if c.at >= len(c.data) {
		return 0, false
	}
	c.at++
	return c.data[c.at-1], true
}

func (c *compact) skip(n uint64) bool {
	if n > uint64(len(c.data)-c.at) {
		return false
	}
	c.at += int(n)
	return true
}

func (c *compact) uint() (uint64, bool) {
	value, n := binary.Uvarint(c.data[c.at:])
	c.at += max(n, 0)
	return value, n > 0
}

func (c *compact) varint() bool {
	_, ok := c.uint()
	return ok
}
