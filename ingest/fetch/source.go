package fetch

import (
	"context"
	"errors"
	"io"
	"time"
)

// errIdle is the error of a body of which nothing comes any more.
var errIdle = errors.New("the server sent nothing more")

// source reads a body as it comes over the wire. It ends the request if
// nothing comes for a while.
type source struct {
	body  io.Reader
	idle  time.Duration
	timer *time.Timer
	stop  context.CancelCauseFunc
	read  int64 // bytes so far
	err   error // why it ended, nil before
}

func newSource(body io.Reader, idle time.Duration, stop context.CancelCauseFunc) *source {
	s := &source{body: body, idle: idle, stop: stop, timer: time.AfterFunc(idle, func() { stop(errIdle) })}
	s.timer.Stop()
	return s
}

// Read counts the time that the server takes, and not what is done with the
// bytes in between.
func (s *source) Read(p []byte) (int, error) {
	s.timer.Reset(s.idle)
	defer s.timer.Stop()
	n, err := s.body.Read(p)
	s.read += int64(n)
	s.err = err
	return n, err
}

// cut returns the error that kept the source from its end, nil for none.
func (s *source) cut() error {
	if errors.Is(s.err, io.EOF) {
		return nil
	}
	return s.err
}

// How much of a body that is of no interest is read, and for how long.
const (
	drainBytes = 32 << 10
	drainTime  = time.Second
)

// drain reads the rest of a body that is of no interest, if it comes soon: a
// connection that was read to its end can be used again.
func (s *source) drain() {
	limit := time.AfterFunc(drainTime, func() { s.stop(errIdle) })
	defer limit.Stop()
	_, _ = io.CopyN(io.Discard, s, drainBytes)
}
