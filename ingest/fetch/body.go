package fetch

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"net/http"

	"github.com/gigawire/gigawire/ingest"
)

// body reads a body and decompresses it. Of a robots.txt it takes the
// beginning.
func (f *Fetcher) body(resp *http.Response, from *source, r request) ([]byte, error) {
	most := f.limit(r)
	if !r.robots && resp.ContentLength > most {
		return nil, f.tooLarge(r)
	}
	if resp.ContentLength == 0 {
		return nil, nil // whatever its coding
	}
	unpacked, err := f.decoders.unpack(codingOf(resp.Header), from)
	if err != nil {
		return nil, from.blame(err)
	}
	defer unpacked.release()
	body, err := f.readAtMost(unpacked, most+1)
	switch {
	case int64(len(body)) > most && r.robots:
		return body[:most], nil
	case int64(len(body)) > most:
		return nil, f.tooLarge(r)
	case err != nil:
		return nil, from.blame(err)
	}
	return body, nil
}

// limit returns how many bytes of a body are read.
func (f *Fetcher) limit(r request) int64 {
	switch {
	case r.robots:
		return maxRobots
	case r.maxBody > 0:
		return r.maxBody
	}
	return f.config.MaxBody
}

func (f *Fetcher) tooLarge(r request) error {
	if r.maxBody > 0 {
		return fmt.Errorf("%w: more than %d bytes", ingest.ErrTooLarge, r.maxBody)
	}
	return fmt.Errorf("%w: more than the %d bytes of fetch.max_body_bytes", ingest.ErrTooLarge, f.config.MaxBody)
}

// maxKept bounds the room that is kept for the next body, in bytes.
const maxKept = 1 << 20

// readAtMost reads to the end or as far as a limit.
func (f *Fetcher) readAtMost(from io.Reader, most int64) ([]byte, error) {
	room, _ := f.rooms.Get().(*bytes.Buffer)
	if room == nil {
		room = new(bytes.Buffer)
	}
	room.Reset()
	_, err := room.ReadFrom(io.LimitReader(from, most))
	body := bytes.Clone(room.Bytes())
	if room.Cap() <= maxKept {
		f.rooms.Put(room)
	}
	return body, err
}

// blame returns what to say of an error of reading a body. What came whole
// and does not decompress never will; what was cut short may come whole the
// next time.
func (s *source) blame(err error) error {
	switch {
	case s.cut() != nil:
		return fmt.Errorf("reading body: %w", s.cut())
	case errors.Is(err, ingest.ErrTooLarge) || errors.Is(err, ingest.ErrMalformed) || errors.Is(err, io.ErrUnexpectedEOF):
		return fmt.Errorf("reading body: %w", err)
	}
	return fmt.Errorf("%w: decompressing body: %w", ingest.ErrMalformed, err)
}
