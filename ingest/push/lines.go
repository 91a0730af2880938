package push

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"strings"

	"github.com/gigawire/gigawire/ingest"
	"github.com/gigawire/gigawire/ingest/raw"
)

// maxLines is how many articles one body may have.
const maxLines = 10_000

// takeInLines hands over all articles of a body before it waits for any. The
// response has a line for each; its status is that of the request as a whole,
// which is to be sent again where a line is.
func (s *Server) takeInLines(ctx context.Context, d document) response {
	if bytes.Count(bytes.TrimSpace(d.Body), []byte("\n")) >= maxLines {
		d.err = fmt.Errorf("%w: more than %d lines: divide it", ingest.ErrTooLarge, maxLines)
		return s.takeInOne(ctx, d).response()
	}
	lines := s.handOverLines(ctx, d)
	if len(lines) == 0 {
		return s.takeInOne(ctx, d).response()
	}
	out := response{Status: http.StatusOK, Type: "application/x-ndjson"}
	var body strings.Builder
	for _, l := range lines {
		r := l.reply(ctx, s)
		if r.retryAfter > 0 {
			out.Status, out.retryAfter = r.Status, r.retryAfter
		}
		body.WriteString(r.line())
	}
	out.Body = body.String()
	return out
}

// line is one of a body of many: in the hands of the pipeline, or not.
type line struct {
	number int
	ticket *ticket
	err    error
}

func (l line) reply(ctx context.Context, s *Server) (r reply) {
	if l.err != nil {
		r = unavailable(l.err)
	} else {
		r = l.ticket.reply(ctx, s)
	}
	r.Line = l.number
	return r
}

func (s *Server) handOverLines(ctx context.Context, d document) []line {
	var lines []line
	number := 0
	for text := range bytes.Lines(d.Body) {
		number++
		text = bytes.TrimSpace(text)
		if len(text) == 0 {
			continue
		}
		one := document{Document: raw.Document{Body: text, ContentType: "application/json"}, line: number, trace: d.trace}
		t, err := s.handOver(ctx, s.read(one))
		lines = append(lines, line{number, t, err})
	}
	return lines
}
