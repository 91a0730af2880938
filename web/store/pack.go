package store

import (
	"bytes"
	"fmt"
	"slices"

	"github.com/klauspost/compress/zstd"
)

// packed are the facts of an article as they stand on the topics: the latest as
// they came, and those before in packs of lines. A fact that was said anew is
// there twice, and the later holds.
type packed struct {
	packs [][]byte
	fresh [][]byte
}

// packer packs facts once so many came after them that no more are likely to
// come of their article.
type packer struct {
	encoder *zstd.Encoder
	decoder *zstd.Decoder
	// queue has the articles with fresh facts, and size the bytes of those.
	queue []*entry
	size  int
	room  []byte // for a pack in the making
}

// mostFresh is how many bytes of facts are kept unpacked.
const mostFresh = 8 << 20

// window is how far back a pack refers, in bytes. The facts of an article are
// alike, so that little is enough.
const window = 32 << 10

func newPacker() (*packer, error) {
	encoder, err := zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(window))
	if err != nil {
		return nil, fmt.Errorf("preparing compression: %w", err)
	}
	decoder, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0))
	if err != nil {
		return nil, fmt.Errorf("preparing decompression: %w", err)
	}
	return &packer{encoder: encoder, decoder: decoder}, nil
}

func (p *packer) add(e *entry, raw []byte) {
	if len(e.facts.fresh) == 0 {
		p.queue = append(p.queue, e)
	}
	e.facts.fresh = append(e.facts.fresh, bytes.Clone(raw))
	p.size += len(raw)
	for p.size > mostFresh && len(p.queue) > 1 {
		oldest := p.queue[0]
		p.queue[0], p.queue = nil, p.queue[1:]
		p.pack(oldest)
	}
}

func (p *packer) pack(e *entry) {
	p.forget(e)
	if len(e.facts.fresh) == 0 {
		return
	}
	p.room = p.encoder.EncodeAll(bytes.Join(e.facts.fresh, []byte("\n")), p.room[:0])
	e.facts.packs = append(e.facts.packs, bytes.Clone(p.room))
	e.facts.fresh, e.rows = nil, slices.Clone(e.rows) // without the room to grow
}

// forget takes the fresh facts of an article out of the count.
func (p *packer) forget(e *entry) {
	for _, raw := range e.facts.fresh {
		p.size -= len(raw)
	}
}

// drop lets go of an article that is dropped.
func (p *packer) drop(e *entry) {
	p.forget(e)
	for i := range p.queue {
		if p.queue[i] == e {
			p.queue = append(p.queue[:i], p.queue[i+1:]...)
			return
		}
	}
}

// unpack returns the facts of an article as they came, in that order.
func (p *packer) unpack(f packed) ([][]byte, error) {
	var out [][]byte
	for _, pack := range f.packs {
		lines, err := p.decoder.DecodeAll(pack, nil)
		if err != nil {
			return nil, fmt.Errorf("unpacking facts: %w", err)
		}
		out = append(out, bytes.Split(lines, []byte("\n"))...)
	}
	return append(out, f.fresh...), nil
}
